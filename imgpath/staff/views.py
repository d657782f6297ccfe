"""allauth's pages, and what they lack: each counts a new factor as used, and none skips one."""

from functools import wraps

from allauth.account.views import logout
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from . import assurance


def own(view):
    """Guard a page of one's own account: who has a second factor must have used it to come here."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if assurance.has_factor(request.user) and not assurance.is_proven(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def renewing(view):
    """Guard a page where users prove again who they are: their session then goes by a new name."""

    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        before = len(assurance.proofs(request))
        response = view(request, *args, **kwargs)
        if len(assurance.proofs(request)) > before:
            assurance.rename_session(request)
        return response

    return guarded


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out, and have the browser forget what was typed: somebody else may sit there next."""
    response = logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"storage"'
    return response


class ActivateTOTP(ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        assurance.set_up(self.request)
        return response


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form):
        response = super().form_valid(form)
        assurance.set_up(self.request)
        return response


def qr_code(request: HttpRequest) -> HttpResponse:
    """Draw the secret of the authenticator app that is being set up, from this site alone."""
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, get_totp_secret())
    return HttpResponse(adapter.build_totp_svg(url), content_type="image/svg+xml")
