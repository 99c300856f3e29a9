"""Atom feeds: of everything, of a question, a ministry, an organisation, a project or a topic."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.slices import ids_of
from organisations.models import (
    ChangeProjectPage,
    MinistryPage,
    OrganisationPage,
    Topic,
)
from search.filters import Filter
from search.listing import hydrate
from search.models import Entry, EntryQuerySet, EntryType

NUMBER = 50
NEWEST = ("-date", "-page_id")


class EntriesFeed(Feed):
    """The newest of some entries. A subclass says which, and what the feed is called."""

    feed_type = Atom1Feed
    title: Any = "Rijkslocaties"

    def entries(self, obj: Any) -> EntryQuerySet:
        """What the feed is about; of it come the posts and change projects."""
        return Entry.objects.visible()

    def items(self, obj: Any) -> list[Page]:
        """The pages of the newest posts and change projects."""
        lists = [self.entries(obj).of_type(kind) for kind in (EntryType.POST, EntryType.PROJECT)]
        wanted = ids_of(*(each.order_by(*NEWEST)[:NUMBER] for each in lists))
        newest = Entry.objects.filter(pk__in=wanted).order_by(*NEWEST)[:NUMBER]
        return hydrate(newest, topics=True)

    def link(self, obj: Any) -> str:
        """The page that lists the same."""
        return "/"

    def subtitle(self, obj: Any) -> str:
        """What the feed holds, in words."""
        return _("De nieuwste berichten")

    def item_title(self, item: Any) -> str:
        """The title of the page; an example says so, since a feed has no label beside it."""
        if getattr(item, "is_example", False):
            return _("Voorbeeld: %s") % item.title
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """The summary of a post, the introduction of an organisation; the feed calls it HTML."""
        return escape(getattr(item, "summary", "") or getattr(item, "intro", ""))

    def item_link(self, item: Any) -> str:
        """The address of the page."""
        return str(item.url)

    def item_guid(self, item: Any) -> str:
        """An id that stays the same when the page moves."""
        return f"urn:uuid:{item.translation_key}"

    def item_author_name(self, item: Any) -> str:
        """The organisation that speaks."""
        return str(getattr(item, "organisation", None) or item)

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        """When it was first published."""
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime.datetime | None:
        """When it last changed."""
        return item.last_published_at or item.first_published_at

    def item_categories(self, item: Any) -> list[str]:
        """The kind and the topics of a post or project."""
        if not item.is_content:
            return []
        return [str(item.get_kind_display()), *(topic.name for topic in item.topics.all())]


class SearchFeed(EntriesFeed):
    """What a question finds."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Filter:
        """The question."""
        return Filter.from_params(request.GET)

    def title(self, obj: Filter) -> str:
        """The question in words."""
        return _("Rijkslocaties: %s") % obj.describe()

    def items(self, obj: Filter) -> list[Page]:
        """The newest of what is found, also organisations."""
        return hydrate(obj.found.newest(NUMBER), obj.found.columns, topics=True)

    def link(self, obj: Filter) -> str:
        """The list of the same question."""
        return f"{reverse('search')}?{obj.query_string(pagina=None)}"

    def feed_url(self, obj: Filter) -> str:
        """Its own address, with the question: else a reader would follow everything."""
        return f"{reverse('search-feed')}?{obj.query_string(pagina=None)}".removesuffix("?")


class BodyFeed(EntriesFeed):
    """The posts of a ministry or an organisation."""

    def title(self, obj: Page) -> str:
        """Its name."""
        return _("Rijkslocaties: %s") % obj.title

    def link(self, obj: Page) -> str:
        """Its page."""
        return str(obj.url)


class MinistryFeed(BodyFeed):
    """The posts of all organisations of a ministry."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> MinistryPage:
        """The ministry with this address."""
        found: MinistryPage = get_object_or_404(
            MinistryPage.objects.published(), slug=kwargs["ministry"]
        )
        return found

    def entries(self, obj: MinistryPage) -> EntryQuerySet:
        """By the ministry of the entry."""
        return Entry.objects.visible().filter(ministry_id=obj.pk)


class BelowFeed(BodyFeed):
    """The posts of an organisation and of its units, or of a change project."""

    def get_object(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> OrganisationPage | ChangeProjectPage:
        """The organisation, unit or project with this address. Raises Http404 without one."""
        slugs = "/".join(filter(None, map(kwargs.get, ("ministry", "above", "parent", "slug"))))
        for model in (OrganisationPage, ChangeProjectPage):
            found: OrganisationPage | ChangeProjectPage | None = (
                model.objects.published()
                .filter(url_path__endswith=f"/{slugs}/", **at_depth(slugs))
                .first()
            )
            if found:
                return found
        raise Http404

    def entries(self, obj: OrganisationPage | ChangeProjectPage) -> EntryQuerySet:
        """By the organisation of the entry, its units included; or by the project."""
        if isinstance(obj, ChangeProjectPage):
            return Entry.objects.visible().filter(project_id=obj.pk)
        return Entry.objects.visible().filter(
            Q(organisation_id=obj.pk) | Q(parent_organisation_id=obj.pk)
        )


def at_depth(slugs: str) -> dict[str, Any]:
    """The depth in the tree and the last slug of an address below the home page."""
    parts = slugs.split("/")
    return {"depth": len(parts) + 2, "slug": parts[-1]}


class TopicFeed(EntriesFeed):
    """The posts about a topic."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Topic:
        """The topic with this address."""
        return get_object_or_404(Topic, slug=kwargs["slug"])

    def title(self, obj: Topic) -> str:
        """Its name."""
        return _("Rijkslocaties: %s") % capfirst(obj.name)

    def link(self, obj: Topic) -> str:
        """Its page."""
        return obj.get_absolute_url()

    def entries(self, obj: Topic) -> EntryQuerySet:
        """By topic; a main theme includes its sub-topics."""
        return Entry.objects.visible().filter(entry_topics__topic=obj)
