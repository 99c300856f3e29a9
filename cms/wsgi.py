"""The WSGI application that a server such as gunicorn runs."""

import os

from django.core.wsgi import get_wsgi_application

from cms.core.collector import leave_alone_what_stays
from cms.core.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = with_room(get_wsgi_application())
leave_alone_what_stays()
