"""Settings that hold everywhere; what differs per machine comes from the environment."""

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from cms.settings.accounts import *

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

SITE_NAME = "Rijkslocaties"
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "cms.core",
    "home",
    "exchange",
    "search",
    "organisations",
    "wagtail.contrib.forms",
    "home.redirects_app.RedirectsAppConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "organisations.roles.users_app.UsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailgeowidget",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.syndication",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Not left to the web server in front, which may not do it.
    "django.middleware.gzip.GZipMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cms.middleware.PublicCacheMiddleware",
    "cms.middleware.InterfaceLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    # After the one that refuses a host that is not ours.
    "home.sites.SiteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.middleware.IdleEndMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Outside the redirects: says what can be said of an address that nothing leads on from.
    "home.not_found.NotFoundMiddleware",
    "cms.middleware.LanguageRedirectMiddleware",
    # Last: turns an attempt that was stopped into its page.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]


def database_settings(url_default: str) -> dict[str, Any]:
    """Database settings from DATABASE_URL.

    SQLite gets write-ahead logging and takes its lock at the start of a transaction:
    with Django's defaults ten editors who save at once lose saves ("database is locked").
    """
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=url_default)
    if "sqlite" in config["ENGINE"]:
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-64000;"
                "PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def end_of_day(text: str) -> datetime.datetime | None:
    """The end of a day such as "2027-06-01" (UTC); None for no day. Raises ImproperlyConfigured."""
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{text!r} is no date such as 2027-06-01.") from error
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), datetime.UTC)


DATABASES = {"default": database_settings(f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}

_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
# What each process keeps for itself, however the others share theirs, is in "memory".
CACHES = {"default": _MEMORY, "memory": {**_MEMORY, "LOCATION": "memory"}}

# How long the link in an invitation to write or moderate can be used.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
# How long the link works with which somebody without an account approves a page.
APPROVAL_DAYS = env.int("APPROVAL_DAYS", default=7)

# How long the link works with which a follower confirms; who does not is forgotten after it.
FOLLOW_CONFIRM_DAYS = env.int("FOLLOW_CONFIRM_DAYS", default=3)
# How long the link works with which the writer of a comment confirms it, where that is needed.
COMMENT_CONFIRM_DAYS = env.int("COMMENT_CONFIRM_DAYS", default=3)
# How long the address of the writer of a comment is kept after it was decided on, and its link works.
COMMENT_ADDRESS_DAYS = env.int("COMMENT_ADDRESS_DAYS", default=30)
# How hard the puzzle is that a browser solves before it sends a comment: each bit doubles it.
COMMENT_WORK_BITS = env.int("COMMENT_WORK_BITS", default=12)
# The hour (on the clock of the site) from which the mails of a day and of a week go out.
DIGEST_HOUR = env.int("DIGEST_HOUR", default=7)

# The interface is Dutch at the source; English is a catalogue (docs/decisions/0002).
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
# "www.logius.nl" typed in a form means https (as it will by default from Django 6.0).
FORMS_URLFIELD_ASSUME_HTTPS = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]

# Whom to tell of a leak (mailto: or https:, more with commas between), and until when that holds:
# a date within a year, as in 2027-06-01. Together they make /.well-known/security.txt.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
SECURITY_EXPIRES = end_of_day(env("SECURITY_EXPIRES", default=""))

# Only on a machine without a web server in front (make run, the tests).
SERVE_MEDIA = False
# The three accounts that `setup_site --accounts` makes are for a machine of one's own.
EXAMPLE_ACCOUNTS_ALLOWED = False

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media")).root

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# All mail goes into the outbox (cms/core/mail), and from there to the server in EMAIL_URL.
EMAIL_BACKEND = "cms.core.mail.backend.OutboxBackend"
MAIL_SERVER = env.email_url("EMAIL_URL", default="consolemail://")
MAIL_TRANSPORT = MAIL_SERVER.pop("EMAIL_BACKEND")
vars().update(MAIL_SERVER)
EMAIL_TIMEOUT = env.int("MAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@localhost")
# Where an answer goes; empty: to the sender.
MAIL_REPLY_TO = env("MAIL_REPLY_TO", default="")
# How many mails a minute the server likes to get; 0: as many as it takes.
MAIL_PER_MINUTE = env.int("MAIL_PER_MINUTE", default=0)
# How long it can be seen to whom mail went, or could not go.
MAIL_KEEP_DAYS = env.int("MAIL_KEEP_DAYS", default=14)

WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.uploads.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.uploads.forms.AttachmentForm"
# Video may be this large, other documents DOCUMENT_MAX_SIZE.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 250 * 1024 * 1024
DOCUMENT_MAX_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "mp4",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "vtt",
    "webm",
    "xlsx",
]
# Said by us, as the machine that runs this may not know them.
WAGTAILDOCS_CONTENT_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mp4": "video/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Shown in the browser; all other documents are downloaded.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", "video/mp4", "video/webm", "text/vtt"]
# The address of a document goes through the site, which knows who may read it.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
# The browser of an editor talks to this site only.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Mail about a page goes to the moderators concerned, in plain text and HTML.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
# What waits longer for a moderator than this many working days is marked as overdue.
MODERATION_WORKING_DAYS = env.int("MODERATION_WORKING_DAYS", default=3)
# A blog without a new post for this many days is called quiet.
QUIET_BLOG_DAYS = env.int("QUIET_BLOG_DAYS", default=180)
# A page that nobody published or looked at for this many days is due for a look.
REVIEW_AFTER_DAYS = env.int("REVIEW_AFTER_DAYS", default=365)
# So many days after its owner was reminded, its moderators are; and about how many pages one run
# of `remind_reviews` mails at most (0: none).
REVIEW_ESCALATE_DAYS = env.int("REVIEW_ESCALATE_DAYS", default=30)
REVIEW_REMINDERS_PER_RUN = env.int("REVIEW_REMINDERS_PER_RUN", default=100)
# A need or question that is open for this many days goes to the steward of its topic; and for how
# many days an offer of help is kept (docs/personal-data.md).
QUESTION_STEWARD_DAYS = env.int("QUESTION_STEWARD_DAYS", default=14)
HELP_OFFER_DAYS = env.int("HELP_OFFER_DAYS", default=180)
# How many links to other sites one run of `check_links` asks at most, and how many seconds pass
# between two questions to one site.
LINK_CHECKS_PER_RUN = env.int("LINK_CHECKS_PER_RUN", default=200)
LINK_CHECK_PAUSE = env.float("LINK_CHECK_PAUSE", default=2.0)
# Whether is counted how often pages are read (docs/readership.md); by day for this many days,
# after that by month.
COUNT_READERS = env.bool("COUNT_READERS", default=True)
READ_COUNT_DAYS = env.int("READ_COUNT_DAYS", default=90)
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "search.backends.database",
        "SEARCH_CONFIG": "dutch",
        "ATOMIC_REBUILD": True,
    }
}

# Background map: the government's own tiles (PDOK, Kadaster, CC BY 4.0). Empty: base map only.
MAP_TILE_URL = env(
    "MAP_TILE_URL",
    default="https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png",
)
# Fetch the tiles for the reader, so that the browser talks to this site alone; kept on disk.
MAP_TILE_PROXY = env.bool("MAP_TILE_PROXY", default=False)
MAP_TILE_SOURCE = MAP_TILE_URL
MAP_TILE_FOLDER = env.path("MAP_TILE_FOLDER", default=str(BASE_DIR / "var" / "tiles")).root
if MAP_TILE_PROXY and MAP_TILE_SOURCE:
    MAP_TILE_URL = "/kaart/tegels/{z}/{x}/{y}.png"
MAP_TILE_ATTRIBUTION = env("MAP_TILE_ATTRIBUTION", default="Kaartgegevens © Kadaster (CC BY 4.0)")
# The government's address service; empty: addresses are placed by postcode only.
GEOCODER_URL = env("GEOCODER_URL", default="https://api.pdok.nl/bzk/locatieserver/search/v3_1")
# Hosts that may be fetched over plain http and on a private network: services on this machine.
OUTBOUND_ALLOWED_HOSTS = env.list("OUTBOUND_ALLOWED_HOSTS", default=[])
# Public interfaces from which an editor can take over a post; empty: typed by hand.
BLUESKY_API_URL = env("BLUESKY_API_URL", default="https://public.api.bsky.app/xrpc")
X_OEMBED_URL = env("X_OEMBED_URL", default="https://publish.x.com/oembed")
GEO_WIDGET_DEFAULT_LOCATION = {"lat": 52.1, "lng": 5.3}
GEO_WIDGET_EMPTY_LOCATION = True
GEO_WIDGET_ZOOM = 7
GEO_WIDGET_LEAFLET_TILE_LAYER = MAP_TILE_URL
GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS = {
    "attribution": MAP_TILE_ATTRIBUTION,
    "referrerPolicy": "no-referrer-when-downgrade",
}

# What goes wrong is told on the error output, also where DEBUG is off: Django then only mails it.
# Addresses that do not exist are no fault of the site.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "request": {
            "()": "django.utils.log.ServerFormatter",
            "format": "[%(asctime)s] %(message)s",
        },
    },
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "formatter": "plain", "level": "WARNING"},
        "requests": {"class": "logging.StreamHandler", "formatter": "request"},
    },
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["requests"], "level": "INFO", "propagate": False},
    },
}

# Who does nothing in the CMS for so long signs in again.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# What a reader's page may load: this site, and the tile server if it is elsewhere.
TILE_ORIGINS = (
    ["{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILE_URL))]
    if MAP_TILE_URL.startswith("http")
    else []
)
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": [NONE],
        "img-src": [SELF, "data:", *TILE_ORIGINS],
        "media-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
# The CMS itself needs inline script and style (Wagtail's own templates do); readers never get this.
CSP_ADMIN_DIRECTIVES = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", *TILE_ORIGINS],
    "frame-src": [SELF],
}
