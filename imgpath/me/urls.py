from django.urls import path

from . import plan, specialties, views

app_name = "me"
urlpatterns = [
    path("", views.answers, name="answers"),
    path("advice/", views.advice, name="advice"),
    path("share/", views.share, name="share"),
    path("shared/", views.shared, name="shared"),
    path("shared/keep/", views.take, name="take"),
    path("specialties/", specialties.page, name="specialties"),
    path("plan/", plan.page, name="plan"),
    path("plan.ics", plan.file, name="plan_file"),
    path("delete/", views.delete, name="delete"),
    path("deleted/", views.deleted, name="deleted"),
]
