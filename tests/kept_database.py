"""What the migrations make: made once, and given back fast.

On SQLite it is kept in a file and copied by every run and worker after it: hundreds of migrations
take as long as a hundred tests. The file has the name of what it was made from, so another
migration, or another version of Django or SQLite, gives another file.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

# The address at which Django looks for a test database that is in memory.
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


def migration_files() -> Iterator[Path]:
    """The migrations of every app, of packages as well."""
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        yield from sorted(Path(app.path).glob("migrations/*.py"))


def kept_file(folder: Path) -> Path:
    """Where the database is kept that these migrations make."""
    made_from = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for file in migration_files():
        made_from.update(file.read_bytes())
    return folder / f"{made_from.hexdigest()[:16]}.sqlite3"


def copy_to(kept: Path, address: str) -> sqlite3.Connection:
    """Fill the database at this address; it stays open, or one in memory would be gone."""
    copy = sqlite3.connect(address, uri=True, check_same_thread=False)
    with closing(sqlite3.connect(kept)) as source:
        source.backup(copy)
    return copy


def keep(kept: Path) -> None:
    """Write the database of this run to the file; another worker may do the same."""
    unfinished = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.connection.backup(copy)
    for older in kept.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    unfinished.replace(kept)


class KeptRows:
    """What the migrations wrote on PostgreSQL, given back after a test that empties the database.

    Django reads them from JSON and saves them one by one, seven hundred permissions and types of
    content among them: that takes longer than most of those tests.
    """

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}
        tables = connection.introspection.django_table_names(
            only_existing=True, include_views=False
        )
        with connection.cursor() as cursor:
            for table in tables:
                with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                    self._rows[table] = b"".join(copy)

    def give_back(self, data: str) -> None:
        """In the place of `deserialize_db_from_string`; foreign keys wait for the end."""
        if ContentType.objects.exists():
            return  # It is the first that asks: no test has emptied the database yet.
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self._rows.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)
