"""Reports on what is published, for moderators on their part of the tree and administrators."""

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.desk.reports import MinistryFilterSet, TreeReportView
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
    # A range of paths, and no prefix: the index on paths serves it for each organisation.
    posts = BlogPostPage.objects.filter(
        live=True,
        first_published_at__isnull=False,
        depth=OuterRef("depth") + 1,
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
    """Published posts without a place or without a topic, newest first."""
    found: QuerySet[BlogPostPage] = (
        BlogPostPage.objects.live()
        .annotate(has_topic=Exists(_topics), has_place=Q(place__isnull=False))
        .filter(Q(has_topic=False) | Q(place__isnull=True))
        .defer_streamfields()
        .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    )
    return found


class IncompleteFilterSet(MinistryFilterSet):
    """Narrows the posts to a ministry, and to what they lack."""

    mist = django_filters.ChoiceFilter(
        label=_("Mist"),
        choices=[("plaats", _("Plaats")), ("onderwerp", _("Onderwerp"))],
        method="without",
    )

    def without(self, posts: QuerySet[Any], name: str, what: str) -> QuerySet[Any]:
        """Posts that lack this one thing."""
        return posts.filter(has_place=False) if what == "plaats" else posts.filter(has_topic=False)


class QuietBlogsReportView(TreeReportView):
    """Blogs on which nothing new appeared for long."""

    page_title = _("Stille blogs")
    header_icon = "time"
    explanation = _("Op deze blogs staan berichten, maar er kwam lang niets nieuws bij.")
    any_permission_required = ["publish"]
    filterset_class = MinistryFilterSet
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


class IncompletePostsReportView(TreeReportView):
    """Posts that cannot be found by place or by topic."""

    page_title = _("Berichten zonder plaats of onderwerp")
    header_icon = "warning"
    explanation = _("Lezers vinden deze berichten niet op de kaart of niet bij een onderwerp.")
    any_permission_required = ["publish"]
    filterset_class = IncompleteFilterSet
    index_url_name = "report_incomplete_posts"
    index_results_url_name = "report_incomplete_posts_results"
    export_filename = "berichten-zonder-plaats-of-onderwerp"
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

    def decorate_paginated_queryset(self, object_list: Any) -> list[BlogPostPage]:
        """Add in words what each post lacks."""
        posts = super().decorate_paginated_queryset(object_list)
        for post in posts:
            lacks = [] if post.has_place else [gettext("plaats")]
            lacks += [] if post.has_topic else [gettext("onderwerp")]
            post.missing = ", ".join(lacks)
        return posts
