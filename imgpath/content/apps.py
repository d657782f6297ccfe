from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "imgpath.content"
    verbose_name = "Content: shipped and live"
