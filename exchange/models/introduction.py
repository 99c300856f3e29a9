"""People who want to get to know another organisation."""

from django.db import models

from organisations.models import OrganisationPage


class Introduction(models.Model):
    """Somebody asks to be introduced: two organisations that are alike, and who asks.

    Kept for `exchange.retention.INTRODUCTION_TERM` and then forgotten, whatever came of it.
    """

    first = models.ForeignKey(OrganisationPage, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(OrganisationPage, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    email = models.EmailField()
    organisation = models.CharField(max_length=120)
    text = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    """When both organisations were mailed; None until the address was confirmed."""

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="introduction_created")]

    def __str__(self) -> str:
        return f"introduction {self.pk}"
