from django.apps import AppConfig


class ResidenciesConfig(AppConfig):
    name = "residencies"
    verbose_name = "Evidence: specialties and results"
