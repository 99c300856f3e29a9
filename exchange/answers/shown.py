"""What readers see of an answer, and which questions are open, in as few queries as can be."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    Exists,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from exchange.models import Comment
from organisations.models import (
    ASKING_KINDS,
    BlogPostPage,
    HelpCredit,
    Kind,
    OrganisationPage,
    State,
)
from search.models import Entry, EntryType

OPEN_SHOWN = 3


@dataclass(frozen=True)
class ShownAnswer:
    """The accepted answer as readers see it; `text` is plain text.

    `organisation` is for whom its writer speaks (none: for nobody), `organisation_url` the address
    below the home page where that is public. The part of the page has the id `antwoord`.
    """

    comment_id: int
    name: str
    text: str
    organisation: str
    organisation_page: Page | None
    written_at: datetime.datetime
    accepted_at: datetime.datetime

    @property
    def is_by_organisation(self) -> bool:
        """Whether an organisation speaks, and no person is named."""
        return bool(self.organisation) and self.name == self.organisation


class JSONList(Aggregate):
    """A list in JSON of what is found in a group; in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL calls it otherwise."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def with_answer(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages that come with their accepted answer and who helped, for `answer_of` and `helpers_of`.

    For where a page is found anyhow: it then needs no query of its own for these.
    """
    return pages.annotate(answer_found=_accepted_comment(), helpers_found=_credited())


def _accepted_comment() -> Subquery:
    organisation = OrganisationPage.objects.published().filter(pk=OuterRef("organisation_id"))
    comments = (
        Comment.objects.published()
        .filter(page=OuterRef("pk"), accepted_at__isnull=False)
        .annotate(organisation_is_shown=Exists(organisation))
        .order_by()
        .values(
            found=JSONObject(
                id="pk",
                name="name",
                text="text",
                written_at="created_at",
                accepted_at="accepted_at",
                organisation_id="organisation_id",
                organisation="organisation__title",
                url_path="organisation__url_path",
                is_shown="organisation_is_shown",
            )
        )
    )
    return Subquery(comments[:1], output_field=JSONField())


def _credited() -> Subquery:
    organisation = OrganisationPage.objects.published().filter(pk=OuterRef("organisation_id"))
    credits = (
        HelpCredit.objects.filter(Exists(organisation), page=OuterRef("pk"))
        .order_by()
        .values("page")
        .annotate(
            found=JSONList(
                JSONObject(
                    pk="organisation_id",
                    title="organisation__title",
                    url_path="organisation__url_path",
                )
            )
        )
    )
    return Subquery(credits.values("found"), output_field=JSONField())


def answer_of(page: BlogPostPage) -> ShownAnswer | None:
    """The accepted answer of a need or question; None while there is none to show.

    No query where the page was found `with_answer`, else one.
    """
    found = _found(page, "answer_found")
    return _shown(found) if found else None


def helpers_of(page: BlogPostPage) -> list[Page]:
    """The organisations that helped, by name, while it is answered: enough of each to link to it.

    No query where the page was found `with_answer`, else one.
    """
    found = _found(page, "helpers_found") or []
    return sorted((Page(**one) for one in found), key=lambda page: page.title.casefold())


def _found(page: BlogPostPage, name: str) -> Any:
    if page.state != State.ANSWERED or page.pk is None:
        return None
    if not hasattr(page, name):
        row = with_answer(Page.objects.filter(pk=page.pk)).first()
        page.answer_found = row.answer_found if row else None
        page.helpers_found = row.helpers_found if row else None
    return getattr(page, name)


def _shown(found: dict[str, Any]) -> ShownAnswer:
    organisation = None
    if found["is_shown"]:
        # Enough of a page to link to it.
        organisation = Page(
            pk=found["organisation_id"], title=found["organisation"], url_path=found["url_path"]
        )
    return ShownAnswer(
        comment_id=found["id"],
        name=found["name"],
        text=found["text"],
        organisation=found["organisation"] or "",
        organisation_page=organisation,
        written_at=_moment(found["written_at"]),
        accepted_at=_moment(found["accepted_at"]),
    )


def _moment(value: str) -> datetime.datetime:
    """A moment from JSON: PostgreSQL writes the time zone, SQLite stores UTC without saying so."""
    moment = parse_datetime(value)
    if moment is None:
        raise ValueError(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class OpenOnes:
    """How many needs and questions are open, and the newest few: entries with `page`, `kind_label`."""

    number: int
    newest: list[Entry]


def open_ones(**narrowed: Any) -> OpenOnes:
    """What is open among the entries with these values (`ministry_id`, `entry_topics__topic`).

    One query.
    """
    found: QuerySet[Entry] = (
        Entry.objects.visible()
        .with_language()
        .filter(entry_type=EntryType.POST, kind__in=ASKING_KINDS, state=State.OPEN, **narrowed)
        .select_related("page")
        .annotate(number=Window(Count("pk")))
        .order_by("-date", "-page_id")
    )
    newest: list[Any] = list(found[:OPEN_SHOWN])
    for entry in newest:
        entry.kind_label = Kind(entry.kind).label
    return OpenOnes(newest[0].number if newest else 0, newest)
