"""Finds the page of an address in one query.

Wagtail asks two queries for every level of the tree. The address holds every level, so one query
on all of them finds the page and the pages above it, each with the fields of its own type.
"""

from itertools import accumulate

from django.db.models import Exists, F, OuterRef
from wagtail.models import Page

from exchange.answers.shown import with_answer
from exchange.models.comment_settings import with_comment_rules
from organisations.models import BlogPostPage
from organisations.restrictions import restrictions_above

# The links from Wagtail's Page to our page types, and what a page always shows of them.
PAGE_TYPES = (
    "ministrypage__successor",
    "organisationpage__successor",
    "organisationpage__lead_image",
    "blogpostpage__lead_image",
    "blogpostpage__place",
    "changeprojectpage__lead_image",
    "standardpage",
)
TYPE_NAMES = tuple(dict.fromkeys(name.partition("__")[0] for name in PAGE_TYPES))


def find_page(home: Page, components: list[str]) -> Page | None:
    """The page at an address below the home page, or None; not necessarily a live one.

    Its `trail` (the pages above it, from the home page down), how often it was read, when somebody
    last said that it is still right, its accepted answer and who helped, whether there is a
    translation, whether it is public and the site's rules for comments are filled in on the way.
    """
    addresses = [home.url_path + part + "/" for part in accumulate(components, "{}/{}".format)]
    # The slugs have an index, the addresses have none.
    found = list(
        with_answer(
            with_comment_rules(Page.objects.filter(slug__in=components, url_path__in=addresses))
        )
        .annotate(
            is_private=Exists(restrictions_above(OuterRef("path"))),
            reads=F("read_total__number"),
            reviewed_at=F("content_review__reviewed_at"),
            is_translated=Exists(BlogPostPage.objects.filter(translation_of=OuterRef("pk"))),
        )
        .select_related(*PAGE_TYPES)
        .order_by("depth")
    )
    if [page.url_path for page in found] != addresses:
        return None
    pages = [_with_own_fields(page) for page in found]
    page = pages[-1]
    page.trail = [home, *pages[:-1]]
    page.reads = found[-1].reads or 0
    page.comment_rules = found[-1].comment_rules
    page.reviewed_at = found[-1].reviewed_at
    page.answer_found = found[-1].answer_found
    page.helpers_found = found[-1].helpers_found
    page.is_translated = found[-1].is_translated
    # An alias is as private as its source, which stands elsewhere in the tree.
    page.known_to_be_public = not found[-1].is_private and not any(
        each.alias_of_id for each in (home, *pages)
    )
    return page


def _with_own_fields(page: Page) -> Page:
    """The page as an object of its own type, from the columns that came along."""
    for name in TYPE_NAMES:
        if own := getattr(page, name, None):
            return own
    return page.specific
