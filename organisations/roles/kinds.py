"""The roles as an administrator chooses them: by name, and where a place is asked for."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from organisations.models import Role
from organisations.roles.groups import HOME_DEPTH
from organisations.roles.memberships import check_role_fits


@dataclass(frozen=True)
class RoleKind:
    """A role in the words of forms and files; without a place it is for the whole site."""

    role: Role
    label: str | Promise
    has_place: bool


KINDS = {
    "communicator": RoleKind(Role.COMMUNICATOR, gettext_lazy("communicatiemedewerker"), True),
    "moderator": RoleKind(Role.MODERATOR, gettext_lazy("moderator"), True),
    "central": RoleKind(Role.MODERATOR, gettext_lazy("centrale moderator"), False),
    "administrator": RoleKind(Role.ADMINISTRATOR, gettext_lazy("beheerder"), False),
}


def role_at(kind: RoleKind, page: Page | None) -> tuple[Page, str]:
    """The page and role that a choice stands for. Raises ValidationError in plain Dutch."""
    if not kind.has_place:
        if page is not None:
            raise ValidationError(_("Deze rol geldt voor de hele site. Laat de plaats leeg."))
        return Page.objects.filter(depth=HOME_DEPTH).order_by("path")[0], kind.role
    if page is None:
        raise ValidationError(_("Kies bij deze rol een plaats."))
    try:
        # A central moderator is asked for by that name, never by choosing the home page.
        if page.depth <= HOME_DEPTH:
            raise ValidationError("")
        check_role_fits(page, kind.role)
    except ValidationError as error:
        raise ValidationError(
            _("Een communicatiemedewerker hoort bij een organisatie.")
            if kind.role == Role.COMMUNICATOR
            else _("Een moderator hoort bij een ministerie.")
        ) from error
    return page, kind.role
