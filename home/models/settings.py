"""What an administrator can set for the whole site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Words and addresses that appear on every page."""

    tagline = models.CharField(
        _("ondertitel"), max_length=120, default="Het nieuwe werken bij de rijksoverheid"
    )
    contact_email = models.EmailField(_("e-mailadres voor contact"), blank=True)

    panels = [FieldPanel("tagline"), FieldPanel("contact_email")]

    class Meta:
        verbose_name = _("site-instellingen")
        verbose_name_plural = _("site-instellingen")

    def __str__(self) -> str:
        return str(_("Site-instellingen"))
