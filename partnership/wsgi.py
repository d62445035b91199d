import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

application = get_wsgi_application()

# What is loaded by now stays for good: the collector of garbage need not go through it with every page.
gc.collect()
gc.freeze()
