from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from residencies.views import picture

from . import health, keeping, outage, views
from .api import views as api
from .offline import views as offline
from .programs.views import programs
from .reports import views as reports

handler500 = outage.failed

# Pages have an address in each language. What is for machines or staff has one.
urlpatterns = [
    *i18n_patterns(
        path("", views.first, name="home"),
        path("", include("residencies.urls")),
        path("specialties/<slug:slug>/", views.specialty, name="specialty"),
        path("", include("guidance.urls")),
        path("me/", include("imgpath.me.urls")),
        path("shortlist/", keeping.view, name="shortlist"),
        path("path/", views.path, name="path"),
        path("programs/", programs, name="programs"),
        path("", include("guidance.ledger.urls")),
        path("about/", views.about, name="about"),
        path("privacy/", views.privacy, name="privacy"),
        path("report/", reports.report, name="report"),
        path("report/thanks/", reports.thanks, name="report_thanks"),
        path("changes/", views.what_changed, name="changes"),
        path("changes/atom.xml", views.changes_feed, name="changes_feed"),
        path("", include("imgpath.offline.urls")),
        path("api/v1/", api.docs, name="api"),
        prefix_default_language=False,
    ),
    path("pictures/<slug:name>.png", picture, name="picture"),
    path("worker.js", offline.worker, name="worker"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.icon, name="icon"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", include("imgpath.api.urls")),
    path("staff/", include("imgpath.staff.urls")),
    path("admin/", admin.site.urls),
]

if settings.METRICS_TOKEN:
    from . import metrics

    urlpatterns.append(path("health/metrics", metrics.view, name="metrics"))
