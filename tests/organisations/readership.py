"""Readers, and what was counted of them, for the tests of the counting."""

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from organisations.models import ReadTotal
from organisations.readership.counting import readings

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def read(page: Page, address: str = "192.0.2.1", **headers: str) -> HttpResponse:
    """Open a page as a reader at this address does."""
    headers = {"User-Agent": FIREFOX} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return Client(headers=headers, REMOTE_ADDR=address).get(page.url)


def counted(page: Page) -> int:
    """How often a page was read in all, with what was not stored yet."""
    readings.store()
    total = ReadTotal.objects.filter(page_id=page.pk).first()
    return total.number if total else 0
