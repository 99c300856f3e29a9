"""The page of an organisation: its blog, a page at a time, and where it helped others."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Length, Substr
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page as TreePage

from cms.core.slices import ids_of
from organisations.contexts.archive import Counts, count_posts, span_of
from organisations.models import BlogPostPage, ChangeProjectPage, Kind, OrganisationPage, State
from organisations.models.querysets import PublishedQuerySet

POSTS_PER_PAGE = 12
# Of what an organisation helped with, so many, the newest first.
HELPED_SHOWN = 10
# What a reader typed is repeated in a message; not all of ten thousand characters.
MAX_ECHO = 40
PLURALS = {
    Kind.MESSAGE: gettext_lazy("Berichten"),
    Kind.PHOTOS: gettext_lazy("Foto's"),
    Kind.UPDATE: gettext_lazy("Kort"),
    Kind.INITIATIVE: gettext_lazy("Initiatieven"),
    Kind.NEED: gettext_lazy("Behoeften"),
    Kind.QUESTION: gettext_lazy("Vragen"),
}


@dataclass(frozen=True)
class Tab:
    """A kind of post that a reader can choose, with how many there are."""

    text: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Month:
    """The posts of one month: "november 2026"; its value is "2026-11"."""

    name: str
    value: str
    posts: list[BlogPostPage]


class CountedPaginator(Paginator):
    """A paginator that was told how many there are, so that it need not ask."""

    def __init__(self, posts: Any, per_page: int, total: int) -> None:
        self.total = total
        super().__init__(posts, per_page)

    @cached_property
    def count(self) -> int:
        """The number of posts."""
        return self.total


def organisation_context(organisation: OrganisationPage, params: QueryDict) -> dict[str, Any]:
    """The blog and what stands beside it.

    Adds `tabs`, `page_obj`, `months`, `years` (the archive), `query` (what stays in links of the
    list), `notices` (what was asked and cannot be), `helped` (needs and questions of others that it
    helped with, each with `owner_title`), `units`, `projects`, `places` and `has_points` (whether
    any is on the map). Posts of its projects stand on the blog too, each with its project as
    `in_project`.
    """
    notices: list[str] = []
    published = BlogPostPage.objects.published()
    posts = published.on_blog_of(organisation.path)
    counts = count_posts(posts)
    kinds = _kinds(params.getlist("soort"), notices)
    month = _month(params.get("maand", ""), counts, notices)
    if kinds:
        posts = posts.filter(kind__in=kinds)
    if month:
        posts = posts.filter(first_published_at__range=span_of(month))
    total = counts.number(kinds, month)
    paginator = CountedPaginator(posts.listing(), POSTS_PER_PAGE, total)
    page = list_page(paginator, params.get("pagina", ""), notices)
    shown, helped = _read(organisation, page)
    units, projects = _below(organisation)
    by_path = {project.path: project for project in projects}
    for post in shown:
        post.in_project = by_path.get(post.path[: -TreePage.steplen])
    pictures = [item.lead_image for item in (organisation, *shown) if item.lead_image]
    prefetch_related_objects(pictures, "renditions")
    query = QueryDict(mutable=True)
    query.setlist("soort", list(kinds))
    if month:
        query["maand"] = month
    places = list(organisation.locations.all())
    return {
        "tabs": _tabs(counts, kinds, month),
        "page_obj": page,
        "months": _months(shown),
        "years": counts.years(kinds, month),
        "query": query.urlencode(),
        "notices": notices,
        "helped": helped,
        "units": units,
        "projects": projects,
        "places": places,
        "has_points": any(place.latitude is not None for place in places),
    }


def _read(
    organisation: OrganisationPage, page: Page
) -> tuple[list[BlogPostPage], list[BlogPostPage]]:
    """The posts of a page of the blog, and those of others that the organisation helped with.

    Both in one query.
    """
    below = Q(path__startswith=organisation.path)
    helped = (
        BlogPostPage.objects.published()
        .filter(help_credits__organisation=organisation.pk, state=State.ANSWERED)
        # What came to its own blog since is no help to others any more.
        .exclude(below)
        .order_by("-help_credits__created_at", "-pk")
    )
    slice_of_blog: Any = page.object_list
    owners = OrganisationPage.objects.filter(
        Q(path=OuterRef("path_above")) | Q(path=OuterRef("path_above_project"))
    ).order_by("-path")
    found = (
        BlogPostPage.objects.filter(pk__in=ids_of(slice_of_blog, helped[:HELPED_SHOWN]))
        .listing()
        .select_related("lead_image")
        .alias(path_above=_cut(1), path_above_project=_cut(2))
        .annotate(owner_title=Subquery(owners.values("title")[:1]))
    )
    posts: tuple[list[BlogPostPage], list[BlogPostPage]] = ([], [])
    for post in found:
        posts[not post.path.startswith(organisation.path)].append(post)
    return posts


def _cut(steps: int) -> Substr:
    """The tree path so many steps above a page."""
    return Substr("path", 1, Length("path") - steps * TreePage.steplen, output_field=CharField())


def _kinds(asked: list[str], notices: list[str]) -> list[str]:
    """The kinds that were asked for, without what is no kind."""
    if any(kind not in Kind.values for kind in asked):
        notices.append(_("Deze soort bericht kennen wij niet. U ziet daarom alle soorten."))
    return [kind for kind in Kind.values if kind in asked]


def list_page(paginator: Paginator, asked: str, notices: list[str]) -> Page:
    """The page of the list that was asked for, or the nearest one that exists."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    if asked and not 1 <= number <= paginator.num_pages:
        notices.append(
            _("Bladzijde “%(asked)s” bestaat niet. Hieronder staat een bladzijde die er wel is.")
            % {"asked": asked.replace("\0", "")[:MAX_ECHO]}
        )
    return paginator.get_page(number or 1)


