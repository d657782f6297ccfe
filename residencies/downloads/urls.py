from django.urls import path, register_converter

from . import files, views


class Suffix:
    """What a file's address ends with."""

    regex = "|".join(files.SUFFIXES)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Suffix, "suffix")
app_name = "downloads"
urlpatterns = [
    path("specialties.<suffix:suffix>", views.specialties, name="specialties"),
    path("specialties/<slug:slug>.<suffix:suffix>", views.specialty, name="specialty"),
    path("compare.<suffix:suffix>", views.compare, name="compare"),
    path("shortlist.<suffix:suffix>", views.shortlisted, name="shortlist"),
    path("landscape.<suffix:suffix>", views.all_specialties, name="landscape"),
    path("match/<int:year>.<suffix:suffix>", views.year, name="year"),
    path("places.<suffix:suffix>", views.places, name="places"),
]
