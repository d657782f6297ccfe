from django.urls import path

from . import views
from .v1 import api

app_name = "api"
urlpatterns = [path("openapi.json", views.openapi, name="openapi"), *api.urls[0]]
