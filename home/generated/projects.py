"""Generated change projects, each below one of the generated organisations."""

import datetime
import random
from collections.abc import Callable

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from home.generated import words
from home.generated.tree import GeneratedTree
from organisations.models import (
    ChangeProjectPage,
    Location,
    Milestone,
    OrganisationPage,
    Phase,
    PhaseState,
    ProjectPhase,
    Topic,
)
from search import indexing

MONTHS = 36
MONTH = datetime.timedelta(days=30)
PHASE_MONTHS = 6


class ProjectWriter:
    """Writes the projects of one generated tree; what is there already stays as it is."""

    def __init__(
        self,
        tree: GeneratedTree,
        organisations: list[OrganisationPage],
        progress: Callable[[int, int, str], None],
    ) -> None:
        self.tree = tree
        self.organisations = organisations
        self.progress = progress
        self.topics = list(Topic.objects.order_by("slug"))
        self.prefix = f"gt{tree.seed}-"
        self.today = tree.began().date()

    def done(self) -> int:
        """How many were made: one more than the highest number in an address."""
        mine = ChangeProjectPage.objects.filter(slug__startswith=self.prefix, is_example=True)
        slugs = mine.values_list("slug", flat=True)
        return max((int(slug.rsplit("-", 1)[1]) for slug in slugs), default=-1) + 1

    def write(self, wanted: int) -> int:
        """Add projects until there are this many; returns how many were added."""
        done = self.done()
        for number in range(done, wanted):
            rng = self.tree.rng("project", number)
            # Read anew: whoever wrote below it since changed where the next child comes.
            parent = OrganisationPage.objects.get(pk=rng.choice(self.organisations).pk)
            with transaction.atomic():
                project = self.project(rng, number, parent)
                parent.add_child(instance=project)
                indexing.write([project.pk])
            self.progress(number + 1, wanted, _("verandertrajecten"))
        return max(0, wanted - done)

    def project(
        self, rng: random.Random, number: int, parent: OrganisationPage
    ) -> ChangeProjectPage:
        """Project `number`, not yet in the tree."""
        title = words.title(rng)
        began = self.today - rng.randint(0, MONTHS) * MONTH
        moment = self.tree.began() - (self.today - began)
        project = ChangeProjectPage(
            title=title,
            slug=f"{self.prefix}{slugify(title)[:60].strip('-')}-{number}",
            intro=words.paragraph(rng, 1),
            goal=words.paragraph(rng, 2),
            members=[("member", {"role": "projectleider"})],
            first_published_at=moment,
            last_published_at=moment,
            is_example=True,
        )
        project.phases = [
            self.phase(rng, position, kind, began) for position, kind in enumerate(Phase)
        ]
        project.milestones = [
            Milestone(date=began + 2 * MONTH, title=words.title(rng)[:120], is_done=True)
        ]
        project.topics = rng.sample(self.topics, min(len(self.topics), 2))
        project.places = list(Location.objects.filter(page=parent).order_by("pk")[:1])
        return project

    def phase(
        self, rng: random.Random, position: int, kind: Phase, began: datetime.date
    ) -> ProjectPhase:
        """A phase of half a year; what lies behind us is done and has its card."""
        first = began + position * PHASE_MONTHS * MONTH
        last = first + PHASE_MONTHS * MONTH
        is_done, has_begun = last <= self.today, first <= self.today
        state = PhaseState.UNDER_WAY if has_begun else PhaseState.PLANNED
        return ProjectPhase(
            sort_order=position,
            kind=kind,
            state=PhaseState.DONE if is_done else state,
            planned_start=first,
            planned_end=last,
            started_on=first if has_begun else None,
            ended_on=last if is_done else None,
            text=words.paragraph(rng, 2),
            **{name: words.paragraph(rng, 1) for name in ("worked", "failed", "reuse") if is_done},
        )
