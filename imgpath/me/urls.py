from django.urls import path

from . import views

app_name = "me"
urlpatterns = [
    path("", views.answers, name="answers"),
    path("advice/", views.advice, name="advice"),
    path("share/", views.share, name="share"),
    path("shared/", views.shared, name="shared"),
    path("shared/keep/", views.take, name="take"),
    path("delete/", views.delete, name="delete"),
    path("deleted/", views.deleted, name="deleted"),
]
