"""Links in posts: where they are found, how politely they are asked, when one is called broken."""

import datetime
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from cms.core import http
from organisations.links.check import check_here, check_links
from organisations.links.find import links_in
from organisations.links.manners import Manners, seconds_to_wait
from organisations.links.scan import scan_pages
from organisations.models import BlogPostPage, Link, LinkState, LinkUse
from tests.factories import (
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    StandardPageFactory,
)
from tests.local_server import LocalServer, Reply, local_server

pytestmark = pytest.mark.django_db

REPLIES = {
    "/goed": Reply("x" * 100),
    "/weg": Reply(status=404),
    "/voorgoed-weg": Reply(status=410),
    "/kapot": Reply(status=500),
    "/dicht": Reply(status=403),
    "/geen-head": Reply("ja", head_status=405),
    "/head-liegt": Reply("ja", head_status=404),
    "/verhuisd": Reply(status=301, headers={"Location": "/goed"}),
    "/naar-weg": Reply(status=302, headers={"Location": "/weg"}),
    "/naar-binnen": Reply(status=302, headers={"Location": "http://10.0.0.1/geheim"}),
    "/rond": Reply(status=302, headers={"Location": "/rond"}),
    "/rustig": Reply(status=429, headers={"Retry-After": "7200"}),
    "/verboden/voor-machines": Reply(status=404),
    "/robots.txt": Reply("User-agent: *\nDisallow: /verboden/\n", content_type="text/plain"),
}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server(lambda path, _query: REPLIES.get(path, Reply(status=404))) as running:
        yield running


def post_with(*urls: str, **fields: object) -> BlogPostPage:
    text = " ".join(f'<a href="{url}">link {number}</a>' for number, url in enumerate(urls))
    return PostFactory(body=[("text", f"<p>{text}</p>")], **fields)


