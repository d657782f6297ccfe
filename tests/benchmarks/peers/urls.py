from django.urls import path

from imgpath import urls as site

from . import views

urlpatterns = [
    path("peers/plain/", views.plain),
    path("peers/same-bytes/", views.same_bytes),
    path("peers/naive/", views.naive),
    *site.urlpatterns,
]
