"""Adding many pages below one parent.

Wagtail's `add_child` asks for the parent, its last child, the locale and each foreign key again
for every page, and checks what was checked before: three quarters of the time that an import of
seven thousand organisations takes. Here the parent is locked and read once.
"""

from django.core.exceptions import ValidationError
from django.db.models import F
from wagtail.models import Page

# Foreign keys that are set here, so there is no need to look whether they exist.
TRUSTED = {"locale", "content_type", "page_ptr"}


class Children:
    """The place below one page. Use it inside one transaction, and not after the page moved."""

    def __init__(self, parent_id: int) -> None:
        """Lock the parent, as `add_child` does, and find its last child."""
        self.parent = Page.objects.select_for_update().get(pk=parent_id)
        self._last: Page | None = self.parent.get_last_child()

    def append(self, page: Page) -> None:
        """Save a new page as the last child; the slug must be free. Raises ValidationError."""
        parent = self.parent
        page.depth = parent.depth + 1
        page.path = (
            self._last._inc_path() if self._last else Page._get_path(parent.path, page.depth, 1)
        )
        page.locale_id = parent.locale_id
        page.draft_title = page.title
        page._cached_parent_obj = parent
        page._is_site_root = False
        page.clean_fields(exclude=TRUSTED)
        if not page.slug:
            raise ValidationError("A page needs a slug.")
        page.save(clean=False, log_action=None)
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
        parent.numchild += 1
        self._last = page
