from django.urls import path

from . import views

app_name = "offline"
urlpatterns = [
    path("offline/", views.page, name="page"),
    path("offline/pages.json", views.pages, name="pages"),
    path("offline/imgpath.webmanifest", views.manifest, name="manifest"),
]
