"""Who has which role where, and the groups and collections that follow from it."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page


class Role(models.TextChoices):
    """What a person does for a part of the tree."""

    COMMUNICATOR = "communicator", _("communicatiemedewerker")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("beheerder")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def active(self) -> "MembershipQuerySet":
        """Memberships that have not ended."""
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """A role of a person at a page: an organisation, a ministry, or the home page.

    The home page stands for the whole site: its moderators are the central ones. Kept after it
    ended, so that it can be seen later who could do what. Made and ended by
    `organisations.roles.memberships` only, which keeps the groups in step.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("persoon"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    page = models.ForeignKey(
        Page, verbose_name=_("pagina"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("rol"), max_length=15, choices=Role)
    since = models.DateTimeField(_("sinds"), auto_now_add=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gegeven door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="one_active_membership",
            )
        ]
        indexes = [
            models.Index(
                fields=["page", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="active_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.page.title}"

    @property
    def is_active(self) -> bool:
        """Whether the person has this role now."""
        return self.ended_at is None


class RoleGroup(models.Model):
    """The group that holds the permissions of one role at one page.

    Found by page and role, never by its name: the name follows the title of the page.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=15, choices=Role)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "role"], name="one_group_per_page_and_role")
        ]

    def __str__(self) -> str:
        return self.group.name


class PageCollection(models.Model):
    """The collection with the images and documents of a page: an organisation or a ministry.

    The one of the home page is shared: everybody may choose from it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="own_collection")
    collection = models.OneToOneField(
        Collection, on_delete=models.CASCADE, related_name="owning_page"
    )

    def __str__(self) -> str:
        return self.collection.name