def check(days: int = 0, manners: Manners | None = None) -> dict[str, str]:
    """The state of every link by its path, after a check so many days from now."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=True):
        scan_pages()
        list(check_links(200, manners or Manners(0)))
    return {"/" + link.url.split("/", 3)[-1]: link.state for link in Link.objects.all()}


def test_links_are_found_wherever_they_stand() -> None:
    body = [
        {
            "type": "text",
            "value": '<p><a href="https://a.example/x#deel">De <b>handreiking</b></a> en '
            '<a linktype="page" id="12">ons bericht</a>, '
            '<a linktype="document" id="5">het verslag</a>, '
            '<a href="mailto:x@a.example">mail</a>, <a href="tel:070">bel</a>, '
            '<a href="javascript:alert(1)">nee</a>, <a href="http://[">nee</a>, <a>nee</a></p>',
        },
        {
            "type": "links",
            "value": [
                {
                    "type": "item",
                    "value": {"text": "Register", "page": None, "url": "https://b.example/"},
                },
                {"type": "item", "value": {"text": "Wij", "page": 13, "url": ""}},
            ],
        },
        {
            "type": "accordion",
            "value": [
                {
                    "type": "item",
                    "value": {"title": "Wie?", "text": '<p><a href="http://c.example">C</a></p>'},
                }
            ],
        },
        {"type": "document", "value": {"document": 6, "text": "Jaarplan"}},
        {"type": "video", "value": {"title": "Rondleiding", "url": "https://v.example/1"}},
        {"type": "callout", "value": {"text": '<p><a href="https://a.example/x">weer</a></p>'}},
        {"type": "quote", "value": {"text": "Kijk op https://d.example"}},
    ]
    assert [(link.url, link.place) for link in links_in(body)] == [
        ("https://a.example/x", "Tekst: “De handreiking”"),
        ("page:12", "Tekst: “ons bericht”"),
        ("document:5", "Tekst: “het verslag”"),
        ("https://b.example/", "Lijst van links: “Register”"),
        ("page:13", "Lijst van links: “Wij”"),
        ("http://c.example", "Uitklapbare tekst: “C”"),
        ("document:6", "Document: “Jaarplan”"),
        ("https://v.example/1", "Video: “Rondleiding”"),
    ]


def test_a_link_is_broken_when_it_fails_on_two_days(server: LocalServer) -> None:
    post_with(*(f"{server.url}{path}" for path in ("/goed", "/weg", "/voorgoed-weg", "/kapot")))
    first = check()
    assert first == {
        "/goed": "works",
        "/weg": "failed",
        "/voorgoed-weg": "failed",
        "/kapot": "failed",
    }
    assert check() == first, "the same day says no more"
    second = check(days=2)
    assert second == {
        "/goed": "works",
        "/weg": "broken",
        "/voorgoed-weg": "broken",
        "/kapot": "broken",
    }
    link = Link.objects.get(url__endswith="/weg")
    assert (link.problem, link.status) == ("gone", 404)
    assert link.failing_since.date() == timezone.now().date(), "since the first time"


def test_a_link_that_works_again_is_forgiven(server: LocalServer) -> None:
    post_with(f"{server.url}/weg")
    check()
    check(days=2)
    Link.objects.update(url=f"{server.url}/goed")
    assert check(days=6) == {"/goed": "works"}
    link = Link.objects.get()
    assert (link.failing_since, link.problem) == (None, "")


def test_a_site_that_does_not_answer_fails() -> None:
    with local_server(lambda _path, _query: Reply()) as gone:
        pass
    post_with(f"{gone.url}/x")
    assert check() == {"/x": "failed"}
    assert Link.objects.get().problem == "silent"


def test_head_is_asked_first_and_get_when_that_says_no(server: LocalServer) -> None:
    post_with(*(f"{server.url}{path}" for path in ("/goed", "/geen-head", "/head-liegt")))
    assert set(check().values()) == {"works"}
    asked = [(method, path) for method, path, _agent in server.requests]
    assert ("HEAD", "/goed") in asked
    assert ("GET", "/goed") not in asked
    assert asked.index(("HEAD", "/geen-head")) < asked.index(("GET", "/geen-head"))
    assert {agent for _method, _path, agent in server.requests} == {http.user_agent()}
    assert "(+http" in http.user_agent()


def test_a_server_that_hangs_up_on_head_is_asked_with_get() -> None:
    def hang_up_on_head(handler: BaseHTTPRequestHandler) -> None:
        if handler.command == "GET":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with local_server(lambda _path, _query: Reply(), raw=hang_up_on_head) as server:
        post_with(f"{server.url}/x")
        assert check() == {"/x": "works"}


def test_redirects_are_followed_but_not_into_the_network(server: LocalServer) -> None:
    paths = ("/verhuisd", "/naar-weg", "/naar-binnen", "/rond")
    post_with(*(f"{server.url}{path}" for path in paths))
    assert check() == {
        "/verhuisd": "works",
        "/naar-weg": "failed",
        "/naar-binnen": "unknown",
        "/rond": "unknown",
    }


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "https://192.168.1.1/x", "http://[::1]/", "https://localhost/x"]
)
def test_our_own_network_is_never_asked(url: str) -> None:
    post_with(url)
    assert set(check().values()) == {"unknown"}
    assert set(check(days=10).values()) == {"unknown"}


@pytest.mark.parametrize(
    "url",
    ["https://10.0.0.1:99999/", "https://10.0.0.1:x/", "https://naam@10.0.0.1/", "http://.."],
)
def test_a_strange_address_stops_nothing(server: LocalServer, url: str) -> None:
    post_with(url, f"{server.url}/goed")
    check()
    found = set(Link.objects.values_list("state", flat=True))
    assert "works" in found
    assert found <= {"works", "unknown", "failed"}


def test_a_site_that_lets_no_programs_in_is_not_called_broken(server: LocalServer) -> None:
    post_with(f"{server.url}/dicht", f"{server.url}/verboden/voor-machines")
    for days in (0, 8, 16):
        assert set(check(days=days).values()) == {"unknown"}
    assert "/verboden/voor-machines" not in server.asked
    assert server.asked.count("/robots.txt") == 3, "once in a run"


def test_who_says_later_is_left_alone_until_then(server: LocalServer) -> None:
    post_with(f"{server.url}/rustig", *(f"{server.url}/{number}" for number in range(5)))
    Link.objects.all().delete()
    scan_pages()
    first = Link.objects.get(url__endswith="/rustig")
    Link.objects.filter(pk=first.pk).update(
        next_check_at=timezone.now() - datetime.timedelta(days=1)
    )
    states = check()
    assert states.pop("/rustig") == "new"
    assert set(states.values()) == {"new"}, "nothing else of that site either"
    assert [path for path in server.asked if path != "/robots.txt"] == ["/rustig"]
    soonest = Link.objects.order_by("next_check_at").first().next_check_at
    assert soonest > timezone.now() + datetime.timedelta(minutes=110)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 60),
        ("99999999", 7 * 86_400),
        ("9" * 500, 3600),
        ("", 3600),
        ("straks", 3600),
        ("-5", 3600),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 60),
    ],
)
def test_any_wish_to_wait_is_understood(header: str, seconds: int) -> None:
    assert seconds_to_wait(header) == seconds


def test_a_site_is_given_time_between_two_questions(server: LocalServer) -> None:
    slept: list[float] = []
    post_with(f"{server.url}/goed", f"{server.url}/geen-head")
    check(manners=Manners(2.0, sleep=slept.append))
    # robots.txt, /goed, /geen-head by HEAD and by GET: three pauses.
    assert len(slept) == 3
    assert all(1.5 < seconds <= 2.0 for seconds in slept)


def test_a_run_asks_so_many_and_the_next_goes_on(server: LocalServer) -> None:
    post_with(*(f"{server.url}/goed?{number}" for number in range(5)))
    scan_pages()
    assert len(list(check_links(2, Manners(0)))) == 2
    assert Link.objects.filter(state=LinkState.WORKS).count() == 2
    # Stopped half-way: what was done is kept, the rest is done next time.
    run = check_links(200, Manners(0))
    next(run)
    run.close()
    assert Link.objects.filter(state=LinkState.WORKS).count() == 3
    assert len(list(check_links(200, Manners(0)))) == 2
    assert list(check_links(200, Manners(0))) == []


def test_two_runs_ask_nothing_twice(server: LocalServer) -> None:
    post_with(*(f"{server.url}/goed?{number}" for number in range(4)))
    scan_pages()
    one, other = check_links(200, Manners(0)), check_links(200, Manners(0))
    for run in (one, other, one, other, one, other):
        next(run, None)
    asked = [path for path in server.asked if path != "/robots.txt"]
    assert sorted(asked) == sorted(set(asked))
    assert len(asked) == 4


def test_links_follow_the_posts(server: LocalServer) -> None:
    post = post_with(f"{server.url}/weg", f"{server.url}/goed")
    draft = post_with(f"{server.url}/kapot", live=False)
    scan_pages()
    assert LinkUse.objects.count() == 2
    assert not LinkUse.objects.filter(page=draft).exists()
    assert scan_pages() == 0, "what did not change is not looked through again"
    post.body = [("text", f'<p><a href="{server.url}/goed">goed</a></p>')]
    post.save_revision().publish()
    assert scan_pages() == 1
    assert [link.url for link in Link.objects.all()] == [f"{server.url}/goed"]
    BlogPostPage.objects.get(pk=post.pk).unpublish()
    scan_pages()
    assert not Link.objects.exists()


def test_every_page_that_holds_text_is_looked_through() -> None:
    """Posts, projects, ministries, organisations with the report of a visit, plain pages."""

    def text(number: int) -> list[tuple[str, str]]:
        return [("text", f'<p><a href="https://elders.example/{number}">daar</a></p>')]

    ministry = MinistryFactory(body=text(1))
    organisation = OrganisationFactory(
        parent=ministry,
        body=text(2),
        visit_report='<p><a href="https://elders.example/3">het programma</a></p>',
    )
    project = ProjectFactory(parent=organisation, body=text(4))
    PostFactory(parent=project, body=text(5))
    StandardPageFactory(body=text(6))
    StandardPageFactory(body=text(7), live=False)
    assert scan_pages() >= 5
    found = LinkUse.objects.filter(link__host="elders.example").order_by("link__url")
    assert [(use.page.specific_class.__name__, use.link.url[-1]) for use in found] == [
        ("MinistryPage", "1"),
        ("OrganisationPage", "2"),
        ("OrganisationPage", "3"),
        ("ChangeProjectPage", "4"),
        ("BlogPostPage", "5"),
        ("StandardPage", "6"),
    ]
    assert found[2].place == "Verslag van het bezoek: “het programma”"
    assert scan_pages() == 0, "what did not change is not looked through again"


def test_links_to_what_readers_cannot_see_here_are_broken() -> None:
    shown, draft, private = PostFactory(), PostFactory(live=False), PostFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    document = get_document_model().objects.create(title="Verslag", file="verslag.pdf")
    targets = [("page", shown.pk), ("page", draft.pk), ("page", private.pk), ("page", 999_999)]
    targets += [("document", document.pk), ("document", 999_999), ("page", 10**17)]
    links = " ".join(f'<a linktype="{kind}" id="{pk}">x</a>' for kind, pk in targets)
    PostFactory(body=[("text", f"<p>{links}</p>")])
    scan_pages()
    assert check_here() == 5
    works = set(Link.objects.filter(state="works").values_list("url", flat=True))
    assert works == {f"page:{shown.pk}", f"document:{document.pk}"}
    draft.save_revision().publish()
    assert check_here() == 4


def test_the_command_does_it_all_and_says_so(
    server: LocalServer, capsys: pytest.CaptureFixture[str], settings: object
) -> None:
    settings.LINK_CHECK_PAUSE = 0
    post_with(f"{server.url}/goed", f"{server.url}/weg", "https://10.0.0.1/")
    call_command("check_links")
    told = capsys.readouterr().out
    assert "werkt: 1" in told
    assert "één keer niet bereikt: 1" in told
    assert "niet te controleren: 1" in told
    call_command("check_links")
    assert capsys.readouterr().out == ""
