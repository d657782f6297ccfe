from django.urls import path

from . import files, views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("sources.<suffix:suffix>", files.sources, name="sources_file"),
    path("sources/<slug:slug>.<suffix:suffix>", files.source, name="source_file"),
]
