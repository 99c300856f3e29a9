"""Makes believable followings in bulk, to measure with."""

import random
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from exchange.models import Follower, Following, Frequency
from exchange.questions import remember
from organisations.models import Kind, Topic
from search.filters import Filter
from search.models import Entry, EntryType

WORDS = ["werkplek", "hybride werken", "energie", "archief", "verhuizen", "open source", "team"]
CITIES = ["Den Haag", "Utrecht", "Zwolle", "Groningen", "Arnhem", "2511 DP", "3511", "9711"]
RADII = ["5", "10", "25", "50"]
# Many people follow the same: so many questions for a hundred followings.
QUESTIONS_PER_HUNDRED = 10
CHUNK = 5000


class Command(BaseCommand):
    """For a machine of one's own; addresses end in `.example`, where no mail can arrive."""

    help = "Makes followings in bulk, to measure with, until there are so many."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many there are to be in the end."""
        parser.add_argument("number", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Questions first, then followers that follow one each."""
        if not settings.EXAMPLE_ACCOUNTS_ALLOWED:
            raise CommandError("This is for a machine of one's own.")
        began = time.monotonic()
        number = options["number"] - Following.objects.count()
        if number <= 0:
            return
        chance = random.Random(number)  # noqa: S311  the same every time
        questions = self.questions(max(1, number * QUESTIONS_PER_HUNDRED // 100), chance)
        first = Follower.objects.count()
        for start in range(0, number, CHUNK):
            self.followings(
                range(first + start, first + min(start + CHUNK, number)), questions, chance
            )
        took = time.monotonic() - began
        self.stdout.write(f"{number} followings of {len(questions)} questions in {took:.0f} s")

    @transaction.atomic
    def questions(self, number: int, chance: random.Random) -> list[int]:
        """Ids of questions of every kind."""
        slugs = {
            kind: list(
                Entry.objects.of_type(kind).order_by("pk").values_list("page__slug", flat=True)
            )
            for kind in (EntryType.MINISTRY, EntryType.ORGANISATION)
        }
        topics = list(Topic.objects.order_by("pk").values_list("slug", flat=True))
        if not slugs[EntryType.ORGANISATION] or not topics:
            raise CommandError("There is nothing to follow: run setup_site first.")
        found: set[int] = set()
        for _number in range(number):
            asked = {"organisatie": chance.choice(slugs[EntryType.ORGANISATION])}
            match chance.randrange(6):
                case 0:
                    asked = {"ministerie": chance.choice(slugs[EntryType.MINISTRY])}
                case 1:
                    asked = {"onderwerp": chance.choice(topics)}
                case 2:
                    asked = {"nabij": chance.choice(CITIES), "straal": chance.choice(RADII)}
                case 3:
                    asked = {"q": chance.choice(WORDS)}
                case _:
                    pass
            if chance.random() < 0.5:
                asked["soort"] = chance.choice(Kind.values)
            if chance.random() < 0.3:
                asked["q"] = chance.choice(WORDS)
            if chance.random() < 0.2 and "onderwerp" not in asked:
                asked["onderwerp"] = chance.choice(topics)
            found.add(remember(Filter.of(**asked)).pk)
        return sorted(found)

    @transaction.atomic
    def followings(self, numbers: range, questions: list[int], chance: random.Random) -> None:
        """A follower and a following for each number."""
        followers = Follower.objects.bulk_create(
            [Follower(email=f"volger{number}@voorbeeld.example") for number in numbers]
        )
        now = timezone.now()
        Following.objects.bulk_create(
            [
                Following(
                    follower=follower,
                    question_id=chance.choice(questions),
                    frequency=chance.choice(Frequency.values),
                    confirmed_at=now,
                )
                for follower in followers
            ]
        )
