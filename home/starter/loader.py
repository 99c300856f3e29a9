"""Puts the plain pages of data/pages.toml on the site. What is there, or was, stays as it is."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.examples.body import BodyWriter
from home.models import GonePage, HomePage, StandardPage

PAGES = Path(settings.BASE_DIR) / "data" / "pages.toml"


@transaction.atomic
def load_starter_pages() -> int:
    """Publish the pages that never were there; how many.

    A page that an administrator deleted, withdrew or gave another address does not come back.
    """
    home = HomePage.objects.get()
    here = set(Page.objects.child_of(home).values_list("slug", flat=True))
    writer = BodyWriter({})
    added = 0
    for entry in tomllib.loads(PAGES.read_text(encoding="utf-8"))["page"]:
        slug = entry["slug"]
        if slug in here or _was_here(slug):
            continue
        page = StandardPage(
            title=entry["title"],
            slug=slug,
            intro=entry["intro"],
            body=writer.write(entry["body"]),
            show_in_menus=True,
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        added += 1
    return added


def _was_here(slug: str) -> bool:
    address = f"/{slug}/"
    return (
        GonePage.objects.at(address).exists()
        or Redirect.objects.filter(old_path=address.rstrip("/")).exists()
    )
