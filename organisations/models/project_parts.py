"""What a change project is made of: its phases with their closing cards, and its milestones."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from organisations.models.post import Phase

PROJECT = "organisations.ChangeProjectPage"


class PhaseState(models.TextChoices):
    """How a phase goes."""

    PLANNED = "gepland", _("Gepland")
    UNDER_WAY = "bezig", _("Bezig")
    DONE = "klaar", _("Klaar")


# The three answers of a closing card, with what is said where one is missing.
CARD = {
    "worked": _("Schrijf op wat werkte. Zonder afsluitkaart is een fase niet klaar."),
    "failed": _("Schrijf op wat niet werkte. Zonder afsluitkaart is een fase niet klaar."),
    "reuse": _("Schrijf op wat u weer zou doen. Zonder afsluitkaart is een fase niet klaar."),
}


class ProjectPhase(Orderable):
    """A phase of a change project; it is done only with a closing card."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("soort fase"), max_length=12, choices=Phase, default=Phase.EXPLORE)
    name = models.CharField(
        _("naam"),
        max_length=80,
        blank=True,
        help_text=_("Hoe u deze fase zelf noemt. Leeg: de soort fase is de naam."),
    )
    state = models.CharField(
        _("stand"), max_length=12, choices=PhaseState, default=PhaseState.PLANNED
    )
    planned_start = models.DateField(_("begint volgens plan op"), null=True, blank=True)
    planned_end = models.DateField(_("eindigt volgens plan op"), null=True, blank=True)
    started_on = models.DateField(_("echt begonnen op"), null=True, blank=True)
    ended_on = models.DateField(_("echt geëindigd op"), null=True, blank=True)
    text = models.TextField(
        _("wat gebeurt er in deze fase?"),
        blank=True,
        help_text=_("Een paar zinnen. Laat een regel leeg voor een nieuwe alinea."),
    )
    worked = models.TextField(_("wat werkte"), blank=True)
    failed = models.TextField(_("wat werkte niet"), blank=True)
    reuse = models.TextField(_("wat zouden wij weer doen"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
        FieldPanel("state"),
        FieldRowPanel([FieldPanel("planned_start"), FieldPanel("planned_end")]),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("worked"), FieldPanel("failed"), FieldPanel("reuse")],
            heading=_("Afsluitkaart"),
            help_text=_(
                "Hier leren anderen van. Vul alle drie in voordat u de fase op “Klaar” zet."
            ),
        ),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="klaar") | ~(Q(worked="") | Q(failed="") | Q(reuse="")),
                name="phase_done_with_card",
                violation_error_message=_("Een fase is pas klaar met een afsluitkaart."),
            ),
            models.CheckConstraint(
                condition=Q(planned_end__isnull=True)
                | Q(planned_start__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="phase_plan_in_order",
                violation_error_message=_("Het einde komt na het begin."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="phase_in_order",
                violation_error_message=_("Het einde komt na het begin."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its own name, or that of its kind."""
        return self.name or str(Phase(self.kind).label)

    @property
    def starts_on(self) -> datetime.date | None:
        """The real first day where it is known, else the planned one."""
        return self.started_on or self.planned_start

    @property
    def ends_on(self) -> datetime.date | None:
        """The real last day where it is known, else the planned one."""
        return self.ended_on or self.planned_end

    @property
    def is_done(self) -> bool:
        """Whether it is closed, and so has a closing card to show."""
        return self.state == PhaseState.DONE

    def as_text(self) -> str:
        """Its name, state and texts, for who reads it in a mail."""
        lines = [f"{self.title}: {self.get_state_display().lower()}", self.text]
        return "\n".join(filter(None, [*lines, self.worked, self.failed, self.reuse]))

    def clean(self) -> None:
        """No end before its beginning, and no phase done without a card, said at the field."""
        super().clean()
        wrong: dict[str, Promise | str] = {}
        for first, last in (("planned_start", "planned_end"), ("started_on", "ended_on")):
            begin, end = getattr(self, first), getattr(self, last)
            if begin and end and end < begin:
                wrong[last] = _("Dit is vóór het begin. Kies een latere dag.")
        if self.is_done:
            wrong |= {name: word for name, word in CARD.items() if not getattr(self, name).strip()}
            if self.ended_on and self.ended_on > timezone.localdate():
                wrong["ended_on"] = _("Deze dag moet nog komen. Een fase die klaar is, is voorbij.")
        if wrong:
            raise ValidationError({name: str(word) for name, word in wrong.items()})


class Milestone(models.Model):
    """Something that a project reaches on a day."""

    page = ParentalKey(PROJECT, on_delete=models.CASCADE, related_name="milestones")
    date = models.DateField(_("dag"))
    title = models.CharField(_("mijlpaal"), max_length=120)
    is_done = models.BooleanField(_("bereikt"), default=False)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("is_done")]), FieldPanel("title")]

    class Meta:
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return self.title


def current_phase(phases: Any) -> ProjectPhase | None:
    """The phase where a project is: the first under way, else the first that is still to come.

    None when there are no phases, or when all are done.
    """
    for state in (PhaseState.UNDER_WAY, PhaseState.PLANNED):
        for phase in phases:
            if phase.state == state:
                found: ProjectPhase = phase
                return found
    return None
