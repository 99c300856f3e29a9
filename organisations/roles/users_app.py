"""Wagtail's app of accounts, with our forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersAppConfig(WagtailUsersAppConfig):
    """Points Wagtail at the screens in `organisations.roles.users`."""

    user_viewset = "organisations.roles.users.AccountViewSet"
