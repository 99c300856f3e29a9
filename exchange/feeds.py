"""Atom feeds of what can be followed besides a search: the comments under a post, and the week."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.models import Comment
from exchange.subjects import visible_post
from exchange.week import choice_now
from organisations.models import BlogPostPage
from search.feeds import NUMBER, EntriesFeed
from search.models import Entry


class ThreadFeed(Feed):
    """The newest comments under a post."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> BlogPostPage:
        """The post, when readers may see it."""
        post = visible_post(kwargs["pk"])
        if post is None:
            raise Http404
        return post

    def title(self, obj: BlogPostPage) -> str:
        """The title of the post."""
        return _("Reacties op “%s”") % obj.title

    def link(self, obj: BlogPostPage) -> str:
        """The post."""
        return obj.get_url() or "/"

    def feed_url(self, obj: BlogPostPage) -> str:
        """Its own address."""
        return reverse("thread-feed", args=[obj.pk])

    def items(self, obj: BlogPostPage) -> list[Comment]:
        """What readers may see, newest first."""
        comments = list(
            Comment.objects.published().filter(page=obj).order_by("-created_at", "-pk")[:NUMBER]
        )
        for comment in comments:
            # The post is at hand, with its address.
            comment.page = obj
        return comments

    def item_title(self, item: Any) -> str:
        """Who wrote it."""
        return _("Reactie van %s") % item.name

    def item_description(self, item: Any) -> str:
        """The text; the feed calls it HTML."""
        return escape(item.text)

    def item_link(self, item: Any) -> str:
        """Its place under the post."""
        return f"{item.page.get_url() or '/'}#reactie-{item.pk}"

    def item_guid(self, item: Any) -> str:
        """An id that stays the same when the post moves."""
        return f"urn:uuid:{item.page.translation_key}:reactie:{item.pk}"

    def item_author_name(self, item: Any) -> str:
        """The name that stands with it."""
        return str(item.name)

    def item_pubdate(self, item: Any) -> datetime.datetime:
        """When it was written."""
        moment: datetime.datetime = item.created_at
        return moment


class WeekFeed(EntriesFeed):
    """The choice of the last seven days."""

    title = gettext_lazy("De week bij de rijksoverheid")

    def entries(self, obj: Any) -> Any:
        """What was chosen, as far as readers may see it now."""
        return Entry.objects.visible().filter(pk__in=[pk for pk, _name in choice_now()])

    def link(self, obj: Any) -> str:
        """Its page."""
        return reverse("week")

    def subtitle(self, obj: Any) -> str:
        """What the feed holds."""
        return _("Wat het meest gelezen werd, beantwoord is en begon")
