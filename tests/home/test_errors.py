"""What went wrong is told in the language of the address, wherever in the site it went wrong."""

from typing import Any

import pytest
from allauth.core.ratelimit import respond_429
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import translation

from home import not_found
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory
from tests.test_english_site import dutch_words, language_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.home.failing_urls")]

# By language, what the page is called.
FORBIDDEN = {"nl": "U mag deze bladzijde niet zien", "en": "You may not see this page"}
BROKEN = {"nl": "Er ging iets mis", "en": "Something went wrong"}
MISSING = {"nl": "Deze bladzijde bestaat niet", "en": "This page does not exist"}
GONE = {"nl": "Deze bladzijde is er niet meer", "en": "This page is no longer there"}
PREFIXES = {"nl": "", "en": "/en"}


@pytest.fixture
def client() -> Client:
    """A reader whose browser shows what the site answers when it breaks."""
    cache.clear()
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def told(answer: Any, status: int, language: str) -> BeautifulSoup:
    """The page that tells what went wrong, once it is known to be whole and in one language."""
    assert answer.status_code == status
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.html["lang"] == language
    assert answer["Content-Language"] == language
    assert len(soup.find_all("h1")) == 1
    if language == "en":
        left = [said for part, said in words_of(soup) if language_of(part) == "en"]
        assert not [said for said in left if dutch_words(said)]
        assert not dutch_words(soup.title.get_text().replace("Rijkslocaties", ""))
    return soup


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("path", "status", "titles"),
    [("/verboden/", 403, FORBIDDEN), ("/stuk/", 500, BROKEN), ("/is-er-niet/", 404, MISSING)],
)
def test_what_went_wrong_is_told_in_the_language_of_the_address(
    client: Client, path: str, status: int, titles: dict[str, str], language: str
) -> None:
    soup = told(client.get(PREFIXES[language] + path), status, language)
    assert soup.h1.get_text(strip=True) == titles[language]
    assert soup.title.get_text().strip().startswith(titles[language])
    assert soup.main.find("a", href=f"{PREFIXES[language]}/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_that_is_gone_names_the_organisation_in_its_own_language(
    client: Client, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    ministry = MinistryFactory(title="Ministerie van Zaken", slug="zaken")
    organisation = OrganisationFactory(parent=ministry, title="Dienst voor het Weer", slug="weer")
    with django_capture_on_commit_callbacks(execute=True):
        for page in (ministry, organisation):
            page.save_revision().publish()
        post = PostFactory(parent=organisation, slug="oud")
        post.unpublish()
    soup = told(client.get(f"{PREFIXES[language]}/zaken/weer/oud/"), 410, language)
    assert soup.h1.get_text(strip=True) == GONE[language]
    above = soup.main.find("a", href=f"{PREFIXES[language]}/zaken/weer/")
    assert above.get_text(strip=True) == "Dienst voor het Weer"


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Uw antwoord is niet bewaard"), ("en", "was not saved")]
)
def test_a_form_without_its_cookie_is_told_so(client: Client, language: str, words: str) -> None:
    soup = told(client.post(f"{PREFIXES[language]}/formulier/"), 403, language)
    assert words in soup.main.get_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "te veel aanvragen van uw netwerk"), ("en", "too many requests from your network")],
)
def test_a_form_that_is_sent_too_often_is_told_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr("exchange.views.guard.allowed", lambda *_args, **_options: False)
    answer = client.post(
        f"{PREFIXES[language]}/volgen/",
        {"email": "noor@voorbeeld.example"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert words in told(answer, 429, language).main.get_text()


@pytest.mark.parametrize(("language", "title"), [("nl", "Te vaak"), ("en", "Tried too often")])
def test_who_knocks_too_often_at_the_door_of_the_cms_is_told_so(
    rf: RequestFactory, language: str, title: str
) -> None:
    request = rf.get("/cms/login/")
    request.user = AnonymousUser()
    with translation.override(language):
        answer = respond_429(request)
    assert answer.status_code == 429
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.html["lang"] == language
    assert soup.h1.get_text(strip=True).startswith(title)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_missing_page_is_told_without_a_database_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def fails(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(not_found, "_in_words", fails)
    soup = told(client.get(f"{PREFIXES[language]}/is-er-niet/"), 404, language)
    assert soup.h1.get_text(strip=True) == MISSING[language]
    assert soup.main.find("a", href=f"{PREFIXES[language]}/")
