"""A command in a process of its own, for tests that kill it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection


class OtherProcess:
    """`manage.py` in a process of its own, on a database that holds what ours holds.

    On SQLite that is a copy; ask it with `query`.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self.file = folder / "copy.sqlite3"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": self._database(),
            "SECRET_KEY": "for-tests-only-0123456789-0123456789-0123456789",
            **environment,
        }

    def _database(self) -> str:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with sqlite3.connect(self.file) as copy:
                connection.connection.backup(copy)
            return f"sqlite:///{self.file}"
        of_the_server = urlsplit(os.environ["DATABASE_URL"])
        return of_the_server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def start(self, command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", command],
            cwd=Path(__file__).parents[1],
            env=self.environment,
        )

    def query(self, statement: str) -> list[tuple[object, ...]]:
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as database:
                return database.execute(statement).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
