"""What allauth asks us: who may have an account, and how often a password may be tried."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.crypto import constant_time_compare, salted_hmac

from ..cookies import Cookie
from . import assurance, events, sealing

# A browser that signed in before: other people's failures do not keep its owner out.
KNOWN = Cookie(plain="staff", former="__Secure-staff", former_path="/staff/", samesite="Strict")
# From browsers where a user is not known, whatever their address: slow enough for 15 characters.
UNKNOWN = {"unknown_browser": "30/h/key"}


class Telling:
    """Write down each refusal: allauth asks its adapters for the words of every one."""

    def validation_error(self, code, *args):
        events.refused(self.request, code)
        return super().validation_error(code, *args)


class StaffAdapter(Telling, DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "No user has this name and this password.",
        "too_many_login_attempts": "Too many wrong attempts. Wait five minutes, then try again; "
        "if that is not enough, wait an hour.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Count a sign-in of the last minutes, too."""
        return not assurance.is_recent(self.request)

    def get_reauthentication_methods(self, user):
        """Ask for the second factor where there is one: a password alone changes nothing then."""
        methods = super().get_reauthentication_methods(user)
        return [each for each in methods if each["id"].startswith("mfa")] or methods

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count the failures of a user by address, so that nobody can lock others out."""
        return f"{self.get_client_ip(request)} {credentials['username'].lower()}"

    def pre_authenticate(self, request, **credentials):
        if not self._count(request, dry_run=True, **credentials):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request, **credentials):
        self._count(request, **credentials)
        events.wrong_password(request, credentials["username"])

    def _count(self, request, dry_run=False, **credentials):
        """Count a failure from a browser that the user is not known in; say whether one is left."""
        name = credentials["username"]
        if constant_time_compare(KNOWN.read(request), _mark(name)):
            return True
        return ratelimit.consume(
            request,
            app="imgpath.staff",
            action="unknown_browser",
            config=UNKNOWN,
            key=name.lower(),
            dry_run=dry_run,
        )

    def post_login(self, request, user, **kwargs):
        """Remember the browser, on the page of the sign-in alone."""
        response = super().post_login(request, user, **kwargs)
        events.happened(request, "Signed in")
        return KNOWN.keep(response, _mark(user.get_username()))


class FactorAdapter(Telling, DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong, or it was used before. Wait for the next one.",
        "unreadable": "The key of this site was changed, and your second factor cannot be read "
        "any more. Ask an administrator to reset it.",
    }

    def encrypt(self, text):
        return sealing.sealed(text)

    def decrypt(self, encrypted_text):
        try:
            return sealing.opened(encrypted_text)
        except sealing.Unreadable:
            raise self.validation_error("unreadable") from None

    def generate_authenticator_name(self, user, type):
        others = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {others + 1}"


def _mark(name):
    """Return what stands for a user in a browser that they signed in with."""
    return salted_hmac("imgpath.staff.browser", name.lower(), algorithm="sha256").hexdigest()
