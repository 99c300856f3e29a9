"""Introduces people to two organisations that are alike: one mail to the communicators of both."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.core.languages import interface_language
from cms.core.limits import allowed
from cms.core.mail import send_rendered
from exchange.models import Introduction
from exchange.people import communicators_of
from exchange.tokens import UnusableLinkError, address
from organisations.models import OrganisationPage
from search.models import Entry

KIND = "kennismaking"
SALT = "exchange.introduce"
HOUR = 3600
# So many mails an hour can be asked for one address, by whomever.
MAILS_PER_ADDRESS = 3
CONFIRM_TERM = timedelta(days=3)
# Who asks the same again within this time is answered the same, and nobody is mailed again.
ONCE_PER = timedelta(days=30)


def both(first: int, other: int) -> list[OrganisationPage] | None:
    """The two organisations, if readers may see both and they exist today."""
    visible = Entry.objects.visible().filter(pk__in=[first, other])
    found = {
        page.pk: page
        for page in OrganisationPage.objects.current()
        .filter(pk__in=visible.values("pk"))
        .defer_streamfields()
    }
    return (
        [found[first], found[other]]
        if first != other and len(found) == len({first, other})
        else None
    )


def without_people(organisations: list[OrganisationPage]) -> list[OrganisationPage]:
    """Those of them for whom nobody writes on the site, so that nobody would get a mail."""
    people = communicators_of(organisations)
    return [page for page in organisations if not people[page.pk]]


@transaction.atomic
def ask(organisations: list[OrganisationPage], values: Mapping[str, str], user: Any = None) -> None:
    """Keep what somebody asks, and mail the address whether it is theirs.

    Args:
        organisations: the two.
        values: `name`, `email`, `organisation` and `text`.
        user: somebody who is signed in; their address is known to be theirs, so both are mailed.

    The same happens for the one who asks, whether this was asked before or not.
    """
    email = values["email"].casefold()
    first, other = sorted(organisations, key=lambda page: page.pk)
    # Two at once wait for one another here.
    OrganisationPage.objects.select_for_update(of=("self",)).get(pk=first.pk)
    before = Introduction.objects.filter(
        first=first, other=other, email=email, created_at__gt=timezone.now() - ONCE_PER
    )
    if before.filter(sent_at__isnull=False).exists():
        return
    if not allowed("introduction", email, most=MAILS_PER_ADDRESS, seconds=HOUR):
        return
    before.delete()
    asked = Introduction.objects.create(
        first=first,
        other=other,
        name=values["name"],
        email=email,
        organisation=values["organisation"],
        text=values["text"],
    )
    if user is not None:
        introduce(asked.pk)
        return
    token = signing.dumps(asked.pk, salt=SALT)
    send_rendered(
        "exchange/mail/introduction_confirm",
        {
            "asked": asked,
            "link": address(reverse("introduce-confirm", args=[token])),
            "days": CONFIRM_TERM.days,
        },
        email,
        kind=KIND,
        language=interface_language(),
    )


def asked_by(token: str) -> Introduction:
    """What a link in a mail confirms. Raises UnusableLinkError."""
    try:
        pk: Any = signing.loads(token, salt=SALT, max_age=CONFIRM_TERM)
        found = Introduction.objects.filter(pk=int(pk)).select_related("first", "other").first()
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise UnusableLinkError from error
    if found is None:
        raise UnusableLinkError
    return found


@transaction.atomic
@override(settings.LANGUAGE_CODE)
def introduce(pk: int) -> int:
    """Mail the communicators of both, once; how many mails. Each can answer to who asked."""
    asked = (
        Introduction.objects.select_for_update(of=("self",))
        .select_related("first", "other")
        .filter(pk=pk, sent_at__isnull=True)
        .first()
    )
    if asked is None:
        return 0
    Introduction.objects.filter(pk=pk).update(sent_at=timezone.now())
    organisations = both(asked.first_id, asked.other_id)
    people = communicators_of(organisations or [])
    persons = {person.pk: person for found in people.values() for person in found}
    for person in persons.values():
        send_rendered(
            "exchange/mail/introduction",
            {"asked": asked},
            person.email,
            kind=KIND,
            headers={"Reply-To": asked.email},
        )
    return len(persons)
