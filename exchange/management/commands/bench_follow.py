"""Measures what publishing costs when many people follow."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from exchange.matching import questions_for, queue
from exchange.models import Delivery, Following, Question
from organisations.models import BlogPostPage


class Command(BaseCommand):
    """Changes nothing: what is queued is undone."""

    help = "Measures matching of posts with the followings that there are (generate_followings)."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many posts."""
        parser.add_argument("--posts", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        """Match posts one by one, and then one that every question finds."""
        everything = list(Question.objects.values_list("pk", flat=True))
        self.stdout.write(f"{Following.objects.count()} followings, {len(everything)} questions")
        posts = list(BlogPostPage.objects.published().order_by("?")[: options["posts"]])
        rows = [self.measure(post, None) for post in posts]
        rows.append(self.measure(posts[0], everything))
        self.stdout.write("| questions | deliveries | finding ms | queueing ms | processor ms |")
        self.stdout.write("|--:|--:|--:|--:|--:|")
        for row in sorted(rows[:-1])[:: max(1, len(rows) // 4)] + rows[-1:]:
            self.stdout.write("| " + " | ".join(f"{value:.0f}" for value in row) + " |")

    def measure(self, post: BlogPostPage, found: list[int] | None) -> tuple[float, ...]:
        """Questions, deliveries, the milliseconds of both steps, and what this process worked on them.

        The last says more on a machine that others use as well (with PostgreSQL, less).
        """
        with transaction.atomic():
            Delivery.objects.all().delete()
            began, work_began = time.perf_counter(), time.process_time()
            questions = questions_for(post)
            halfway = time.perf_counter()
            questions = found or questions
            queue(questions, "page_id", post.pk)
            ended, work_ended = time.perf_counter(), time.process_time()
            number = Delivery.objects.count()
            transaction.set_rollback(True)
        times = (halfway - began, ended - halfway, work_ended - work_began)
        return len(questions), number, *(1000 * seconds for seconds in times)
