from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "imgpath.staff"
    default = True
