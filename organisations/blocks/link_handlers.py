"""Links in running text, which take their targets from what a body fetched together."""

from typing import Any

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.core.keys import is_key
from organisations.blocks.choosers import address_for_readers
from organisations.blocks.together import find


class ReadersPageLinkHandler(PageLinkHandler):
    """Links to pages in running text: a page that readers cannot see leaves its words only."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags of these links, in order."""
        keys = [_key(attrs) for attrs in attrs_list]
        pages = find(Page, keys)
        addresses = [address_for_readers(pages.get(key)) for key in keys]
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]


class SharedDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents in running text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """The documents of these links, in order; None for one that was thrown away."""
        keys = [_key(attrs) for attrs in attrs_list]
        documents = find(cls.get_model(), keys)
        return [documents.get(key) for key in keys]


def _key(attrs: dict[str, str]) -> int:
    """The key in a link; 0 when it is none."""
    key = attrs.get("id", "")
    return int(key) if is_key(key) else 0
