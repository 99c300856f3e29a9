"""Which organisations helped with a need or question, as the organisation that asked says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HelpCredit(models.Model):
    """One organisation helped with one need or question.

    Kept while a question is opened again; shown while it is answered and both pages are public.
    """

    page = models.ForeignKey(
        "organisations.BlogPostPage",
        verbose_name=_("behoefte of vraag"),
        on_delete=models.CASCADE,
        related_name="help_credits",
    )
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisatie"),
        on_delete=models.CASCADE,
        related_name="help_credits",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("geholpen door")
        verbose_name_plural = _("geholpen door")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="help_credit_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.organisation_id}"
