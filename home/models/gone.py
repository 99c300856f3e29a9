"""Addresses of pages that were on the site and are not any more."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class GonePageQuerySet(models.QuerySet["GonePage"]):
    """Questions about pages that are gone."""

    def at(self, address: str) -> Self:
        """The one that had this address (without the site: `/bzk/logius/bericht/`)."""
        return self.filter(address=address)


class GonePage(models.Model):
    """That a public page was at an address; nothing of what it said.

    A page may be withdrawn because it should never have been there: its title is not kept.
    """

    address = models.CharField(_("adres"), max_length=1000, unique=True)
    gone_at = models.DateTimeField(_("weg sinds"), auto_now=True)

    objects = GonePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdwenen pagina")
        verbose_name_plural = _("verdwenen pagina's")

    def __str__(self) -> str:
        return self.address
