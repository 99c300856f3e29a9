"""Settings for one machine: no secrets, mail to the console, errors shown."""

from cms.settings.base import *

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-a-local-machine-never-for-production-0123456789")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EXAMPLE_ACCOUNTS_ALLOWED = True
SERVE_MEDIA = True
# A passkey can be tried at http://localhost:8000 (a browser gives none to 127.0.0.1).
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
