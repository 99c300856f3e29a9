"""The form of an account in the CMS: roles are given at "Mensen", not with boxes here.

A box for the group of a role would give its rights without the role: nobody would find that person
in the list of people, and ending the role would not end the rights.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


def groups_by_hand() -> QuerySet[Group]:
    """The groups that do not follow from a role: made by hand, by a superuser."""
    return Group.objects.filter(role_group__isnull=True)


class RolesAsideMixin:
    """Offers groups made by hand only, and leaves those of roles as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["groups"]  # type: ignore[attr-defined]
        field.queryset = groups_by_hand()
        field.help_text = _("Rollen geeft en beëindigt u bij Mensen.")

    def _save_m2m(self) -> None:
        person = self.instance  # type: ignore[attr-defined]
        of_roles = list(person.groups.filter(role_group__isnull=False))
        super()._save_m2m()  # type: ignore[misc]
        person.groups.add(*of_roles)


class NewAccountForm(RolesAsideMixin, UserCreationForm):
    """A new account; its password is chosen by the person, with a link in a mail."""


class AccountForm(RolesAsideMixin, UserEditForm):
    """An account that is there."""


class AccountViewSet(UserViewSet):
    """Wagtail's screens of accounts, with these forms."""

    def get_form_class(self, for_update: bool = False) -> Any:
        """The form for a new account, or for one that is there."""
        return AccountForm if for_update else NewAccountForm
