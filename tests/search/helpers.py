"""What the tests of search share."""

from django.core.management import call_command

from search import indexing
from search.filters import Filter
from search.models import Entry


def index_everything() -> None:
    """Bring the entries in line with the tree (factories make pages without publishing them)."""
    indexing.write(indexing.indexed_pages())


def fill_text_index() -> None:
    """Fill Wagtail's text index from what is stored."""
    call_command("update_index", verbosity=0)


def found_titles(asked: Filter) -> list[str]:
    """The titles of what a filter finds, in its order."""
    entries = Entry.objects.in_bulk([hit.pk for hit in asked.found[:]])
    return [entries[hit.pk].title for hit in asked.found[:]]


def found_locations(asked: Filter) -> list[int]:
    """The ids of the locations that a filter puts on the map."""
    found: list[int] = asked.found.columns.places.locations[asked.found.place_rows].tolist()
    return found
