"""`/week/`: what the weekly mail would hold today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchange.week import choice_now, sections
from search.listing import hydrate
from search.models import Entry
from search.views.listing import home_step


def week(request: HttpRequest) -> HttpResponse:
    """The sections with their posts, those that readers may see now; the same for everyone."""
    chosen = choice_now()
    entries = Entry.objects.visible().filter(pk__in=[pk for pk, _name in chosen])
    pages = {page.pk: page for page in hydrate(entries)}
    rows = [
        (section, [pages[pk] for pk, name in chosen if name == section.name and pk in pages])
        for section in sections()
    ]
    context = {
        "rows": [(section, posts) for section, posts in rows if posts],
        "trail": [home_step()],
    }
    return render(request, "exchange/week.html", context)
