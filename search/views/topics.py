"""`/onderwerpen/` and the page of each topic."""

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.core.slices import ids_of
from organisations.models import BlogPostPage, ChangeProjectPage, Kind, OrganisationPage, Topic
from search.listing import hydrate
from search.models import Entry, EntryTopic, EntryType
from search.views.listing import home_step

SHOWN = 12
# Of each type the first few, in this order: the newest posts and projects, organisations by name.
SHOWN_TYPES = {
    EntryType.POST: ("-date", "-page_id"),
    EntryType.PROJECT: ("-date", "-page_id"),
    EntryType.ORGANISATION: ("name_key", "page_id"),
}


def topics(request: HttpRequest) -> HttpResponse:
    """All main themes with their sub-topics, and how much there is about each."""
    numbers = topic_numbers()
    everything = list(Topic.objects.order_by("name"))
    themes = [
        {
            "topic": theme,
            "number": numbers.get(theme.pk, 0),
            "children": [
                {"topic": topic, "number": numbers.get(topic.pk, 0)}
                for topic in everything
                if topic.parent_id == theme.pk
            ],
        }
        for theme in everything
        if theme.parent_id is None
    ]
    return render(request, "search/topics.html", {"themes": themes, "trail": [home_step()]})


def topic_numbers() -> dict[int, int]:
    """The number of entries about each topic, by its id."""
    rows = (
        EntryTopic.objects.visible()
        .order_by()
        .values("topic")
        .annotate(number=Count("pk"))
        .values_list("topic", "number")
    )
    return dict(rows)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What is written about a topic, and by whom."""
    family = list(
        Topic.objects.filter(
            Q(slug=slug) | Q(parent__slug=slug) | Q(children__slug=slug)
        ).distinct()
    )
    chosen = next((found for found in family if found.slug == slug), None)
    if chosen is None:
        raise Http404(_("Dit onderwerp kennen wij niet."))
    numbers = topic_numbers()
    about = Entry.objects.visible().filter(entry_topics__topic=chosen)
    wanted = ids_of(
        *(about.of_type(kind).order_by(*order)[:SHOWN] for kind, order in SHOWN_TYPES.items())
    )
    pages = hydrate(Entry.objects.filter(pk__in=wanted).order_by("-date", "name_key", "-page_id"))
    query = f"onderwerp={slug}"
    kinds = "&".join(f"soort={kind}" for kind in Kind.values)
    return render(
        request,
        "search/topic.html",
        {
            "topic": chosen,
            "trail": trail(next((one for one in family if one.pk == chosen.parent_id), None)),
            "number": numbers.get(chosen.pk, 0),
            "children": [
                {"topic": child, "number": numbers.get(child.pk, 0)}
                for child in family
                if child.parent_id == chosen.pk
            ],
            "posts": [page for page in pages if isinstance(page, BlogPostPage)],
            "projects": [page for page in pages if isinstance(page, ChangeProjectPage)],
            "organisations": [page for page in pages if isinstance(page, OrganisationPage)],
            "query": query,
            "posts_query": f"{query}&{kinds}",
            "organisations_query": f"{query}&soort=organisatie",
        },
    )


def trail(theme: Topic | None) -> list[dict[str, Any]]:
    """The way from the home page to a topic."""
    steps: list[dict[str, Any]] = [
        home_step(),
        {"url": reverse("topics"), "title": _("Onderwerpen")},
    ]
    if theme:
        steps.append(
            {"url": theme.get_absolute_url(), "title": str(capfirst(theme.name)), "is_name": True}
        )
    return steps
