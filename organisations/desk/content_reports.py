"""Reports on what is published, for moderators on their part of the tree and administrators."""

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView
from organisations.desk.waiting import below
from organisations.models import BlogPostPage, OrganisationPage
from organisations.permissions import permission_paths

# Sorts after every step of a path below a page: treebeard's steps use 0-9 and A-Z.
LAST_STEP = "Z" * Page.steplen

_topics = BlogPostPage.topics.through.objects.filter(blogpostpage_id=OuterRef("pk"))


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


def incomplete_posts() -> QuerySet[BlogPostPage]:
    """Published posts without a place, without a topic, or with a picture without text.

    Newest first.
    """
    found: QuerySet[BlogPostPage] = (
        BlogPostPage.objects.live()
        .annotate(
            has_topic=Exists(_topics),
            has_place=Q(place__isnull=False),
            has_texts=~(
                Q(pictures_without_text__gt=0)
                | Q(lead_image__isnull=False, lead_image__description="")
            ),
        )
        .filter(Q(has_topic=False) | Q(has_place=False) | Q(has_texts=False))
        .defer_streamfields()
        .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    )
    return found


class Lack(models.TextChoices):
    """What a post can lack. The values are the words in the address: `mist=plaats`."""

    PLACE = "plaats", _("Plaats")
    TOPIC = "onderwerp", _("Onderwerp")
    TEXT = "tekst", _("Tekst bij een afbeelding")


# The annotation of `incomplete_posts` that says of each whether a post has it.
HAS = {Lack.PLACE: "has_place", Lack.TOPIC: "has_topic", Lack.TEXT: "has_texts"}


class IncompleteFilterSet(TreeFilterSet):
    """Narrows the posts to a ministry or organisation, and to what they lack."""

    mist = django_filters.ChoiceFilter(label=_("Mist"), choices=Lack.choices, method="without")

    def without(self, posts: QuerySet[Any], name: str, what: str) -> QuerySet[Any]:
        """Posts that lack this one thing."""
        return posts.filter(**{HAS[Lack(what)]: False})


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
    """Posts that cannot be found by place or by topic, or with pictures that not all can read."""

    page_title = _("Onvolledige berichten")
    header_icon = "warning"
    explanation = _(
        "Lezers vinden deze berichten niet op de kaart of niet bij een onderwerp, of een lezer "
        "die de afbeelding niet kan zien weet niet wat erop staat."
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

    def get_queryset(self) -> QuerySet[BlogPostPage]:
        """In this person's part of the tree, newest first."""
        return incomplete_posts().filter(below(permission_paths(self.request.user, "publish")))

    def look_up(self, pages: list[BlogPostPage]) -> None:
        """Add in words what each post lacks."""
        for post in pages:
            post.missing = ", ".join(
                str(lack.label).lower() for lack, has in HAS.items() if not getattr(post, has)
            )

    def notes(self, page: Any) -> list[str]:
        """What the post lacks."""
        return [gettext("Mist: %(missing)s") % {"missing": page.missing}]
