"""Links with which people choose a password that nobody else has ever known.

A link opens once, for a day, and no more after another one was made. It skips no second factor.
"""

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.html import format_html
from django.utils.http import urlsafe_base64_encode

from . import assurance, events

HAND_OVER = (
    "At this address {user} chooses a password. It is shown to you once. Hand it over in a way "
    "that only they can read: it opens once, for a day. {link}"
)


def invite(request: HttpRequest, user) -> None:
    """Take the user's password away, and show a link to whoever keeps the users."""
    user.set_unusable_password()  # a new one each time: what was handed over before opens no more
    user.save(update_fields=["password"])
    assurance.end_sessions(user)
    name = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    link = request.build_absolute_uri(reverse("staff_choose_password", args=[name, token]))
    words = format_html(HAND_OVER, user=user, link=format_html("<code>{}</code>", link))
    messages.warning(request, words)


class ChoosePassword(PasswordResetConfirmView):
    template_name = "staff/choose_password.html"
    success_url = reverse_lazy("account_login")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form):
        response = super().form_valid(form)
        events.happened(self.request, "Chose a password", self.user)
        messages.success(self.request, "Your password is kept. Sign in with it now.")
        return response
