"""Settings of the test suite: fast hashing, mail in memory, nothing outside."""

import tempfile
from pathlib import Path

from cms.settings.base import *

SECRET_KEY = "for-tests-only-0123456789-0123456789-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database_settings("sqlite:///:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="rijkslocaties-media-"))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="rijkslocaties-static-"))
WHITENOISE_USE_FINDERS = True
# Look a file up when it is asked for: finding them all takes as long as some pages do, and every
# client of a test would begin with it.
WHITENOISE_AUTOREFRESH = True
# Addresses that no test may reach; a test that needs a service starts one on this machine.
OUTBOUND_ALLOWED_HOSTS = ["127.0.0.1"]
GEOCODER_URL = ""
BLUESKY_API_URL = X_OEMBED_URL = ""
MAP_TILE_URL = "/tegels/{z}/{x}/{y}.png"
EXAMPLE_ACCOUNTS_ALLOWED = True
SERVE_MEDIA = True
# Tests of the counting switch it on.
COUNT_READERS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SOCIALACCOUNT_PROVIDERS = {}
SECOND_FACTOR_ROLES = []
