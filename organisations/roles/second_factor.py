"""Which people must have a second factor: those with a role that `SECOND_FACTOR_ROLES` names."""

from django.conf import settings
from wagtail import hooks

from cms.core.models import User
from organisations.models import Membership, Role


@hooks.register("second_factor_required")
def required_by_role(person: User) -> bool:
    """Whether one of this person's roles asks for it; a superuser may more than an administrator."""
    roles = settings.SECOND_FACTOR_ROLES
    if person.is_superuser and Role.ADMINISTRATOR in roles:
        return True
    return bool(Membership.objects.active().filter(person=person, role__in=roles).exists())
