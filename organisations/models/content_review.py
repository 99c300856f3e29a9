"""When somebody last looked whether a published page is still right."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ContentReview(models.Model):
    """That a page was looked at without changing it, and whether its people were reminded to.

    Publishing is looking as well; that is kept with the page itself. A reminder counts until
    somebody looks. Written by `organisations.desk.upkeep` only.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="content_review"
    )
    reviewed_at = models.DateTimeField(_("bekeken op"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bekeken door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    owner_reminded_at = models.DateTimeField(null=True, blank=True)
    moderator_reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("controle van een pagina")
        verbose_name_plural = _("controles van pagina's")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reviewed_at}"
