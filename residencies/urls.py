from django.urls import include, path

from . import views

app_name = "residencies"
urlpatterns = [
    path("", include("residencies.downloads.urls")),
    path("specialties/", views.explorer, name="explorer"),
    path("compare/", views.compare, name="compare"),
    path("match/", views.newest_year, name="newest_year"),
    path("match/<int:year>/", views.year, name="year"),
    path("landscape/", views.all_specialties, name="landscape"),
    path("places/", views.places, name="places"),
    path("method/", views.method, name="method"),
]
