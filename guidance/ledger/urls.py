from django.urls import path

from . import files, views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/contradictions/", views.contradictions, name="contradictions"),
    path("sources/corrections/", views.corrections, name="corrections"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("sources.<suffix:suffix>", files.sources, name="sources_file"),
    path(
        "sources/contradictions.<suffix:suffix>",
        files.contradictions,
        name="contradictions_file",
    ),
    path("sources/corrections.<suffix:suffix>", files.corrections, name="corrections_file"),
    path("sources/<slug:slug>.<suffix:suffix>", files.source, name="source_file"),
]
