"""Who is told that something is asked that their initiative may answer."""

from exchange import telling
from exchange.models import Match, Telling
from organisations.models import ASKING_KINDS, BlogPostPage, Kind
from search.models import Entry

TOLD_FROM = 0.4
"""Shown from less: who is mailed must recognise the own initiative."""
MOST_INITIATIVES = 3


def note_match(page: BlogPostPage) -> None:
    """Write down who is told about a need or question that is new."""
    if page.kind not in ASKING_KINDS:
        return
    initiatives = Entry.objects.visible().filter(kind=Kind.INITIATIVE)
    matches = Match.objects.filter(
        asking=page.pk, score__gte=TOLD_FROM, offer__in=initiatives.values("pk")
    ).select_related("offer")
    closest = [match.offer for match in matches.order_by("-score", "pk")[:MOST_INITIATIVES]]
    telling.note(Telling.Why.MATCH, page, closest)
