"""Readers are counted without being watched: who counts, what it costs, what is kept."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cms.core import gathering
from organisations.models import ReadCount, ReadTotal, Span
from organisations.readership import counting, readers, store
from organisations.readership.readers import Memory
from tests.factories import OrganisationFactory, PostFactory
from tests.organisations.desk import signed_in
from tests.organisations.people import COMMUNICATOR, Government
from tests.organisations.readership import FIREFOX, counted, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counting_on")]

TODAY = datetime.date(2026, 11, 23)


def test_a_reader_counts_once_a_day_and_another_reader_counts_too() -> None:
    post, other = PostFactory(), PostFactory()
    for _ in range(3):
        read(post)
    read(post, address="192.0.2.2")
    read(post, User_Agent="Mozilla/5.0 (iPhone) Safari/605.1")
    read(other)
    assert counted(post) == 3
    assert counted(other) == 1
    row = ReadCount.objects.get(page=post)
    assert (row.day, row.span, row.number) == (timezone.localdate(), Span.DAY, 3)


def test_every_kind_of_page_is_counted(government: Government) -> None:
    pages = [government.home, government.ministry, government.logius]
    for page in pages:
        read(page)
    assert [counted(page) for page in pages] == [1, 1, 1]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 AppleWebKit/537.36; compatible; GPTBot/1.1; +https://openai.com/gptbot",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0.0.0 Safari/537.36",
        "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23",
        "curl/8.5",
        "python-requests/2.32",
        "Rijkslocaties (+https://voorbeeld.example)",
        "Feedly/1.0",
    ],
)
def test_programs_are_no_readers(agent: str) -> None:
    post = PostFactory()
    assert read(post, User_Agent=agent).status_code == 200
    assert counted(post) == 0


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
        "Lynx/2.9.0 libwww-FM/2.14",
    ],
)
def test_people_are_readers(agent: str) -> None:
    post = PostFactory()
    read(post, User_Agent=agent)
    assert counted(post) == 1


def test_what_a_browser_prepares_is_not_read() -> None:
    post = PostFactory()
    read(post, Sec_Purpose="prefetch;prerender")
    read(post, Purpose="prefetch")
    read(post, X_Moz="prefetch")
    read(post, Sec_Fetch_Dest="image")
    Client(headers={"User-Agent": FIREFOX}).head(post.url)
    assert counted(post) == 0
    read(post, Sec_Fetch_Dest="document")
    assert counted(post) == 1


def test_editors_drafts_and_pages_that_are_not_there_do_not_count(government: Government) -> None:
    post = PostFactory(parent=government.logius)
    editor = signed_in(government, COMMUNICATOR)
    editor.get(post.url, headers={"User-Agent": FIREFOX})
    draft = PostFactory(parent=government.logius, live=False)
    assert read(draft).status_code == 404
    preview = editor.get(f"/cms/pages/{draft.pk}/view_draft/", headers={"User-Agent": FIREFOX})
    assert preview.status_code == 200
    readings_waiting = dict(counting.readings._numbers)
    assert readings_waiting == {}


def test_counting_changes_nothing_for_the_reader_and_costs_no_query(settings: Settings) -> None:
    post = PostFactory()

    def get() -> tuple[bytes, dict[str, str], int]:
        with CaptureQueriesContext(connection) as queries:
            response = read(post)
        return response.content, dict(response.headers), len(queries)

    get()
    settings.COUNT_READERS = False
    without = get()
    settings.COUNT_READERS = True
    first, again = get(), get()
    assert without == first == again
    assert "Set-Cookie" not in first[1]
    assert "public" in first[1]["Cache-Control"]
    assert not ReadTotal.objects.exists(), "nothing is written while somebody reads"


def test_readings_are_stored_together_after_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    post = PostFactory()
    read(post)
    read(post, address="192.0.2.2")
    assert not ReadTotal.objects.exists()
    monkeypatch.setattr(gathering, "STORE_AFTER_SECONDS", 0)
    Client().get("/bestaat-niet/")
    assert ReadTotal.objects.get(page=post).number == 2
    monkeypatch.setattr(gathering, "STORE_AFTER_SECONDS", 60)
    monkeypatch.setattr(gathering, "STORE_AFTER_NUMBER", 2)
    read(post, address="192.0.2.3")
    read(post, address="192.0.2.4")
    assert ReadTotal.objects.get(page=post).number == 4


def test_a_database_that_fails_loses_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    post = PostFactory()
    read(post)

    def fail(numbers: object) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(counting, "add_readings", fail)
        counting.readings.store()
    read(post, address="192.0.2.2")
    assert counted(post) == 2


def test_a_page_that_is_gone_holds_up_no_other() -> None:
    post, gone = PostFactory(), PostFactory()
    read(post)
    read(gone)
    gone.delete()
    assert counted(post) == 1
    assert ReadCount.objects.count() == 1


def test_no_reader_can_be_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    request = RequestFactory().get("/", headers={"User-Agent": FIREFOX})
    assert memory.is_new(request, 1, TODAY)
    assert not memory.is_new(request, 1, TODAY)
    first_day = memory._seen
    kept = b"".join(first_day)
    assert len(kept) == readers.HASH_BYTES
    # The next day has another key: the same reader is another hash, and the old ones are gone.
    assert memory.is_new(request, 1, TODAY + datetime.timedelta(days=1))
    assert memory._seen.isdisjoint(first_day)
    assert Memory().is_new(request, 1, TODAY), "another process knows nothing of it"
    monkeypatch.setattr(readers, "MOST_REMEMBERED", 3)
    for number in range(10):
        memory.is_new(request, number, TODAY)
    assert len(memory._seen) <= 3


def test_the_table_holds_numbers_only() -> None:
    names = {field.name for field in ReadCount._meta.fields}
    assert names == {"id", "page", "span", "day", "number"}
    assert {field.name for field in ReadTotal._meta.fields} == {"page", "number"}


def test_old_days_are_kept_by_month_and_no_reading_is_lost(settings: Settings) -> None:
    settings.READ_COUNT_DAYS = 60
    post = PostFactory()
    days = [timezone.localdate() - datetime.timedelta(days=step) for step in range(0, 400, 3)]
    store.add_readings({(post.pk, day): 2 for day in days})
    call_command("roll_up_reads", verbosity=0)
    total = sum(ReadCount.objects.values_list("number", flat=True))
    assert total == 2 * len(days) == ReadTotal.objects.get(page=post).number
    first_kept = (timezone.localdate() - datetime.timedelta(days=60)).replace(day=1)
    assert not ReadCount.objects.filter(span=Span.DAY, day__lt=first_kept).exists()
    assert ReadCount.objects.filter(span=Span.DAY).count() == sum(day >= first_kept for day in days)
    months = ReadCount.objects.filter(span=Span.MONTH)
    assert all(day.day == 1 for day in months.values_list("day", flat=True))
    before = list(months.order_by("day").values_list("day", "number"))
    call_command("roll_up_reads", verbosity=0)
    assert list(months.order_by("day").values_list("day", "number")) == before
    # A reading that comes late joins its month.
    store.add_readings({(post.pk, before[0][0]): 1})
    call_command("roll_up_reads", verbosity=0)
    assert months.order_by("day").first().number == before[0][1] + 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_processes_that_store_at_the_same_time_lose_nothing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory knows one writer")
    posts = [PostFactory() for _ in range(5)]
    failures: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(10):
                store.add_readings({(post.pk, TODAY): 1 for post in posts})
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert set(ReadTotal.objects.values_list("number", flat=True)) == {40}


def test_an_organisation_chooses_whether_its_pages_tell() -> None:
    organisation = OrganisationFactory()
    post = PostFactory(parent=organisation)
    store.add_readings({(post.pk, timezone.localdate()): 12})
    assert "keer gelezen" not in read(post).content.decode()
    organisation.shows_reads = True
    organisation.save_revision().publish()
    assert "12 keer gelezen" in " ".join(read(post).content.decode().split())
    fresh = PostFactory(parent=organisation)
    assert "keer gelezen" not in read(fresh).content.decode()


def test_telling_costs_no_query_more() -> None:
    organisation = OrganisationFactory()
    post = PostFactory(parent=organisation)
    store.add_readings({(post.pk, timezone.localdate()): 12})

    def queries() -> int:
        read(post)
        with CaptureQueriesContext(connection) as found:
            read(post)
        return len(found)

    silent = queries()
    organisation.shows_reads = True
    organisation.save()
    assert queries() == silent
