from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "imgpath.reports"
    verbose_name = "Reports of errors"
