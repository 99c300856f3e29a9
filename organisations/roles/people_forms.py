"""The forms of the screens about people, and the one of an invited person."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.core.models import User
from organisations.models import MinistryPage, OrganisationPage
from organisations.roles.invitation_csv import decode
from organisations.roles.invitations import RoleAt, check_invitation
from organisations.roles.kinds import KINDS, role_at


class PlaceField(forms.ModelChoiceField):
    """A ministry or an organisation, chosen in the tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Page.objects.filter(
                Q(ministrypage__isnull=False) | Q(organisationpage__isnull=False)
            ),
            widget=AdminPageChooser(target_models=[MinistryPage, OrganisationPage]),
            **options,
        )


class InviteForm(forms.Form):
    """Who is invited; the roles are in the forms beside it."""

    email = forms.EmailField(label=_("E-mailadres"))


class RoleForm(forms.Form):
    """One role, and where."""

    kind = forms.ChoiceField(
        label=_("Rol"),
        required=False,
        choices=[("", "—"), *((name, kind.label) for name, kind in KINDS.items())],
    )
    page = PlaceField(
        label=_("Plaats"),
        required=False,
        help_text=_("Een organisatie of ministerie. Leeg bij een rol voor de hele site."),
    )

    def clean(self) -> dict[str, Any]:
        """Put the role in `role_at`, when one was chosen."""
        data = super().clean() or {}
        name, page = data.get("kind"), data.get("page")
        if self.errors or not (name or page):
            return data
        if not name:
            raise ValidationError({"kind": _("Kies een rol bij deze plaats.")})
        try:
            data["role_at"] = role_at(KINDS[name], page)
        except ValidationError as error:
            raise ValidationError({"page": error.messages}) from error
        return data


class BaseRoleFormSet(forms.BaseFormSet):
    """One role or more."""

    @property
    def roles(self) -> list[RoleAt]:
        """The roles that were chosen, each once."""
        chosen = [form.cleaned_data["role_at"] for form in self if "role_at" in form.cleaned_data]
        return list(dict.fromkeys(chosen))

    def problem_with(self, email: str) -> list[str]:
        """Why this address cannot get these roles; empty when it can."""
        try:
            check_invitation(email, self.roles)
        except ValidationError as error:
            return error.messages
        return []


RoleFormSet = forms.formset_factory(RoleForm, formset=BaseRoleFormSet, extra=3, max_num=10)


class CsvForm(forms.Form):
    """A file with people to invite."""

    file = forms.FileField(label=_("CSV-bestand"))

    def clean_file(self) -> str:
        """The text of the file."""
        upload = self.cleaned_data["file"]
        return decode(upload.read())


class PassOnForm(forms.Form):
    """From which page to which the people go."""

    from_page = PlaceField(label=_("Van"))
    to_page = PlaceField(label=_("Naar"))

    def clean(self) -> dict[str, Any]:
        """Refuse to pass on to the same page."""
        data = super().clean() or {}
        if data.get("from_page") and data.get("from_page") == data.get("to_page"):
            raise ValidationError({"to_page": _("Kies een andere plaats dan waar zij nu zijn.")})
        return data


class AcceptForm(forms.Form):
    """Name and password of a new account."""

    first_name = forms.CharField(
        label=_("Voornaam"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Achternaam"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        strip=False,
        max_length=1000,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Hetzelfde wachtwoord nog een keer"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the rules and against what was typed the second time."""
        data = super().clean() or {}
        password, again = data.get("password"), data.get("again")
        if password and again and password != again:
            unequal = ValidationError(_("De twee wachtwoorden zijn niet gelijk."), code="unequal")
            self.add_error("again", unequal)
        if password:
            person = User(
                email=self.email,
                first_name=data.get("first_name", ""),
                last_name=data.get("last_name", ""),
            )
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return data
