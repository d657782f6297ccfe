from django.urls import include, path

from . import views

urlpatterns = [
    path("peers/plain/", views.plain),
    path("peers/same-bytes/", views.same_bytes),
    path("peers/naive/", views.naive),
    path("", include("imgpath.urls")),
]
