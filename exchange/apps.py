"""What readers do with posts: following by e-mail, comments and answers."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Followings, comments, and the mails that come of them."""

    name = "exchange"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        """Listen to what is published; say which personal data expires."""
        from exchange import receivers, retention  # noqa: F401, PLC0415  models are not ready before
        from exchange.answers import receivers as answer_receivers  # noqa: F401, PLC0415
        from exchange.comments import retention as comments_retention  # noqa: PLC0415

        retention.register_all()
        comments_retention.register_all()
