from django.urls import path

from . import views
from .search.views import search

app_name = "guidance"
urlpatterns = [
    path("challenges/", views.challenges, name="challenges"),
    path("challenges/<slug:slug>/", views.challenge, name="challenge"),
    path("strategies/", views.strategies, name="strategies"),
    path("strategies/<slug:slug>/", views.strategy, name="strategy"),
    path("questions/", views.questions, name="questions"),
    path("questions/<slug:slug>/", views.question, name="question"),
    path("pathways/", views.pathways, name="pathways"),
    path("pathways/<slug:slug>/", views.pathway, name="pathway"),
    path("notices/", views.notices, name="notices"),
    path("notices/<slug:slug>/", views.notice, name="notice"),
    path("routes/", views.routes, name="routes"),
    path("routes/<slug:slug>/", views.route, name="route"),
    path("routes/<slug:slug>/<path:answers>/", views.route, name="route_path"),
    path("outcomes/<slug:slug>/", views.outcome, name="outcome"),
    path("states/", views.states, name="states"),
    path("states/<slug:slug>/", views.state, name="state"),
    path("search/", search, name="search"),
    path("costs/", views.costs, name="costs"),
    path("glossary/", views.glossary, name="glossary"),
    path("specialties/<slug:slug>/backup/", views.backup, name="backup"),
]
