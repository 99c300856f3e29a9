"""Settings for the public site. Refuses to start without its secrets."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *

MINIMUM_SECRET_LENGTH = 50


def required(name: str) -> str:
    """The value of an environment variable that production cannot do without."""
    value: str = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < MINIMUM_SECRET_LENGTH:
    raise ImproperlyConfigured(f"SECRET_KEY needs {MINIMUM_SECRET_LENGTH} characters or more.")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
required("DATABASE_URL")
WAGTAILADMIN_BASE_URL = required("SITE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

required("EMAIL_URL")
required("DEFAULT_FROM_EMAIL")

# Whoever can change what readers see has a second factor, unless that is switched off in words.
SECOND_FACTOR_ROLES = env.list(
    "SECOND_FACTOR_ROLES", default=["communicator", "moderator", "administrator"]
)
# Production stands behind a proxy that speaks TLS (SECURE_PROXY_SSL_HEADER below).
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
if SOCIALACCOUNT_PROVIDERS and not env("OIDC_SERVER_URL").startswith("https://"):
    raise ImproperlyConfigured("OIDC_SERVER_URL has to be an address with https.")

# What all processes must count together (tries to sign in, codes used once, forms from one
# network) is in the cache: so a shared one, in the database unless another is named.
CACHES = {**CACHES, "default": env.cache_url("CACHE_URL", default="dbcache://shared_cache")}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.core.staticfiles.HashedStaticFilesStorage"},
}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
