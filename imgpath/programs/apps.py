from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "imgpath.programs"
    verbose_name = "Programs"
