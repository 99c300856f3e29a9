"""A moderator who goes away and one who can take over, for the tests of absences."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from cms.core.models import User
from organisations.models import Absence, Role
from organisations.roles.absences import arrange
from organisations.roles.memberships import grant
from tests.factories import UserFactory
from tests.organisations.people import MODERATOR, Government

DAY = datetime.timedelta(days=1)


@dataclass
class Case:
    """A moderator of BZK who goes away, and one of OCW who can take over."""

    government: Government
    away: User
    deputy: User

    def arrange(self, first: int = 0, last: int = 6, **more: Any) -> Absence:
        """From so many days after today until so many days after today."""
        today = timezone.localdate()
        values = {"person": self.away, "deputy": self.deputy, "by": self.away, **more}
        return arrange(
            values["person"],
            values["deputy"],
            today + first * DAY,
            today + last * DAY,
            by=values["by"],
        )

    @property
    def chair(self) -> Client:
        """The deputy at work."""
        client = Client()
        client.force_login(User.objects.get(pk=self.deputy.pk))
        return client

    def may_moderate(self) -> bool:
        person = User.objects.get(pk=self.deputy.pk)
        return bool(self.government.logius.permissions_for_user(person).can_publish())


def make_case(government: Government) -> Case:
    """Nothing is arranged yet."""
    deputy = UserFactory(first_name="Bram de vervanger")
    grant(deputy, government.other_ministry, Role.MODERATOR, by=None)
    return Case(government, government.people[MODERATOR], deputy)
