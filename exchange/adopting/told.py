"""Tells the people of an initiative, once, that another organisation published what it made of it."""

from exchange import telling
from exchange.models import Adoption, Telling
from organisations.models import BlogPostPage, Kind
from search.models import Entry


def note_adoption(page: BlogPostPage) -> None:
    """Write down who is told that an adoption was published, if this is one."""
    adoption = Adoption.objects.filter(post=page, source__isnull=False).first()
    if adoption is None or page.kind != Kind.INITIATIVE:
        return
    if Entry.objects.visible().filter(pk=adoption.source_id).exists():
        telling.note(Telling.Why.ADOPTED, page, [adoption.source])
