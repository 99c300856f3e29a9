"""What the tests of search share."""

from django.core.management import call_command

from search import indexing


def index_everything() -> None:
    """Bring the entries in line with the tree (factories make pages without publishing them)."""
    indexing.write(indexing.indexed_pages())


def fill_text_index() -> None:
    """Fill Wagtail's text index from what is stored."""
    call_command("update_index", verbosity=0)
