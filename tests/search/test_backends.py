"""Text search of the admin and the site, on the database in use."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.query import Fuzzy, Phrase, PlainText

from organisations.models import BlogPostPage
from search.asking import Synonyms, parts_of
from search.backends.hits import found_pages, page_hits
from search.backends.planner import rows_by_index
from search.backends.words import expression
from tests.factories import OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db

CRAFTED = ['"', '"a', 'a" OR "b', "\x00", "a\x00b", "(", "NEAR(a b)", "a*", "^a", "{title}: a", "'"]


def titles(results) -> list[str]:
    return [page.title for page in results]


@pytest.mark.parametrize("text", CRAFTED)
def test_no_character_breaks_a_search(text: str) -> None:
    PostFactory(title="a b")
    for found in (
        Page.objects.search(text),
        Page.objects.autocomplete(text),
        BlogPostPage.objects.search(Phrase(text)),
        BlogPostPage.objects.search(PlainText(text) & ~PlainText("zebra")),
    ):
        assert len(list(found)) == found.count()


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    list(Page.objects.search(text)[:5])


def test_editors_can_search_for_a_quotation_mark(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    for text in CRAFTED:
        assert client.get(reverse("wagtailadmin_pages:search"), {"q": text}).status_code == 200


def test_a_word_in_the_title_counts_more_than_one_in_the_text() -> None:
    PostFactory(title="Over iets anders", summary="De verhuizing van het kantoor.")
    PostFactory(title="De verhuizing van het kantoor", summary="Over iets anders.")
    assert titles(BlogPostPage.objects.search("verhuizing"))[0] == "De verhuizing van het kantoor"


def test_all_words_are_needed_and_a_phrase_keeps_its_order() -> None:
    PostFactory(title="rood en blauw")
    PostFactory(title="blauw en rood")
    PostFactory(title="alleen rood")
    assert len(titles(BlogPostPage.objects.search("rood blauw"))) == 2
    assert titles(BlogPostPage.objects.search(Phrase("blauw en rood"))) == ["blauw en rood"]
    assert titles(BlogPostPage.objects.search(PlainText("rood") & ~PlainText("blauw"))) == [
        "alleen rood"
    ]
    assert len(titles(BlogPostPage.objects.search(PlainText("alleen blauw", operator="or")))) == 3


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("organisatie", "organisaties"),
        ("school", "scholen"),
        ("taak", "taken"),
        ("huis", "huizen"),
        ("brief", "brieven"),
        ("bank", "banken"),
        ("proces", "processen"),
        ("wet", "wetten"),
        ("dag", "dagen"),
        ("foto", "foto's"),
        ("Vergaderzaal", "Vergaderzalen"),
    ],
)
def test_singular_and_plural_find_each_other(one: str, many: str) -> None:
    PostFactory(title=f"Onze {one}")
    PostFactory(title=f"Alle {many}")
    assert len(titles(BlogPostPage.objects.search(one))) == 2
    assert len(titles(BlogPostPage.objects.search(many))) == 2


def test_a_search_can_be_filtered_ordered_sliced_and_counted() -> None:
    posts = [PostFactory(title=f"Bericht {number}") for number in range(5)]
    found = BlogPostPage.objects.filter(live=True).search("bericht")
    assert found.count() == 5
    assert len(found[1:3]) == 2
    ordered = BlogPostPage.objects.order_by("-title").search("bericht", order_by_relevance=False)
    assert titles(ordered)[0] == posts[-1].title
    scored = BlogPostPage.objects.search("bericht").annotate_score("points")
    assert scored[0].points is not None
    assert BlogPostPage.objects.filter(pk=posts[0].pk).search("bericht").count() == 1
    assert not OrganisationFactory._meta.model.objects.search("bericht").count()


def test_words_in_the_language_of_fts5() -> None:
    assert expression(PlainText("gebouwen DUO")) == '"gebouw"* AND "DUO"'
    assert expression(Fuzzy("gebouw")) == '"gebouw"*'
    assert expression(PlainText('" * ( )')) == ""


def ranks_of(question: str) -> dict[int, float]:
    """What is found, by page id, and how well it fits: the smaller, the better."""
    ids, ranks = found_pages(parts_of(question, Synonyms()), ranked=True)
    return dict(zip(ids.tolist(), ranks.tolist(), strict=True))


def test_a_word_with_few_hits_is_ranked_by_its_text_too_and_one_with_many_by_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(6):
        PostFactory(title=f"Bericht {number}", summary="Over rijen.")
    often = PostFactory(title="Bericht 7", summary="Rijen, rijen, rijen en nog eens rijen.")
    named = PostFactory(title="Rijen", summary="Niets.")
    ranks = ranks_of("rijen")
    assert len(ranks) == 8
    assert sorted(ranks, key=ranks.__getitem__)[:2] == [named.pk, often.pk]
    monkeypatch.setattr("search.backends.hits.MOST_READ", 7)
    ranks = ranks_of("rijen")
    assert len(ranks) == 8
    assert min(ranks, key=ranks.__getitem__) == named.pk
    assert len(set(ranks.values())) == 2, "the others are equal, so the newest comes first"


def test_what_may_not_be_in_the_text_is_not_found_by_its_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("search.backends.hits.MOST_READ", 1)
    kept = [PostFactory(title="Rijen", summary="Over lopen.") for _number in range(3)]
    PostFactory(title="Rijen", summary="Over parkeren.")
    assert set(ranks_of("rijen -parkeren")) == {post.pk for post in kept}


def test_a_word_that_stands_everywhere_does_not_have_all_texts_read() -> None:
    """On PostgreSQL; SQLite knows no other way to a word than its index."""
    for number in range(3):
        PostFactory(title=f"Bericht {number}")
    hits = page_hits(parts_of("bericht", Synonyms()), ranked=True)
    assert hits is not None
    sql, params = hits.query.sql_with_params()
    assert len(rows_by_index(sql, params)) == 3
    if connection.vendor == "postgresql":
        plan = "\n".join(row for (row,) in rows_by_index(f"EXPLAIN {sql}", params))
        assert "search_title_body_gin" in plan
        assert "Seq Scan" not in plan
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_seqscan")
            assert cursor.fetchone() == ("on",), "other queries are planned as ever"
