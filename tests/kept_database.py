"""What the migrations make on SQLite, kept in a file and copied by every run and worker after it.

Hundreds of migrations take as long as a hundred tests. The file has the name of what it was made
from, so another migration, or another version of a package, gives another file.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

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
