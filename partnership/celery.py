"""The worker's entry point, and its timetable. Tasks are named by strings: this file imports no rules."""

import os
import warnings

from celery import Celery
from celery.schedules import crontab
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

# Said to whoever runs the worker as root, as containers do; only JSON is accepted, so it warns of nothing.
warnings.filterwarnings("ignore", message="You're running the worker with superuser privileges")

TRANSPORT_ALIASES["filesystem"] = "partnership.broker:Transport"

app = Celery("partnership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "empty the outbox": {
        "task": "recommendations.tasks.sweep_outbox",
        "schedule": 5.0,
        # A sweep that waited longer than the next one is due is not needed any more.
        "options": {"expires": 5.0},
    },
    # Whoever uploads nudges the worker; this finds what a worker or broker that died left behind.
    "read what was uploaded": {
        "task": "recommendations.tasks.read_uploads",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "bring in earlier registers": {
        "task": "recommendations.tasks.bring_in_registers",
        "schedule": 10.0,
        "options": {"expires": 10.0},
    },
    "apply findings whose day has come": {
        "task": "recommendations.tasks.apply_due_findings",
        "schedule": crontab(minute="5"),
    },
    # Its hour is a setting; a worker that was away at that hour makes up for it.
    "send the digest of the day": {
        "task": "recommendations.tasks.send_digests",
        "schedule": crontab(minute="*/10"),
    },
    "forget what nobody goes on writing": {
        "task": "recommendations.tasks.sweep_kept",
        "schedule": crontab(hour="0", minute="40"),
    },
    "seal the day that has ended": {
        "task": "recommendations.tasks.seal_day",
        "schedule": crontab(hour="0", minute="10"),  # installation time
    },
}
