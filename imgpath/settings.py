"""Settings for every environment: safe by default; the environment relaxes or supplies secrets.

| Variable                | Meaning                                                                |
|-------------------------|------------------------------------------------------------------------|
| DJANGO_DEBUG            | "1" for development: no HTTPS needed, localhost allowed.               |
| DJANGO_SECRET_KEY       | Required. At least 50 characters.                                      |
| DJANGO_FORMER_KEYS      | Keys from before, separated by commas: what they signed still holds.   |
| DJANGO_ALLOWED_HOSTS    | Required unless DJANGO_DEBUG is set. Host names, separated by commas.  |
| DJANGO_SECURE           | "0" to serve plain HTTP: for `make run` on one's own machine only.     |
| DATABASE_URL            | A PostgreSQL or SQLite address. Default: db.sqlite3 in this folder.    |
| DATABASE_REPLICA_URL    | Of a replica of it that public pages are read from. Default: none.     |
| DJANGO_TRUSTED_PROXIES  | How many of our own proxies a request passes: whose address is it that |
|                         | signs in? Default: 0, and X-Forwarded-For counts for nothing.          |
| DJANGO_METRICS_TOKEN    | What reads /health/metrics sends it. Default: there is no such page.   |
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from . import databases, logs
from .environment import count, flag, listed

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = flag("DJANGO_DEBUG", "0")
SECURE = flag("DJANGO_SECURE", "0" if DEBUG else "1")

SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "Set DJANGO_SECRET_KEY to a random value of at least 50 characters. `make run` writes one "
        "for development into the file .env; in production keep it with your other secrets."
    )
SECRET_KEY_FALLBACKS = listed("DJANGO_FORMER_KEYS")

ALLOWED_HOSTS = listed("DJANGO_ALLOWED_HOSTS")
if not ALLOWED_HOSTS and not DEBUG:
    raise ImproperlyConfigured(
        "Set DJANGO_ALLOWED_HOSTS to the host names this site answers to, separated by commas, "
        'for example "imgpath.example,www.imgpath.example".'
    )
CSRF_TRUSTED_ORIGINS = [f"https://{name.lstrip('.')}" for name in ALLOWED_HOSTS if name != "*"]

ROOT_URLCONF = "imgpath.urls"
WSGI_APPLICATION = "imgpath.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "residencies",
    "guidance",
    "imgpath.content",
    "imgpath.backups",
    "imgpath.reports",
    "imgpath.programs",
    "imgpath.api",
    "imgpath.apps.SiteConfig",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "imgpath.staff",  # after allauth: it replaces pages of its admin
]

# Security headers come before WhiteNoise, so that static files carry them, and before what leads to
# HTTPS, so that this answer does.
MIDDLEWARE = [
    "imgpath.watching.middleware",
    "imgpath.security.headers",
    "imgpath.api.problems.middleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "residencies.languages.middleware",
    "imgpath.caching.Middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "residencies.english.middleware",
    "imgpath.moved.redirect",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "imgpath.frame.around",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "residencies.citing",
                "residencies.languages",
                "residencies.pieces",
            ],
            "libraries": {
                "frame": "imgpath.frame",
                "sharing": "imgpath.sharing",
                "inbox": "imgpath.inbox",
                "preview": "imgpath.preview.tags",
                "programs": "imgpath.programs.tags",
                "staff": "imgpath.staff.tags",
                "terms": "imgpath.terms",
            },
        },
    },
]

# --- Database -----------------------------------------------------------------------------------

DATABASES = databases.configuration(f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
DATABASE_ROUTERS = ["residencies.replica.Router"]

# --- Security -----------------------------------------------------------------------------------

SECURE_CSP = {
    **dict.fromkeys(["default-src", "base-uri", "object-src", "frame-ancestors"], [CSP.NONE]),
    **dict.fromkeys(["script-src", "style-src", "img-src", "connect-src"], [CSP.SELF]),
    **dict.fromkeys(["form-action", "manifest-src"], [CSP.SELF]),
}
# Any query string is a page, however many times "&" is in it; the server bounds its length.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000
MOST_REPORTS_WAITING = 500  # beyond that, readers are asked to report an error another day
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# No "preload": where it is said, anyone may enter the name into the list that browsers ship, from
# which it is hard to get out again. Whoever owns the name decides that.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if SECURE:  # browsers refuse the __Host- prefix over plain HTTP
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie more

# --- Sign-in of staff ---------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_CHECKS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_CHECKS}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_CHECKS}.CommonPasswordValidator"},
    {"NAME": "imgpath.staff.passwords.SiteWordsValidator"},
]
# A session ends two hours after its last use, or with the browser, and after twelve hours in any
# case (STAFF_SESSION_AGE). Sensitive pages ask for the second factor again after ten minutes.
SESSION_ENGINE = "imgpath.staff.sessions"
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # of the link with which a password is chosen
STAFF_SESSION_AGE = 12 * 60 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_ADAPTER = "imgpath.staff.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Failures of one address, and of one user from one address. The adapter counts those of a user
# from everywhere, which do not keep them out of a browser they signed in with before.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/5m/ip,5/5m/key"}
MFA_ADAPTER = "imgpath.staff.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "imgpath"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # passkeys at http://localhost
ALLAUTH_TRUSTED_PROXY_COUNT = count("DJANGO_TRUSTED_PROXIES")
# Sign-ins are counted here, by all processes together. Nothing that readers see uses a cache.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "staff_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # fewer, and a flood of names would forget a count
    }
}

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG  # its own default, but the test runner turns DEBUG off later
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
PICTURES_ROOT = BASE_DIR / "pictures"  # what draw_pictures draws; a view serves it
_HASHED = "imgpath.static_files.Storage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if DEBUG else _HASHED},
}

# --- Language, time, logs -----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]  # each other one has its pages below /CODE/
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "imgpath.formats"
TIME_ZONE = "UTC"

LOGGING = logs.configuration(json=SECURE)
METRICS_TOKEN = os.environ.get("DJANGO_METRICS_TOKEN", "")

FIXTURE_DIRS = [BASE_DIR / "fixtures" / "residencies", BASE_DIR / "fixtures" / "guidance"]
