"""The way in for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from goldthread.web.patience import Patience


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
application = Patience(get_wsgi_application())
