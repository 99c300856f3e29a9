"""What readers do with posts: following by e-mail."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Followings, what matches them, and the mails that come of it."""

    name = "exchange"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        """Listen to what is published; say which personal data expires."""
        from exchange import receivers, retention  # noqa: F401, PLC0415  models are not ready before

        retention.register_all()
