"""Where a page stands in the tree."""

from wagtail.models import Page

MINISTRY_DEPTH = 3


def ministry_path(page: Page) -> str:
    """The tree path of the ministry above (or at) a page."""
    return page.path[: MINISTRY_DEPTH * Page.steplen]
