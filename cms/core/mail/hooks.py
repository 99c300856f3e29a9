"""Where the report on undelivered mail is found in the CMS."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.mail.report import UndeliveredMailView, policy, try_mail_again

ROUTE = "rapporten/niet-bezorgde-mail/"


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    """The report, its rows alone (for filtering), and the buttons."""
    return [
        path(ROUTE, UndeliveredMailView.as_view(), name="report_undelivered_mail"),
        path(
            f"{ROUTE}results/",
            UndeliveredMailView.as_view(results_only=True),
            name="report_undelivered_mail_results",
        ),
        path(f"{ROUTE}opnieuw/", try_mail_again, name="try_all_mail_again"),
        path(f"{ROUTE}<key:pk>/opnieuw/", try_mail_again, name="try_mail_again"),
    ]


class UndeliveredMenuItem(MenuItem):
    """For who may see the outbox: administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may open the report."""
        return bool(policy.user_has_permission(request.user, "view"))


@hooks.register("register_reports_menu_item")
def undelivered_menu_item() -> MenuItem:
    """Among the reports."""
    return UndeliveredMenuItem(
        _("Niet bezorgde mail"),
        reverse_lazy("report_undelivered_mail"),
        name="undelivered-mail",
        icon_name="mail",
        order=200,
    )
