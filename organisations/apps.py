"""The tree of ministries, organisations and posts, and what hangs in it."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Ministries, organisations, their locations, topics and blogs."""

    name = "organisations"
    verbose_name = "Organisaties"

    def ready(self) -> None:
        """Connect the text index, the roles and the counting of readers; tell the page history."""
        from organisations import comparisons, indexing, small_change  # noqa: F401, PLC0415  no models before
        from organisations.models import MinistryPage, OrganisationPage  # noqa: PLC0415
        from organisations.moderation import signals as moderation_signals  # noqa: PLC0415
        from organisations.page_policy import register_policy  # noqa: PLC0415
        from organisations.readership import counting  # noqa: PLC0415
        from organisations.register import log  # noqa: F401, PLC0415
        from organisations.roles import media, signals  # noqa: PLC0415

        indexing.connect(MinistryPage)
        indexing.connect(OrganisationPage)
        signals.connect(self)
        moderation_signals.connect()
        media.register_policies()
        counting.connect()
        comparisons.register()
        register_policy()
