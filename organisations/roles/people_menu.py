"""Where the screens about people are found: their addresses below /cms/, and the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from organisations.roles import people_views as views
from organisations.roles.memberships import may_manage_roles
from organisations.roles.people_lists import InvitationsView, MissingPeopleView, PeopleView
from organisations.roles.sign_in_lists import (
    FailedSignInsView,
    reset_second_factor,
    unlock_account,
)


def _list(view: Any, route: str, name: str) -> list[URLPattern]:
    # The second address gives the rows alone, for searching while one types.
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    """Wagtail lets in who may use the CMS; each view lets in administrators only."""
    return [
        *_list(PeopleView, "mensen/", "people"),
        *_list(InvitationsView, "mensen/uitnodigingen/", "people_invitations"),
        *_list(MissingPeopleView, "mensen/ontbreekt/", "people_missing"),
        *_list(FailedSignInsView, "mensen/aanmelden/", "people_sign_ins"),
        path("mensen/aanmelden/<key:pk>/vrijgeven/", unlock_account, name="people_unlock"),
        path("mensen/<key:pk>/tweede-factor/", reset_second_factor, name="people_reset_factor"),
        path("mensen/uitnodigen/", views.InviteView.as_view(), name="people_invite"),
        path("mensen/csv/", views.CsvView.as_view(), name="people_csv"),
        path("mensen/overdragen/", views.PassOnView.as_view(), name="people_pass_on"),
        path("mensen/rol/<key:pk>/beeindigen/", views.end_role, name="people_end_role"),
        path("mensen/<key:pk>/beeindigen/", views.end_access, name="people_end_access"),
        path(
            "mensen/uitnodigingen/<key:pk>/opnieuw/",
            views.renew_invitation,
            name="people_renew_invitation",
        ),
        path(
            "mensen/uitnodigingen/<key:pk>/intrekken/",
            views.withdraw_invitation,
            name="people_withdraw_invitation",
        ),
    ]


class PeopleMenuItem(MenuItem):
    """For administrators only."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may give and end roles."""
        return may_manage_roles(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """The list of people in the main menu."""
    return PeopleMenuItem(
        _("Mensen"), reverse("people"), name="people", icon_name="group", order=260
    )
