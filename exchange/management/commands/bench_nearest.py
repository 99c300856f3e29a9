"""Measures finding what is close, with the content that there is."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from exchange.beside import beside
from exchange.nearest.keeping import store_matches
from exchange.nearest.organisations import alike, kept
from exchange.nearest.scoring import nearest
from exchange.nearest.subject import Subject, sides_for
from organisations.models import ASKING_KINDS, BlogPostPage, Kind, OrganisationPage
from search.columns import store


class Command(BaseCommand):
    """Changes nothing: what is kept is undone."""

    help = "Measures finding what is close to posts and organisations (generate_content)."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many of each."""
        parser.add_argument("--number", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step apart, in milliseconds of the processor and of the clock."""
        number = options["number"]
        posts = BlogPostPage.objects.published().order_by("?")
        asking = list(posts.filter(kind__in=ASKING_KINDS)[:number])
        initiatives = list(posts.filter(kind=Kind.INITIATIVE)[:number])
        bodies = list(OrganisationPage.objects.published().order_by("?")[:number])
        columns = store.current()
        self.stdout.write(f"{len(columns.entries)} entries")
        self.stdout.write("| step | processor, median | processor, most | clock, median |")
        self.stdout.write("|---|--:|--:|--:|")
        self.measure("looking, for a need or question", self.look, asking)
        self.measure("looking, for an initiative", self.look, initiatives)
        self.measure("looking and keeping", self.keep, asking)
        self.measure("the part of a reader's page", self.show, [*asking, *initiatives])
        self.measure("profiles of all organisations", lambda _body: self.profile(), bodies[:5])
        self.measure("organisations like one", alike, bodies)

    def look(self, post: BlogPostPage) -> None:
        """As for a writer."""
        nearest(Subject.of(post), sides_for(post)[0], 5)

    def keep(self, post: BlogPostPage) -> None:
        """As when it is published."""
        with transaction.atomic():
            store_matches(post)
            transaction.set_rollback(True)

    def show(self, post: BlogPostPage) -> None:
        """As for a reader, with something kept."""
        beside(post)

    def profile(self) -> None:
        """As after a change."""
        kept.forget()
        kept.of(store.current())

    def measure(self, name: str, step: Callable[[Any], Any], things: list[Any]) -> None:
        """One line of the table."""
        processor, clock = [], []
        for thing in things:
            began, clock_began = time.process_time(), time.perf_counter()
            step(thing)
            processor.append(1000 * (time.process_time() - began))
            clock.append(1000 * (time.perf_counter() - clock_began))
        numbers = [statistics.median(processor), max(processor), statistics.median(clock)]
        self.stdout.write(f"| {name} | " + " | ".join(f"{value:.1f}" for value in numbers) + " |")
