from django.urls import path

from . import views

app_name = "residencies"
urlpatterns = [
    path("specialties/", views.explorer, name="explorer"),
    path("compare/", views.compare, name="compare"),
    path("method/", views.method, name="method"),
]
