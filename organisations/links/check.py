"""Asks whether links lead somewhere: those here from the database, those elsewhere politely."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.core import http
from organisations.links.manners import Manners, seconds_to_wait
from organisations.models import Link, LinkProblem, LinkState
from organisations.restrictions import restrictions_above

WORKS_AGAIN_AFTER = datetime.timedelta(days=7)
FAILED_AGAIN_AFTER = datetime.timedelta(days=1)
BROKEN_AGAIN_AFTER = datetime.timedelta(days=3)
# A run that was killed in the middle leaves its link alone for so long.
CLAIMED_FOR = datetime.timedelta(hours=1)
MOST_OF_ONE_HOST = 20
LINKS_AT_ONCE = 500
PROBE_SECONDS = 10.0
FIRST_ERROR = 400
# The other site is there, but lets no programs in: nobody can say from here.
CLOSED_FOR_PROGRAMS = {401, 402, 403, 405, 406, 407, 408, 425, 451, 501, 999}
COME_BACK_LATER = {429, 503}
GONE = {404, 410}


def check_links(limit: int, manners: Manners) -> Iterator[Link]:
    """Check links elsewhere that are due, at most `limit`; each is kept as soon as it is known.

    Several runs may go on at the same time: each takes links that no other has.
    """
    for link in _in_turns(limit):
        if _claim(link):
            _check(link, manners)
            yield link


def check_here() -> int:
    """Look up all links to pages and documents of this site; how many do not work."""
    broken = 0
    links = list(Link.objects.filter(host="").order_by("pk"))
    for first in range(0, len(links), LINKS_AT_ONCE):
        broken += _check_here(links[first : first + LINKS_AT_ONCE])
    return broken


def _check_here(links: list[Link]) -> int:
    now = timezone.now()
    targets = {link: _target(link) for link in links}
    numbers: dict[str, set[int]] = defaultdict(set)
    for kind, number in targets.values():
        numbers[kind].add(number)
    pages = Page.objects.filter(
        ~Exists(restrictions_above(OuterRef("path"))),
        Q(expire_at__isnull=True) | Q(expire_at__gt=now),
        pk__in=numbers["page"],
        live=True,
    )
    documents = get_document_model().objects.filter(pk__in=numbers["document"])
    here = {("page", pk) for pk in pages.values_list("pk", flat=True)}
    here |= {("document", pk) for pk in documents.values_list("pk", flat=True)}
    broken = 0
    for link, target in targets.items():
        link.checked_at = now
        if target in here:
            _works(link)
        else:
            # No need to look twice: readers do not see it.
            broken += 1
            link.state, link.problem = LinkState.BROKEN, LinkProblem.HIDDEN
            link.failing_since = link.failing_since or now
    Link.objects.bulk_update(links, ["state", "problem", "failing_since", "checked_at"])
    return broken


def _target(link: Link) -> tuple[str, int]:
    kind, _colon, number = link.url.partition(":")
    return kind, int(number)


def _in_turns(limit: int) -> list[Link]:
    """Links that are due, one of each host in turn, so that waiting for one costs little."""
    due = Link.objects.exclude(host="").filter(next_check_at__lte=timezone.now())
    by_host: dict[str, list[Link]] = defaultdict(list)
    for link in due.order_by("next_check_at", "pk")[: limit * MOST_OF_ONE_HOST].iterator():
        if len(by_host[link.host]) < MOST_OF_ONE_HOST:
            by_host[link.host].append(link)
    turns = [link for turn in zip_longest(*by_host.values()) for link in turn if link is not None]
    return turns[:limit]


def _claim(link: Link) -> bool:
    """Take a link, unless another run took it or its host asked to come back later."""
    now = timezone.now()
    taken = Link.objects.filter(pk=link.pk, next_check_at=link.next_check_at)
    link.next_check_at = now + CLAIMED_FOR
    return bool(taken.update(next_check_at=link.next_check_at))


def _check(link: Link, manners: Manners) -> None:
    link.checked_at = timezone.now()
    link.status = None
    try:
        if not manners.may_ask(link.url):
            _nobody_knows(link)
        else:
            _judge(link, _ask(link.url, manners))
    except (http.AddressRefusedError, http.TooManyRedirectsError, ValueError):
        # ValueError: an address that the client cannot even read.
        _nobody_knows(link)
    except http.OutboundError:
        _fails(link, LinkProblem.SILENT)
    link.save()


def _ask(url: str, manners: Manners) -> http.Probe:
    """HEAD; and GET for servers that do not know HEAD, or answer it wrongly or not at all."""
    manners.wait(url)
    try:
        answer = http.probe(url, seconds=PROBE_SECONDS)
        if answer.status < FIRST_ERROR or answer.status in COME_BACK_LATER:
            return answer
    except http.TooManyRedirectsError:
        raise
    except http.UnreachableError:
        pass
    manners.wait(url)
    return http.probe(url, method="GET", seconds=PROBE_SECONDS)


def _judge(link: Link, answer: http.Probe) -> None:
    link.status = answer.status
    if answer.status < FIRST_ERROR:
        _works(link)
        link.next_check_at = timezone.now() + WORKS_AGAIN_AFTER
    elif answer.status in COME_BACK_LATER:
        later = timezone.now() + datetime.timedelta(seconds=seconds_to_wait(answer.retry_after))
        link.next_check_at = later
        # What else was to be asked there waits as well.
        others = Link.objects.filter(host=link.host, next_check_at__lt=later).exclude(pk=link.pk)
        others.update(next_check_at=later)
    elif answer.status in CLOSED_FOR_PROGRAMS:
        _nobody_knows(link)
    else:
        _fails(link, LinkProblem.GONE if answer.status in GONE else LinkProblem.ERROR)


def _works(link: Link) -> None:
    link.state, link.problem, link.failing_since = LinkState.WORKS, LinkProblem.NONE, None


def _nobody_knows(link: Link) -> None:
    link.state, link.problem, link.failing_since = LinkState.UNKNOWN, LinkProblem.NONE, None
    link.next_check_at = timezone.now() + WORKS_AGAIN_AFTER


def _fails(link: Link, problem: LinkProblem) -> None:
    """A link is broken when it fails on two days; once may be an accident of that day."""
    now = timezone.now()
    link.problem = problem
    link.failing_since = link.failing_since or now
    if timezone.localdate(link.failing_since) < timezone.localdate(now):
        link.state = LinkState.BROKEN
        link.next_check_at = now + BROKEN_AGAIN_AFTER
    else:
        link.state = LinkState.FAILED
        link.next_check_at = now + FAILED_AGAIN_AFTER
