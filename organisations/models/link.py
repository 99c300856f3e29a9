"""The links on pages, and whether they still lead somewhere."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class LinkState(models.TextChoices):
    """What is known of a link."""

    NEW = "new", _("nog niet gecontroleerd")
    WORKS = "works", _("werkt")
    # Failed once; the other site may be back tomorrow.
    FAILED = "failed", _("één keer niet bereikt")
    BROKEN = "broken", _("werkt niet")
    UNKNOWN = "unknown", _("niet te controleren")


class LinkProblem(models.TextChoices):
    """What is wrong with a link."""

    NONE = "", ""
    GONE = "gone", _("niet gevonden")
    ERROR = "error", _("geeft een fout")
    SILENT = "silent", _("geen antwoord")
    HIDDEN = "hidden", _("staat niet (meer) op de site")


class Link(models.Model):
    """Where a link goes: an address elsewhere, or a page or document here ("page:12").

    Written by `organisations.links` only. `host` is empty for what is here.
    """

    key = models.CharField(max_length=64, unique=True)
    url = models.TextField()
    host = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=8, choices=LinkState, default=LinkState.NEW)
    problem = models.CharField(max_length=8, choices=LinkProblem, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes = [
            models.Index(fields=["next_check_at"], name="link_next_check"),
            models.Index(fields=["host"], name="link_host"),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.state}"


class LinkUse(models.Model):
    """That a page has a link; `place` says where, in words."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="link_uses")
    place = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("gebruik van een link")
        verbose_name_plural = _("gebruik van links")
        constraints = [
            models.UniqueConstraint(fields=["page", "link"], name="one_use_per_page_and_link")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.link_id}"


class LinkScan(models.Model):
    """When a page was last looked through for links."""

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="link_scan"
    )
    scanned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("zoektocht naar links")
        verbose_name_plural = _("zoektochten naar links")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.scanned_at}"
