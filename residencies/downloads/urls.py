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
    path("specialties.<suffix:suffix>", views.explorer, name="explorer"),
]
