"""Ten people who save at the same moment on SQLite: nobody loses work."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connections, transaction
from django.db.utils import ConnectionHandler

from cms.settings import base

EDITORS = 10
SAVES_EACH = 5
ALIAS = "editors"


@pytest.fixture
def editors_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker
) -> Iterator[str]:
    """A SQLite file with the very settings that the site runs on, and one table in it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = base.database_settings(f"sqlite:///{tmp_path / 'editors.sqlite3'}")
    defaults = ConnectionHandler({"default": settings}).settings["default"]
    connections.settings[ALIAS] = defaults
    with django_db_blocker.unblock():
        with connections[ALIAS].schema_editor() as schema:
            schema.create_model(Group)
        yield ALIAS
        connections[ALIAS].close()
    del connections.settings[ALIAS]
    del connections[ALIAS]


def test_ten_editors_who_save_at_once_all_succeed(editors_database: str) -> None:
    def save(editor: int) -> None:
        try:
            for number in range(SAVES_EACH):
                with transaction.atomic(using=editors_database):
                    groups = Group.objects.using(editors_database)
                    before = groups.count()
                    time.sleep(0.005)  # a page save reads a good deal before it writes
                    groups.create(name=f"{editor}-{number}-{before}")
        finally:
            connections[editors_database].close()

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(save, range(EDITORS)))
    names = Group.objects.using(editors_database).values_list("name", flat=True)
    counts = {int(name.rsplit("-", 1)[1]) for name in names}
    assert counts == set(range(EDITORS * SAVES_EACH)), "each save saw the one before it"
