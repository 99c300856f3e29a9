"""Filling the text index: the same words as Wagtail's own backend, in less work, and told."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.management.commands.rebuild_modelsearch_index import Command as StockCommand
from wagtail.search.models import IndexEntry

from organisations.models import BlogPostPage, OrganisationPage
from search.management.commands.update_index import Command
from tests.bodies import text_with_links
from tests.factories import LocationFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db
STOCK = "modelsearch.backends.database"
SQLITE = connection.vendor == "sqlite"
STORED = ("object_id", "title", "autocomplete", "body", *(() if SQLITE else ("body_text",)))


def fill() -> None:
    """Organisations with places, and posts with a text."""
    organisation = OrganisationFactory(
        title="Dienst Loketten", abbreviation="DL", intro="Wij helpen u aan de balie."
    )
    LocationFactory(page=organisation, city="Zwolle")
    for number in range(5):
        PostFactory(
            parent=organisation,
            title=f"Bericht {number}",
            summary="Over rijen.",
            body=[("text", text_with_links()), ("text", "<p>Wat wij leerden</p>")],
        )


def stored() -> list[tuple[Any, ...]]:
    """Everything in the index."""
    return list(IndexEntry.objects.order_by("content_type", "object_id").values_list(*STORED))


def writes(queries: CaptureQueriesContext) -> list[str]:
    """The statements that wrote in the index."""
    table = IndexEntry._meta.db_table
    sent = [query["sql"] for query in queries]
    return [sql for sql in sent if table in sql and sql.startswith(("INSERT", "UPDATE"))]


def test_the_index_holds_what_the_stock_backend_would_put_in(settings: Any) -> None:
    fill()
    # The configuration of the language is a setting of the backend, so the stock one has it too.
    ours = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": ours, "stock": {**ours, "BACKEND": STOCK}}
    IndexEntry.objects.all().delete()
    call_command(StockCommand(), backend_name="stock", verbosity=0)
    expected = stored()
    IndexEntry.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert stored() == expected
    assert any("Zwolle" in str(row) or "zwoll" in str(row) for row in expected)


def test_a_page_is_read_once_and_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    IndexEntry.objects.all().delete()
    read = []
    field = BlogPostPage._meta.get_field("body")
    original = type(field).get_searchable_content

    def count(self: Any, value: Any) -> Any:
        read.append(value)
        return original(self, value)

    monkeypatch.setattr(type(field), "get_searchable_content", count)
    with CaptureQueriesContext(connection) as queries:
        call_command("update_index", verbosity=0)
    posts, organisations = BlogPostPage.objects.count(), OrganisationPage.objects.count()
    # Ministries and plain pages have a body too.
    others = IndexEntry.objects.count() - posts - organisations
    assert posts + organisations <= len(read) <= posts + organisations + others
    assert not [sql for sql in writes(queries) if sql.startswith("UPDATE")]


def test_what_changed_is_written_again_and_on_sqlite_nothing_else() -> None:
    fill()
    call_command("update_index", verbosity=0)
    with CaptureQueriesContext(connection) as queries:
        call_command("update_index", verbosity=0)
    # PostgreSQL keeps no text that would show a change of the language or of a weight.
    assert bool(writes(queries)) is not SQLITE
    post = BlogPostPage.objects.order_by("pk")[0]
    BlogPostPage.objects.filter(pk=post.pk).update(summary="Nu over sterrenkunde.")
    call_command("update_index", verbosity=0)
    assert [page.pk for page in BlogPostPage.objects.search("sterrenkunde")] == [post.pk]


def test_what_is_gone_leaves_the_index() -> None:
    fill()
    call_command("update_index", verbosity=0)
    IndexEntry.objects.create(
        content_type=IndexEntry.objects.all()[0].content_type, object_id="999999", title="", body=""
    )
    call_command("update_index", verbosity=0)
    assert not IndexEntry.objects.filter(object_id="999999").exists()


def test_the_command_says_how_far_it_is_and_misses_nothing_between_the_parts() -> None:
    fill()
    IndexEntry.objects.all().delete()
    said = io.StringIO()
    call_command("update_index", chunk_size=2, stdout=said)
    lines = [line for line in said.getvalue().splitlines() if "BlogPostPage" in line]
    number = BlogPostPage.objects.count()
    assert f"2 of {number} ({200 // number} %)" in lines[0]
    assert f"{number} of {number} (100 %)" in said.getvalue()
    assert BlogPostPage.objects.search("rijen").count() == 5


def test_our_command_is_the_one_that_runs() -> None:
    from django.core.management import get_commands, load_command_class

    command = load_command_class(get_commands()["update_index"], "update_index")
    assert isinstance(command, Command)
