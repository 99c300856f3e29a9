"""Wagtail's database search with our repairs: name this module in `WAGTAILSEARCH_BACKENDS`."""

from importlib import import_module
from typing import Any

from django.db import connection
from modelsearch.backends.database import SearchBackend as BuiltinBackend

REPAIRED = {"sqlite": "search.backends.sqlite", "postgresql": "search.backends.postgres"}


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that Wagtail looks for
    """The repaired backend of the database in use; the built-in one for any other database."""
    module = REPAIRED.get(connection.vendor)
    if module is None:
        return BuiltinBackend(params)
    return import_module(module).SearchBackend(params)
