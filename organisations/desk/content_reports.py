"""Reports on what is published, for moderators on their part of the tree and administrators."""

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView, sort_of
from organisations.desk.waiting import below
from organisations.models import BlogPostPage, ChangeProjectPage, OrganisationPage
from organisations.permissions import permission_paths

# Sorts after every step of a path below a page: treebeard's steps use 0-9 and A-Z.
LAST_STEP = "Z" * Page.steplen

_topics = BlogPostPage.topics.through.objects.filter(blogpostpage_id=OuterRef("pk"))
_project_topics = ChangeProjectPage.topics.through.objects.filter(
    changeprojectpage_id=OuterRef("pk")
)
_project_places = ChangeProjectPage.places.through.objects.filter(
    changeprojectpage_id=OuterRef("pk")
)


def quiet_blogs() -> QuerySet[OrganisationPage]:
    """Organisations of today that had posts, but no new one for `QUIET_BLOG_DAYS` days.

    `last_post_on` is when the last one was first published; quietest first.
    """
    in_projects = BlogPostPage.objects.in_a_project().values("pk")
    # A range of paths, and no prefix: the index on paths serves it for each organisation.
    posts = BlogPostPage.objects.filter(
        Q(depth=OuterRef("depth") + 1) | Q(depth=OuterRef("depth") + 2, pk__in=in_projects),
        live=True,
        first_published_at__isnull=False,
        path__gt=OuterRef("path"),
        path__lte=Concat(OuterRef("path"), Value(LAST_STEP)),
    ).order_by("-first_published_at")
    limit = timezone.now() - datetime.timedelta(days=settings.QUIET_BLOG_DAYS)
    found: QuerySet[OrganisationPage] = (
        OrganisationPage.objects.live()
        .current()
        .annotate(last_post_on=Subquery(posts.values("first_published_at")[:1]))
        .filter(last_post_on__lt=limit)
        .defer_streamfields()
        .order_by("last_post_on", "pk")
    )
    return found


def incomplete_pages() -> QuerySet[Page]:
    """Published posts and projects without a place, without a topic, or with a picture without text.

    Newest first. Of a project the picture above it is looked at, of a post all pictures.
    """
    without_text = Q(blogpostpage__pictures_without_text__gt=0)
    for kind in ("blogpostpage", "changeprojectpage"):
        picture = {f"{kind}__lead_image__isnull": False, f"{kind}__lead_image__description": ""}
        without_text |= Q(**picture)
    return (
        Page.objects.live()
        .filter(Q(blogpostpage__isnull=False) | Q(changeprojectpage__isnull=False))
        .annotate(
            has_topic=Exists(_topics) | Exists(_project_topics),
            has_place=Q(blogpostpage__place__isnull=False) | Exists(_project_places),
            has_texts=Case(When(without_text, then=Value(False)), default=Value(True)),
        )
        .filter(Q(has_topic=False) | Q(has_place=False) | Q(has_texts=False))
        .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    )


class Lack(models.TextChoices):
    """What a post or project can lack. The values are the words in the address: `mist=plaats`."""

    PLACE = "plaats", _("Plaats")
    TOPIC = "onderwerp", _("Onderwerp")
    TEXT = "tekst", _("Tekst bij een afbeelding")


# The annotation of `incomplete_pages` that says of each whether a post has it.
HAS = {Lack.PLACE: "has_place", Lack.TOPIC: "has_topic", Lack.TEXT: "has_texts"}


class IncompleteFilterSet(TreeFilterSet):
    """Narrows the pages to a ministry or organisation, and to what they lack."""

    mist = django_filters.ChoiceFilter(label=_("Mist"), choices=Lack.choices, method="without")

    def without(self, pages: QuerySet[Any], name: str, what: str) -> QuerySet[Any]:
        """Pages that lack this one thing."""
        return pages.filter(**{HAS[Lack(what)]: False})


class QuietBlogsReportView(TreeReportView):
    """Blogs on which nothing new appeared for long."""

    page_title = _("Stille blogs")
    header_icon = "time"
    explanation = _("Op deze blogs staan berichten, maar er kwam lang niets nieuws bij.")
    any_permission_required = ["publish"]
    filterset_class = TreeFilterSet
    place_in_menu = 120
    index_url_name = "report_quiet_blogs"
    index_results_url_name = "report_quiet_blogs_results"
    export_filename = "stille-blogs"
    list_export = ["title", "ministry_title", "last_post_on"]
    export_headings = {
        "title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "last_post_on": _("Laatste bericht"),
    }

    def get_queryset(self) -> QuerySet[OrganisationPage]:
        """In this person's part of the tree, quietest first."""
        return quiet_blogs().filter(below(permission_paths(self.request.user, "publish")))

    def notes(self, page: Any) -> list[str]:
        """When the last post appeared."""
        date = date_format(timezone.localtime(page.last_post_on), "j F Y")
        return [gettext("Laatste bericht: %(date)s") % {"date": date}]


class IncompletePostsReportView(TreeReportView):
    """Posts and projects that cannot be found by place or by topic, or with pictures that not all can read."""

    page_title = _("Onvolledige berichten")
    header_icon = "warning"
    explanation = _(
        "Lezers vinden deze berichten en trajecten niet op de kaart of niet bij een onderwerp, of "
        "een lezer die de afbeelding niet kan zien weet niet wat erop staat."
    )
    any_permission_required = ["publish"]
    place_in_menu = 130
    filterset_class = IncompleteFilterSet
    index_url_name = "report_incomplete_posts"
    index_results_url_name = "report_incomplete_posts_results"
    export_filename = "onvolledige-berichten"
    list_export = ["title", "missing", "parent_title", "ministry_title"]
    export_headings = {
        "title": _("Bericht"),
        "missing": _("Mist"),
        "parent_title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        """In this person's part of the tree, newest first."""
        return incomplete_pages().filter(below(permission_paths(self.request.user, "publish")))

    def look_up(self, pages: list[Any]) -> None:
        """Add in words what each page lacks."""
        for page in pages:
            page.missing = ", ".join(
                str(lack.label).lower() for lack, has in HAS.items() if not getattr(page, has)
            )

    def notes(self, page: Any) -> list[str]:
        """What sort of page it is, when it is no post; and what it lacks."""
        return [*sort_of(page), gettext("Mist: %(missing)s") % {"missing": page.missing}]
