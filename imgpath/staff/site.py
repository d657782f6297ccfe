"""The admin, for staff who have used a second factor. Every page of it asks `has_permission`."""

from allauth.account.internal.flows.logout import logout
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from . import assurance


class StaffSite(AdminSite):
    def has_permission(self, request):
        return super().has_permission(request) and assurance.admit(request)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Lead to what is still missing, and from there on to where they wanted to go."""
        wanted = get_next_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not request.user.is_staff:
            raise PermissionDenied("Only staff can open this page.")
        if assurance.is_over(request):
            logout(request, show_message=False)
            messages.info(request, "You were signed out, since you signed in too long ago.")
            return redirect_to_login(wanted)
        if assurance.is_proven(request):
            return redirect(wanted)
        request.session["wanted"] = wanted
        if assurance.has_factor(request.user):
            raise ReauthenticationRequired  # allauth's middleware leads to it, and back to here
        return redirect("mfa_index")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
