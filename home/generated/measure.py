"""Measuring the public pages: time, queries and bytes of one request, in this process."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from cms.core.collector import leave_alone_what_stays
from cms.core.stack import with_room
from home.generated import words
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage

WARM_UPS = 3
TIMES = 9
LONGEST = 20.0
WHOLE_COUNTRY = {"bbox": "3.2,50.7,7.3,53.6", "zoom": "7"}
ONE_TOWN = {"bbox": "4.2,52.0,4.45,52.15", "zoom": "13"}


class Measurement(NamedTuple):
    """One page: median time in milliseconds, number of queries, size of the answer in bytes.

    `milliseconds` is time on the clock, `processor` what this process used of it: on a machine
    that others use as well, the second says more.
    """

    name: str
    milliseconds: float
    processor: float
    queries: int
    size: int


def addresses() -> dict[str, str]:
    """The pages that are measured, by name. The organisation is the one with the most posts."""
    organisation = OrganisationPage.objects.published().order_by("-numchild").first()
    if organisation is None:
        raise ValueError("There is nothing to measure: run generate_content first.")
    ministry = MinistryPage.objects.published().get(path=organisation.path[:12])
    posts = BlogPostPage.objects.published().child_of(organisation).order_by("path")
    post = posts[posts.count() // 2]
    project = ChangeProjectPage.objects.published().order_by("path").first()
    filters = {"ministerie": ministry.slug, "soort": "bericht"}

    def found(**params: str) -> str:
        return f"/zoeken/?{urlencode(params)}"

    def marks(params: dict[str, str]) -> str:
        return f"/kaart/punten.json?{urlencode(params)}"

    return {
        "home": "/",
        "ministry": ministry.url,
        "organisation": organisation.url,
        "organisation, last page": f"{organisation.url}?pagina={max(1, organisation.numchild // 20)}",
        "post": post.url,
        **({"change project": project.url} if project else {}),
        "all change projects": "/trajecten/",
        "search, rare word": found(q=words.RARE_WORD),
        "search, word in 10 %": found(q=words.COMMON_WORD),
        "search, word in 10 % + filters": found(q=words.COMMON_WORD, **filters),
        "search, filters only": found(soort="vraag", status="open"),
        "search, near": found(nabij="Den Haag", straal="15"),
        "search, everything": found(),
        "search, everything, page 500": found(pagina="500"),
        "suggestions": f"/zoeken/suggesties/?{urlencode({'q': 'proef'})}",
        "map, whole country": marks(WHOLE_COUNTRY),
        "map, one town": marks(ONE_TOWN),
        "the week": "/week/",
        "feed": "/feed/",
        "feed of a search": f"/zoeken/feed/?{urlencode(filters)}",
    }


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        sent.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(count):
        yield sent


def fetch(client: Client, url: str) -> bytes:
    """The body of a page; raises RuntimeError if it is no normal answer."""
    response = with_room(client.get)(url)
    body = b"".join(response) if response.streaming else response.content
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return body


def measure(name: str, url: str) -> Measurement:
    """The median of some requests after a few that do not count."""
    client = Client(SERVER_NAME="127.0.0.1")
    for _number in range(WARM_UPS):
        fetch(client, url)
    with counted_queries() as sent:
        body = fetch(client, url)
    taken: list[float] = []
    worked: list[float] = []
    while len(taken) < TIMES and sum(taken) < LONGEST:
        began, work_began = time.perf_counter(), time.process_time()
        fetch(client, url)
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - work_began)
    clock, processor = statistics.median(taken) * 1000, statistics.median(worked) * 1000
    return Measurement(name, clock, processor, len(sent), len(body))


def measure_all() -> list[Measurement]:
    """All pages in turn, in a process that is set as one that serves pages (cms/wsgi.py)."""
    leave_alone_what_stays()
    return [measure(name, url) for name, url in addresses().items()]
