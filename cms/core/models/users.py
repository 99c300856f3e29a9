"""People with an account: they sign in with their e-mail address."""

from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; finds them whatever the capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an ordinary account; without a password it cannot sign in by one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account with every permission."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this address, in any mix of capitals."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who can sign in; what they may do follows from their groups."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mailadres"),
        unique=True,
        error_messages={"unique": _("Dit e-mailadres is al in gebruik.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in small letters, whatever form it came through; no password is none."""
        self.email = self.email.lower()
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)