def _month(asked: str, counts: Counts, notices: list[str]) -> str:
    """The month that was asked for, if anything was written in it."""
    if asked and asked not in counts.months:
        notices.append(_("Uit die maand zijn hier geen berichten. U ziet daarom alle maanden."))
        return ""
    return asked


def _tabs(counts: Counts, kinds: list[str], month: str) -> list[Tab]:
    """Everything, and each kind there is; a month that was chosen stays chosen."""
    stays = f"&maand={month}" if month else ""
    tabs = [Tab(_("Alles"), counts.number([], month), f"?{stays[1:]}", not kinds)]
    for kind, text in PLURALS.items():
        if number := counts.number([kind.value], month):
            is_current = kinds == [kind.value]
            tabs.append(Tab(str(text), number, f"?soort={kind.value}{stays}", is_current))
    return tabs


def _months(posts: list[BlogPostPage]) -> list[Month]:
    """The posts of this page of the list by month; undated ones (drafts in a preview) apart."""

    def month(post: BlogPostPage) -> tuple[str, str]:
        if post.first_published_at is None:
            return _("Zonder datum"), ""
        moment = timezone.localtime(post.first_published_at)
        return date_format(moment, "F Y").capitalize(), f"{moment:%Y-%m}"

    return [Month(*found, list(group)) for found, group in groupby(posts, key=month)]


def _below(organisation: OrganisationPage) -> tuple[list[TreePage], list[ChangeProjectPage]]:
    """The parts that have a page of their own, by name, and its projects, the newest first.

    One query for both, none for an organisation without pages below it.
    """
    if organisation.numchild == 0:
        return [], []
    pages = (
        PublishedQuerySet(TreePage)
        .published()
        .children_of(organisation.path)
        .filter(Q(organisationpage__isnull=False) | Q(changeprojectpage__isnull=False))
        .select_related("changeprojectpage")
        .defer("changeprojectpage__body", "changeprojectpage__members")
        .order_by("title")
    )
    units: list[TreePage] = []
    projects: list[ChangeProjectPage] = []
    for page in pages:
        if project := getattr(page, "changeprojectpage", None):
            projects.append(project)
        else:
            units.append(page)
    newest = timezone.now()
    projects.sort(key=lambda project: project.first_published_at or newest, reverse=True)
    return units, projects
