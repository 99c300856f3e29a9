"""Words that the site itself uses in its addresses, so that no page may have them as a slug."""

from wagtail.models import Page

# Addresses directly below the home page: /zoeken/, /en/… . A ministry with such a slug could
# not be reached. See cms/urls.py and search/urls.py; a test holds this list against them.
RESERVED_AT_ROOT = frozenset(
    {
        "account",
        "accounts",
        "admin",
        "api",
        "cms",
        "django-admin",
        "documents",
        "en",
        "feed",
        "health",
        "helpen",
        "inloggen",
        "kaart",
        "kennismaken",
        "kaartje",
        "locaties",
        "media",
        "metrics",
        "mijn",
        "nl",
        "onderwerpen",
        "reacties",
        "reageren",
        "sitemap",
        "static",
        "tegels",
        "trajecten",
        "uitloggen",
        "volgen",
        "week",
        "zoeken",
    }
)
# Addresses below every ministry and organisation: /bzk/feed/, /bzk/logius/feed/.
RESERVED_EVERYWHERE = frozenset({"feed"})

ROOT_LEVEL_DEPTH = 3


def is_reserved(slug: str, depth: int) -> bool:
    """Whether a page at this depth of the tree (3: directly below the home page) may not use a slug."""
    if slug in RESERVED_EVERYWHERE:
        return True
    return depth == ROOT_LEVEL_DEPTH and slug in RESERVED_AT_ROOT


def depth_of(page: Page) -> int | None:
    """The depth of a page in the tree, also while it is being made; None when not known yet."""
    if page.depth:
        return int(page.depth)
    parent = page.get_parent() if page.path else getattr(page, "_cached_parent_obj", None)
    return int(parent.depth) + 1 if parent else None
