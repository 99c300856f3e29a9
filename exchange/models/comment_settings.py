"""What an administrator can set about comments for the whole site."""

from typing import Any

from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="comment")
class CommentSettings(BaseSiteSetting):
    """Whether readers can comment, and for how long after a post came out."""

    enabled = models.BooleanField(
        _("lezers kunnen reageren"),
        default=True,
        help_text=_("Uit: nergens op de site. Wat er al staat, blijft te lezen."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("sluiten na zoveel dagen"),
        default=180,
        help_text=_("Geteld vanaf de eerste publicatie van een bericht. 0: nooit."),
    )

    panels = [FieldPanel("enabled"), FieldPanel("close_after_days")]

    class Meta:
        verbose_name = _("reacties")
        verbose_name_plural = _("reacties")

    def __str__(self) -> str:
        return str(_("Reacties"))


def with_comment_rules(pages: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Pages with what is set here as `comment_rules`, a dictionary or None: no query of its own."""
    rules = CommentSettings.objects.filter(site__is_default_site=True).values(
        rules=JSONObject(enabled="enabled", close_after_days="close_after_days")
    )
    return pages.annotate(comment_rules=models.Subquery(rules[:1]))
