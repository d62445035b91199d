"""One settings file for all places. Every variable read here is explained in docs/deploy.md.

Importing reads `.env` (or ENV_FILE) and the environment, and writes nothing.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from partnership import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file(Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env"))

# Where this installation is

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY")
VAR_DIR = environment.folder("VAR_DIR", default=BASE_DIR / "var")
HOST = environment.text("HOST", default="127.0.0.1")
PORT = environment.number("PORT", default=8000, least=1, most=65535)

# The demonstration: accounts with a known password, so on this machine only and never beside a working register.
DEMO = environment.switch("DEMO", default=False)
DATABASE_URL = environment.url("DATABASE_URL", schemes=("postgres", "postgresql"))
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


if DEMO and DATABASE_URL:
    raise ImproperlyConfigured(
        "DEMO=on and DATABASE_URL exclude each other: the demonstration keeps a database file of its own. "
        "Set DEMO=off (perhaps it stands in .env), or unset DATABASE_URL."
    )
if DEMO and not environment.is_loopback(HOST):
    raise ImproperlyConfigured(
        f"DEMO=on is accepted on a loopback address only, and HOST is {HOST}: set HOST=127.0.0.1 or DEMO=off."
    )

HTTPS = environment.switch("HTTPS", default=not DEMO)
BEHIND_PROXY = environment.switch("BEHIND_PROXY", default=False)
if DEMO and BEHIND_PROXY:
    raise ImproperlyConfigured("DEMO=on and BEHIND_PROXY=on exclude each other: a proxy would open it to others.")
ALLOWED_HOSTS = LOOPBACK_NAMES if DEMO else environment.words("ALLOWED_HOSTS", default=LOOPBACK_NAMES)

# What it is made of

INSTALLED_APPS = [
    "partnership",
    "recommendations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "axes",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "partnership.middleware.client_address",
    "partnership.middleware.demonstration_stays_here",
    "partnership.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "partnership.middleware.more_headers",
    "partnership.middleware.PagesCompressed",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "recommendations.browser.unstorable.WithoutNul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recommendations.browser.accounts.middleware.preferences",
    "recommendations.browser.accounts.middleware.last_seen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "recommendations.browser.accounts.middleware.second_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "recommendations.browser.too_much.refused_beyond_the_limit",  # before anybody reads what was posted
    "recommendations.browser.keeping.Keeping",
    "axes.middleware.AxesMiddleware",  # last, or lockouts are not answered
]
ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.context.installation",
            ],
        },
    },
]

# Data

SQLITE_FILE = VAR_DIR / ("demo.sqlite3" if DEMO else "register.sqlite3")
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": SQLITE_FILE,
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        # Writers queue at BEGIN; otherwise two that both read first would fail at once, whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Recursive triggers, or INSERT OR REPLACE would delete an entry without asking its trigger.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
    },
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True) if DATABASE_URL else SQLITE
}
# For limits and for codes that work once. In the database, because every process of every machine has to see them, and
# because the key of its rows lets one of two win. The pages themselves keep nothing in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
MEDIA_ROOT = VAR_DIR / "files"  # private: no URL serves it
MEDIA_URL = ""
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [each for each in [BASE_DIR / "static"] if each.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

# People

ANONYMOUS_READING = environment.switch("ANONYMOUS_READING", default=False)
AUTH_USER_MODEL = "recommendations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "recommendations.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "recommendations.sign_in.locked_out_as"
# allauth shows our pages only: its own templates are not installed. Nobody signs up; administrators invite.
ACCOUNT_ADAPTER = "recommendations.browser.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}  # an address names an account too: sign_in.username_of
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = SESSION_COOKIE_AGE
# A whole office may come from one address, on one morning.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "reset_password": "20/m/ip"}
MFA_ADAPTER = "recommendations.browser.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_TOTP_ISSUER = "Partnership tracker"
USERSESSIONS_TRACK_ACTIVITY = False  # it writes with every request; middleware.last_seen, every few minutes
REQUIRE_TWO_FACTORS = environment.one_of("REQUIRE_TWO_FACTORS", ("off", "administrators", "everyone"), default="off")

# Words and time

LANGUAGE_CODE = "en"
# Only what is translated whole: a half-translated page would claim a language that it is not in.
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "recommendations" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["partnership.formats"]
USE_TZ = True
TIME_ZONE = environment.time_zone("INSTALLATION_TIME_ZONE", default="UTC")

# What leaves the building, and what may come in

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "recommendations.browser.lost.form_too_old"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The register's own address, for links in letters: those are written where nobody asked for a page.
SITE_URL = environment.url("SITE_URL", schemes=("http", "https"), default=f"http://{HOST}:{PORT}").rstrip("/")
EMAIL_HOST = environment.text("EMAIL_HOST", default="")
EMAIL_PORT = environment.number("EMAIL_PORT", default=25, least=1, most=65535)
EMAIL_HOST_USER = environment.text("EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD", default="")
EMAIL_USE_TLS = environment.switch("EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 20
CONTACT = environment.text("CONTACT", default="")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("MAIL_FROM", default="register@localhost")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO and not EMAIL_HOST else 'smtp'}.EmailBackend"

# The digest: from this hour on, in the installation's time zone, and no more letters in one run than this.
DIGEST_HOUR = environment.number("DIGEST_HOUR", default=6, least=0, most=23)
DIGEST_CAP = environment.number("DIGEST_CAP", default=500, least=1)

# What was typed and never sent is forgotten after so many days.
KEPT_TEXT_DAYS = environment.number("KEPT_TEXT_DAYS", default=90, least=1)

# Reports that come in. Each is read in a process of its own, which is stopped at these limits.
UPLOAD_MAX_MB = environment.number("UPLOAD_MAX_MB", default=50, least=1, most=500)
# A whole request: by default four of the largest reports in one go.
REQUEST_MAX_MB = environment.number("REQUEST_MAX_MB", default=4 * UPLOAD_MAX_MB + 10, least=UPLOAD_MAX_MB)
UPLOAD_MAX_PAGES = environment.number("UPLOAD_MAX_PAGES", default=2000, least=1)
READING_MAX_SECONDS = environment.number("READING_MAX_SECONDS", default=300, least=5)
READING_MAX_MEMORY_MB = environment.number("READING_MAX_MEMORY_MB", default=1024, least=256)

# The worker: the broker is only a nudge, rows in the outbox are the truth

EMBEDDED_BROKER_DIR = VAR_DIR / "broker"
QUEUE_NAME = environment.text("QUEUE_NAME", default="register")
BROKER_OPTIONS: dict[str, dict[str, Any]] = {
    "filesystem": {
        "data_folder_in": str(EMBEDDED_BROKER_DIR),
        "data_folder_out": str(EMBEDDED_BROKER_DIR),
        "control_folder": str(EMBEDDED_BROKER_DIR / "control"),
        "polling_interval": 0.1,
    },
    "redis": {"visibility_timeout": 60, "global_keyprefix": f"{QUEUE_NAME}:"},
    "rediss": {"visibility_timeout": 60, "global_keyprefix": f"{QUEUE_NAME}:"},
}
CELERY_BROKER_URL = environment.url(
    "BROKER_URL", schemes=("filesystem", "redis", "rediss", "amqp", "amqps"), default="filesystem://localhost"
)
CELERY_BROKER_TRANSPORT_OPTIONS = BROKER_OPTIONS.get(CELERY_BROKER_URL.partition("://")[0], {})
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # for ever: a worker that gave up would stop the web server with it
CELERY_TASK_DEFAULT_QUEUE = QUEUE_NAME
# Nobody uses it, and with RabbitMQ its queue is locked for a worker that restarts, or is the second on a machine.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE

# The API

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "recommendations.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "recommendations.api.pages.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "recommendations.api.problems.explain",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Register of recommendations",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "DESCRIPTION": "What reports on peacekeeping partnerships recommended, who owns it, and where it stands.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "recommendations.api.described.add_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        name: f"recommendations.choices.{name}"
        for name in (
            *("Answer", "AssignmentRole", "AssignmentState", "Basis", "DatePrecision", "DocumentKind", "EvidenceKind"),
            *("Finding", "FollowUp", "HeldAs", "Kind", "Nature", "OrganizationKind", "Phase", "Position", "Receipt"),
            *("Release", "Role", "Standing", "Status", "UpdateState"),
        )
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.one_of(
            "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="WARNING" if DEMO else "INFO"
        ),
    },
    # Django would add a mailing handler of its own.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # It warns of every HEAD request: Django leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
