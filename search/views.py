"""The outputs of the filter as pages."""

from django.http import HttpRequest, HttpResponse


def results(request: HttpRequest) -> HttpResponse:
    """The list of what the filter finds."""
    return HttpResponse()


map_page = map_points = results


def building(request: HttpRequest, key: str) -> HttpResponse:
    """A building and who is in it."""
    return HttpResponse()


topics = results


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic and what is written about it."""
    return HttpResponse()
