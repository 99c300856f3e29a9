"""A message above every page, for a time: of the whole site, or of one ministry."""

import datetime
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from home.announcing import places_to_announce

USUAL_TIME = datetime.timedelta(days=7)


class Level(models.TextChoices):
    """How much a message matters."""

    INFORMATION = "info", _("Informatie")
    WARNING = "warning", _("Waarschuwing")
    URGENT = "urgent", _("Dringend")


def in_a_week() -> datetime.datetime:
    """When a message ends unless somebody says otherwise."""
    return timezone.now() + USUAL_TIME


class SiteMessageQuerySet(models.QuerySet["SiteMessage"]):
    """Questions about messages."""

    def not_over(self) -> Self:
        """Messages that are shown, or will be."""
        return self.filter(ends_at__gt=timezone.now())


class MessageForm(WagtailAdminModelForm):
    """Offers the places for which this person may speak, and no other."""

    place = forms.ModelChoiceField(
        label=_("waar"),
        queryset=Page.objects.none(),
        help_text=_("Op de hele site, of op alle pagina's van één ministerie."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_to_announce(self.for_user)


class SiteMessage(models.Model):
    """What readers should know now; shown between its start and its end, and gone by itself."""

    place = models.ForeignKey(
        Page, verbose_name=_("waar"), on_delete=models.CASCADE, related_name="site_messages"
    )
    level = models.CharField(_("soort"), max_length=8, choices=Level, default=Level.INFORMATION)
    text = models.CharField(
        _("mededeling"),
        max_length=300,
        help_text=_("Eén of twee zinnen: wat is er, en wat betekent dat voor de lezer?"),
    )
    link_text = models.CharField(
        _("tekst van de link"),
        max_length=80,
        blank=True,
        help_text=_("Zeg waar de link naartoe gaat. Dus niet: lees meer."),
    )
    link_url = models.URLField(_("adres van de link"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("vanaf"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("tot"), default=in_a_week, help_text=_("Daarna verdwijnt de mededeling vanzelf.")
    )

    objects = SiteMessageQuerySet.as_manager()

    base_form_class = MessageForm
    panels = [
        FieldPanel("place"),
        FieldPanel("level", widget=forms.RadioSelect),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Wanneer")),
        MultiFieldPanel(
            [FieldPanel("link_text"), FieldPanel("link_url")], heading=_("Link (mag leeg)")
        ),
    ]

    class Meta:
        verbose_name = _("mededeling")
        verbose_name_plural = _("mededelingen")
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """A message ends after it starts; a link has a text and an address."""
        super().clean()
        problems = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            problems["ends_at"] = _("Kies een moment na het begin.")
        if self.link_url and not self.link_text:
            problems["link_text"] = _("Geef ook de tekst van de link.")
        if self.link_text and not self.link_url:
            problems["link_url"] = _("Geef ook het adres van de link.")
        if problems:
            raise ValidationError(problems)
