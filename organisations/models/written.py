"""What an organisation writes: the parts that posts and change projects have in common."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from organisations.blocks import BodyBlock
from organisations.models.base import BasePage


class PublishedFieldPanel(FieldPanel):
    """A field that says something about changing a page that was published before."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Not before the first publication."""
            return bool(super().is_shown() and self.instance.first_published_at)


class WrittenPage(BasePage):
    """A page that communicators write: a picture, a text, a language."""

    lead_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("foto"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("tekst"), blank=True)
    # Travels with a version through moderation; counts for the publication of that version only.
    small_change = models.BooleanField(
        _("kleine wijziging, geen mail"),
        default=False,
        help_text=_("Volgers krijgen geen mail over deze wijziging. Bijvoorbeeld bij een tikfout."),
    )
    language = models.CharField(
        _("taal"),
        max_length=5,
        choices=[("nl", _("Nederlands")), ("en", _("Engels"))],
        default="nl",
    )
    is_example = models.BooleanField(default=False, editable=False)

    # A copy is a new page: what happened to the other, or was planned with it, is not its own.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "expire_at",
        "expired",
        "go_live_at",
        "is_example",
        "locked",
        "locked_at",
        "locked_by",
        "small_change",
    ]
    is_content = True

    class Meta:
        abstract = True
