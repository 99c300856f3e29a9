"""Measure the public pages with little and with much content, and then following and the map.

On SQLite or PostgreSQL.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from home.generated.measure import Measurement, measure_all

FOLDER = Path(settings.BASE_DIR) / "var" / "bench"
ORGANISATIONS = 378
LOCATIONS = 600
FOLLOWINGS = 100_000


class Command(BaseCommand):
    """Keeps a database per size, so that only the first run takes minutes.

    SQLite: below var/bench/. When `DATABASE_URL` names a PostgreSQL server: databases on that
    server, `bench_1000` and so on.
    """

    help = "Print a table (Markdown) of time, queries and bytes per page, for several sizes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which sizes; and what the command asks itself, once for every size."""
        parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of posts")
        parser.add_argument(
            "--this-database", action="store_true", help="measure this database, answer in JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, measure each size in a process of its own, print the table."""
        if options["this_database"]:
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # as a server does by itself, but later
                    cursor.execute("VACUUM ANALYZE")
            self.stdout.write(json.dumps([list(row) for row in measure_all()]))
            return
        try:
            sizes = sorted({int(size) for size in options["sizes"].split(",")})
        except ValueError as error:
            raise CommandError("--sizes is a list of numbers: 1000,10000") from error
        FOLDER.mkdir(parents=True, exist_ok=True)
        tables = {size: self.measured(size) for size in sizes}
        self.stdout.write(as_markdown(tables))
        self.besides(sizes[-1])

    def besides(self, size: int) -> None:
        """What is no page: a post that finds its followers, and the grouping of places on the map."""
        self.stderr.write(f"{size:,} posts: following ...")
        self.run(size, "generate_followings", str(FOLLOWINGS))
        self.stdout.write("\n" + self.run(size, "bench_follow"))
        self.stderr.write("Places in memory ...")
        self.stdout.write("\n" + self.run(size, "bench_map"))

    def measured(self, size: int) -> list[Measurement]:
        """The measurements with this many posts."""
        self.stderr.write(f"{size:,} posts: preparing ...")
        ensure_database(size)
        self.run(size, "migrate", "--verbosity=0")
        self.run(size, "load_topics", "--verbosity=0")
        self.run(
            size,
            "generate_content",
            f"--organisations={ORGANISATIONS}",
            f"--locations={LOCATIONS}",
            f"--posts={size}",
        )
        self.stderr.write(f"{size:,} posts: measuring ...")
        return [Measurement(*row) for row in json.loads(self.run(size, "bench", "--this-database"))]

    def run(self, size: int, *arguments: str) -> str:
        """Run a management command on the database of this size; returns what it printed."""
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(size),
            "MEDIA_ROOT": str(FOLDER / "media"),
            "DEBUG": "0",
        }
        command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *arguments]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError(f"{arguments[0]} failed for {size} posts.")
        return done.stdout.decode()


def database_url(size: int) -> str:
    """Where the content of this size is kept."""
    if connection.vendor != "postgresql":
        return f"sqlite:///{FOLDER / f'{size}.sqlite3'}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/bench_{size}").geturl()


def ensure_database(size: int) -> None:
    """Make the database on a server that does not have it yet; SQLite makes its file itself."""
    if connection.vendor != "postgresql":
        return
    name = f"bench_{size}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")


def as_markdown(tables: dict[int, list[Measurement]]) -> str:
    """One row per page; per size the times, the queries and the bytes; then the growth.

    The growth is that of the processor time.
    """
    sizes = list(tables)
    heads = [f"{size:,} posts: ms | processor ms | queries | kB" for size in sizes]
    lines = [
        f"| page | {' | '.join(heads)} | growth |",
        f"|---|{'--:|--:|--:|--:|' * len(sizes)}--:|",
    ]
    for rows in zip(*tables.values(), strict=True):
        cells = [
            f"{row.milliseconds:.1f} | {row.processor:.1f} | {row.queries} | {row.size / 1024:.1f}"
            for row in rows
        ]
        growth = rows[-1].processor / rows[0].processor
        lines.append(f"| {rows[0].name} | {' | '.join(cells)} | {growth:.1f}x |")
    return "\n".join(lines)
