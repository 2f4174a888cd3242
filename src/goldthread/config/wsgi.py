"""The way in for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from goldthread.web.patience import Patience


SELDOM = (50_000, 20, 20)
"""How often circles among objects are looked for: a page makes many objects, and hardly any circles."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
application = Patience(get_wsgi_application())
gc.freeze()  # what the site is made of stays as long as the site, and is looked through no more
gc.set_threshold(*SELDOM)
