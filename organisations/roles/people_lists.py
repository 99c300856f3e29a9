"""Lists for administrators: who is on board, who was invited, and where nobody is yet."""

from collections import OrderedDict
from typing import Any

import django_filters
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from cms.core.accounts.factors import REAL_FACTORS
from cms.core.models import User
from organisations.models import (
    Absence,
    Invitation,
    Membership,
    MinistryPage,
    OrganisationPage,
    Role,
)
from organisations.roles.kinds import KINDS
from organisations.roles.memberships import may_manage_roles


class AdministratorsOnly:
    """A screen for who may give and end roles; Wagtail takes others back with a message."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not may_manage_roles(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class TemplateColumn(Column):
    """A cell with a template of our own, which may hold small forms (buttons that post)."""

    def __init__(self, name: str, template: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = f"organisations/admin/people/{template}.html"

    def get_value(self, instance: Any) -> Any:
        """The row itself; the template finds its way in it."""
        return instance

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add what a form needs: the table is rendered without the request's context."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(parent_context["request"])}


class PeopleListView(AdministratorsOnly, ReportView):
    """What the three lists share: the ways to invite, and from one list to the others."""

    def get_header_buttons(self) -> list[Any]:
        """Invite in front; the rest behind the dots."""
        invite = HeaderButton(_("Uitnodigen"), url=reverse("people_invite"), icon_name="plus")
        return [invite, *super().get_header_buttons()]

    def get_header_more_buttons(self) -> list[Any]:
        """The other lists and forms, and the download."""
        ways = [
            ("people", _("Wie doet mee"), "group"),
            ("people_invitations", _("Uitnodigingen"), "mail"),
            ("people_missing", _("Waar nog niemand is"), "warning"),
            ("people_sign_ins", _("Mislukte aanmeldingen"), "lock"),
            ("people_csv", _("Uitnodigen met een CSV-bestand"), "upload"),
            ("people_pass_on", _("Mensen overdragen"), "resubmit"),
        ]
        buttons = [
            Button(label, url=reverse(name), icon_name=icon, priority=10 + place)
            for place, (name, label, icon) in enumerate(ways)
            if name != self.index_url_name
        ]
        return sorted([*buttons, *super().get_header_more_buttons()])


class PeopleFilterSet(WagtailFilterSet):
    """Narrows the list of people."""

    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Rol"), choices=Role.choices, method="with_role"
    )
    ministry = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Ministerie"),
        queryset=MinistryPage.objects.order_by("title"),
        method="at_ministry",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def with_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Who has this role somewhere."""
        return queryset.filter(_holds(role=value))

    def at_ministry(
        self, queryset: QuerySet[User], name: str, value: MinistryPage
    ) -> QuerySet[User]:
        """Who has a role at the ministry or below it."""
        return queryset.filter(_holds(page__path__startswith=value.path))


def _holds(**conditions: Any) -> Exists:
    return Exists(Membership.objects.active().filter(person=OuterRef("pk"), **conditions))


class PeopleView(PeopleListView):
    """Who is on board: everybody with a role now."""

    model = User
    page_title = gettext_lazy("Mensen")
    header_icon = "group"
    index_url_name = "people"
    index_results_url_name = "people_results"
    filterset_class = PeopleFilterSet
    is_searchable = True
    search_fields = ["first_name", "last_name", "email"]
    default_ordering = "email"
    columns = [
        Column("__str__", label=gettext_lazy("Naam"), sort_key="last_name"),
        Column("email", label=gettext_lazy("E-mailadres"), sort_key="email"),
        TemplateColumn("roles", "roles", label=gettext_lazy("Rollen")),
        DateColumn("last_login", label=gettext_lazy("Laatst aangemeld"), sort_key="last_login"),
        TemplateColumn("end", "end_all", label=gettext_lazy("Toegang")),
    ]
    list_export = ["name", "email", "roles", "factor", "last_login"]
    export_headings = {
        "name": gettext_lazy("Naam"),
        "email": gettext_lazy("E-mailadres"),
        "roles": gettext_lazy("Rollen"),
        "factor": gettext_lazy("Tweede factor"),
        "last_login": gettext_lazy("Laatst aangemeld"),
    }
    export_filename = "mensen"

    def get_base_queryset(self) -> QuerySet[User]:
        """People with their roles, in a constant number of queries."""
        roles = Membership.objects.active().select_related("page").order_by("page__path", "pk")
        absences = Absence.objects.open().select_related("deputy")
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=REAL_FACTORS)
        return (
            User.objects.filter(_holds())
            .annotate(is_moderator=_holds(role=Role.MODERATOR), has_factor=Exists(factors))
            .prefetch_related(
                Prefetch("memberships", queryset=roles, to_attr="current_roles"),
                Prefetch("absences", queryset=absences, to_attr="open_absences"),
            )
        )

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        """A row of the download."""
        roles = [f"{one.get_role_display()}, {one.page.title}" for one in item.current_roles]
        return OrderedDict(
            name=str(item),
            email=item.email,
            roles="; ".join(roles),
            factor=_("ja") if item.has_factor else _("nee"),
            last_login=item.last_login,
        )


