"""The example change projects, as they stand in data/examples/projects.toml."""

import datetime
from typing import Any

from organisations.models import (
    ChangeProjectPage,
    Milestone,
    OrganisationPage,
    PhaseState,
    ProjectPhase,
)

CARD = ("worked", "failed", "reuse")


class Days:
    """Days counted back from today, as the example files write them."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today

    def ago(self, number: int) -> datetime.date:
        """The day so many days ago; a number below zero is still to come."""
        return self.today - datetime.timedelta(days=number)

    def period(self, numbers: list[int]) -> list[datetime.date | None]:
        """A beginning and an end, each None where it is not written."""
        days: list[datetime.date | None] = [self.ago(number) for number in numbers]
        return [*days, None, None][:2]


def unsaved_project(
    organisation: OrganisationPage, entry: dict[str, Any], slug: str, days: Days
) -> ChangeProjectPage:
    """A project of an organisation with its phases and milestones, without a place in the tree."""
    project = ChangeProjectPage(
        title=entry["title"],
        slug=slug,
        intro=entry["intro"],
        goal=entry["goal"].strip(),
        members=[("member", {"role": role}) for role in entry["members"]],
        is_example=True,
        live=False,
    )
    project.phases = [
        _phase(number, phase, days) for number, phase in enumerate(entry.get("phase", []))
    ]
    project.milestones = [
        Milestone(title=each["title"], date=days.ago(each["day"]), is_done=each["day"] >= 0)
        for each in entry.get("milestone", [])
    ]
    project.places = list(organisation.locations.all()[:2])
    return project


def _phase(number: int, entry: dict[str, Any], days: Days) -> ProjectPhase:
    planned_start, planned_end = days.period(entry.get("planned", []))
    started_on, ended_on = days.period(entry.get("real", []))
    return ProjectPhase(
        sort_order=number,
        kind=entry["kind"],
        name=entry.get("name", ""),
        state=PhaseState(entry["state"]),
        planned_start=planned_start,
        planned_end=planned_end,
        started_on=started_on,
        ended_on=ended_on,
        text=entry["text"],
        **{name: entry.get(name, "") for name in CARD},
    )
