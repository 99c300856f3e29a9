"""Generated ministries, organisations and locations."""

import csv
import datetime
import functools
import random
import uuid
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.generated import words
from home.generated.bulk import insert_pages, place_below
from home.models import HomePage
from organisations.geo.points import Point, format_point
from organisations.indexing import index_pages
from organisations.models import (
    Location,
    MinistryPage,
    OrganisationPage,
    OrganisationType,
    Precision,
)
from search import indexing

MINISTRIES = 12
BODIES_AT_A_TIME = 500
STREETS = ["Stationsweg", "Havenkade", "Marktplein", "Singel", "Parklaan", "Brugstraat"]
TOWNS = ["Voorbeeldstad", "Proefdam", "Testerveen", "Nepburg", "Schijndorp", "Modelhoven"]
SPREAD = 0.004


@functools.cache
def postcode_areas() -> list[tuple[str, float, float]]:
    """Postcode, latitude and longitude (degrees) of every four-digit postcode area."""
    with (Path(settings.BASE_DIR) / "data" / "pc4_zwaartepunten.csv").open(
        encoding="utf-8"
    ) as file:
        return [(row["pc4"], float(row["lat"]), float(row["lng"])) for row in csv.DictReader(file)]


class GeneratedTree:
    """The bodies that belong to one seed, found back by the mark in their register number."""

    def __init__(self, seed: int, progress: Callable[[int, int, str], None]) -> None:
        self.seed = seed
        self.mark = f"generated-{seed}-"
        self.progress = progress

    def rng(self, *key: object) -> random.Random:
        """A generator of its own for each thing, so that it comes out the same in any order."""
        return random.Random(f"{self.seed}-{key}")  # noqa: S311  believable, not secret

    def began(self) -> datetime.datetime:
        """When the first run with this seed began; every date of the content is counted from it."""
        first = self.ministries()[0].first_published_at
        if first is None:
            raise ValueError("A generated ministry has lost the date on which it was made.")
        return first

    def ministries(self) -> list[MinistryPage]:
        """The generated ministries in order."""
        return list(MinistryPage.objects.filter(register_id__startswith=self.mark).order_by("path"))

    def organisations(self) -> list[OrganisationPage]:
        """The generated organisations in order of their number."""
        pages = OrganisationPage.objects.filter(register_id__startswith=self.mark)
        return sorted(
            pages.defer_streamfields(), key=lambda page: int(page.register_id.rsplit("-", 1)[1])
        )

    def grow(self, organisations: int, locations: int) -> list[OrganisationPage]:
        """Add bodies and locations until there are this many; returns the organisations."""
        with transaction.atomic():
            self.add_ministries(min(MINISTRIES, organisations))
        here = len(self.organisations())
        for start in range(here, organisations, BODIES_AT_A_TIME):
            numbers = range(start, min(start + BODIES_AT_A_TIME, organisations))
            with transaction.atomic():
                self.add_organisations(numbers)
            self.progress(numbers.stop, organisations, _("organisaties"))
        pages = self.organisations()
        self.add_locations(pages, locations)
        return pages

    def add_ministries(self, wanted: int) -> None:
        """Make the ministries that are missing, below the home page."""
        home = HomePage.objects.get()
        ids = []
        for number in range(len(self.ministries()), wanted):
            page = MinistryPage(
                title=f"Proefministerie van {words.NAMES[number]} (gegenereerd)",
                slug=f"proef-{self.seed}-{number + 1}",
                abbreviation=f"P{number + 1}",
                register_id=f"{self.mark}{number}",
                first_published_at=timezone.now(),
                intro="Dit ministerie is gegenereerd om de site met veel inhoud te proberen.",
            )
            home.add_child(instance=page)
            ids.append(page.pk)
        indexing.write(ids)

    def add_organisations(self, numbers: range) -> None:
        """Make the organisations with these numbers, spread over the ministries."""
        ministries = self.ministries()
        first_day = self.began()
        pages = []
        for number in numbers:
            ministry = ministries[number % len(ministries)]
            rng = self.rng("organisation", number)
            name = words.organisation_name(number)
            page = OrganisationPage(
                title=f"{name} (gegenereerd)",
                slug=f"proef-{number + 1}",
                organisation_type=rng.choice(OrganisationType.values),
                register_id=f"{self.mark}{number}",
                intro=words.paragraph(rng, 2),
                first_published_at=first_day,
                last_published_at=first_day,
                translation_key=uuid.UUID(int=rng.getrandbits(128)),
            )
            place_below(page, ministry, number // len(ministries) + 1)
            pages.append(page)
        insert_pages(OrganisationPage, pages)
        for ministry in ministries:
            ministry.numchild = Page.objects.child_of(ministry).count()
        Page.objects.bulk_update(
            [Page(pk=m.pk, numchild=m.numchild) for m in ministries], ["numchild"]
        )
        self.index(OrganisationPage, [page.pk for page in pages])

    def add_locations(self, pages: list[OrganisationPage], wanted: int) -> None:
        """Make locations until there are enough: each organisation gets one, then a second ..."""
        mine = {page.pk for page in pages}
        here = Location.objects.filter(page__in=mine).count()
        try:
            for start in range(here, wanted, BODIES_AT_A_TIME):
                numbers = range(start, min(start + BODIES_AT_A_TIME, wanted))
                Location.objects.bulk_create(
                    self.location(pages[number % len(pages)], number, number // len(pages))
                    for number in numbers
                )
                self.progress(numbers.stop, wanted, _("locaties"))
        finally:
            # Once, also when stopped: an entry is written with all of its places.
            if here < wanted:
                ids = sorted(mine)
                for start in range(0, len(ids), BODIES_AT_A_TIME):
                    self.index(OrganisationPage, ids[start : start + BODIES_AT_A_TIME])

    def location(self, page: OrganisationPage, number: int, order: int) -> Location:
        """A made-up address in a real postcode area; some addresses are shared."""
        rng = self.rng("location", number if number % 4 else number // 12)
        postcode, latitude, longitude = rng.choice(postcode_areas())
        place = Point(
            latitude + rng.uniform(-SPREAD, SPREAD), longitude + rng.uniform(-SPREAD, SPREAD)
        )
        street, house_number = rng.choice(STREETS), str(rng.randint(1, 200))
        city = f"{rng.choice(TOWNS)} {postcode[:2]}"
        location = Location(
            page=page,
            sort_order=order,
            street=street,
            house_number=house_number,
            postcode=postcode,
            city=city,
            municipality=city,
            point=format_point(place),
            precision=Precision.POSTCODE4,
        )
        location.derive()
        return location

    def index(self, model: type[Page], ids: list[int]) -> None:
        """Write pages in the text index and in the search entries."""
        index_pages(model, ids)
        indexing.write(ids)
