"""The pages of signing in. allauth has more; what is not named here is not open to anyone."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path
from django.views.decorators.cache import never_cache

from .admin import fresh
from .inviting import ChoosePassword
from .views import ActivateTOTP, AddPasskey, leave, own, qr_code, renewing

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", never_cache(leave), name="account_logout"),
    path("first/<uidb64>/<token>/", ChoosePassword.as_view(), name="staff_choose_password"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("again/password/", renewing(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", renewing(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        renewing(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("", own(mfa.index), name="mfa_index"),
    path("", own(mfa.index), name="mfa_list_webauthn"),  # where allauth returns to
    path("password/", own(account.password_change), name="account_change_password"),
    path("sessions/", own(fresh(sessions.list_usersessions)), name="usersessions_list"),
    path("app/", own(ActivateTOTP.as_view()), name="mfa_activate_totp"),
    path("app/code.svg", own(qr_code), name="staff_qr_code"),
    path("app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/add/", own(AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", own(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