class InvitationsView(PeopleListView):
    """Who was invited, and how far that is."""

    model = Invitation
    page_title = gettext_lazy("Uitnodigingen")
    header_icon = "mail"
    index_url_name = "people_invitations"
    index_results_url_name = "people_invitations_results"
    is_searchable = True
    search_fields = ["email"]
    default_ordering = "-created_at"
    columns = [
        Column("email", label=gettext_lazy("E-mailadres"), sort_key="email"),
        TemplateColumn("roles", "invited_roles", label=gettext_lazy("Rollen")),
        Column("invited_by", label=gettext_lazy("Uitgenodigd door")),
        DateColumn("created_at", label=gettext_lazy("Uitgenodigd op"), sort_key="created_at"),
        Column("get_status_display", label=gettext_lazy("Stand")),
        TemplateColumn("do", "invitation_buttons", label=gettext_lazy("Doen")),
    ]
    list_export = ["email", "roles", "invited_by", "created_at", "status"]
    export_headings = {
        "email": gettext_lazy("E-mailadres"),
        "roles": gettext_lazy("Rollen"),
        "invited_by": gettext_lazy("Uitgenodigd door"),
        "created_at": gettext_lazy("Uitgenodigd op"),
        "status": gettext_lazy("Stand"),
    }
    export_filename = "uitnodigingen"

    def get_base_queryset(self) -> QuerySet[Invitation]:
        """Invitations with their roles, in a constant number of queries."""
        return Invitation.objects.select_related("invited_by").prefetch_related("roles__page")

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        """A row of the download."""
        return OrderedDict(
            email=item.email,
            roles="; ".join(str(role) for role in item.roles.all()),
            invited_by=str(item.invited_by or ""),
            created_at=item.created_at,
            status=str(item.status.label),
        )


def _missing_at(page: Any) -> str:
    return str(KINDS[page.role_kind].label)


def _address_of(page: Page) -> str:
    # As a CSV file names a place: bzk/logius. The first part stands for the home page.
    return str(page.url_path.strip("/").partition("/")[2])


class MissingPeopleView(PeopleListView):
    """Organisations without a communicator and ministries without a moderator."""

    model = Page
    page_title = gettext_lazy("Waar nog niemand is")
    header_icon = "warning"
    index_url_name = "people_missing"
    index_results_url_name = "people_missing_results"
    default_ordering = "path"
    columns = [
        Column("title", label=gettext_lazy("Naam"), sort_key="title"),
        Column("missing", label=gettext_lazy("Ontbreekt"), accessor=_missing_at),
        Column("place", label=gettext_lazy("Adres"), accessor=_address_of),
        TemplateColumn("invite", "invite_here", label=gettext_lazy("Doen")),
    ]
    list_export = ["title", "missing", "address"]
    export_headings = {
        "title": gettext_lazy("Naam"),
        "missing": gettext_lazy("Ontbreekt"),
        "address": gettext_lazy("Adres"),
    }
    export_filename = "waar-nog-niemand-is"

    def get_valid_orderings(self) -> list[str]:
        """Also the order of the tree, which no column stands for."""
        return [*super().get_valid_orderings(), "path"]

    def get_base_queryset(self) -> QuerySet[Page]:
        """Bodies that exist now, and where no active person has the role that belongs there."""
        return Page.objects.filter(
            Q(pk__in=_without(OrganisationPage, Role.COMMUNICATOR))
            | Q(pk__in=_without(MinistryPage, Role.MODERATOR))
        ).annotate(
            # The name of the role in KINDS: what the button asks for.
            role_kind=Case(
                When(pk__in=MinistryPage.objects.values("pk"), then=Value("moderator")),
                default=Value("communicator"),
            )
        )

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        """A row of the download."""
        return OrderedDict(title=item.title, missing=_missing_at(item), address=_address_of(item))


def _without(model: Any, role: str) -> QuerySet[Any]:
    held = Membership.objects.active().filter(
        page=OuterRef("pk"), role=role, person__is_active=True
    )
    bodies: QuerySet[Any] = model.objects.current().filter(~Exists(held), live=True)
    return bodies.values("pk")
