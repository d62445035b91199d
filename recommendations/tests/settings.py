"""The one settings file, as the tests need it: nothing of this machine's .env, nothing written into var/."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="register-tests-")
_owner = os.getpid()


@atexit.register
def _remove_folder() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


DROPPED = (
    "DEMO",
    "HOST",
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "BROKER_URL",
    "EMAIL_HOST",
    "INSTALLATION_TIME_ZONE",
    "SITE_URL",
)
for _name in DROPPED:
    os.environ.pop(_name, None)
os.environ.update(
    ENV_FILE=os.devnull,
    SECRET_KEY="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    VAR_DIR=_folder,
    HTTPS="off",
    # Playwright keeps an event loop in the test's thread; Django would refuse the database there.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)

from partnership.settings import *  # noqa: E402

# A file, so that threads and other processes see what a test commits.
if not DATABASE_URL:
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # a code that is made at the end of its half minute arrives in the next
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
