from django.contrib.admin.apps import AdminConfig


class SiteConfig(AdminConfig):
    default_site = "imgpath.admin_site.Site"
