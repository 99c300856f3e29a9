"""Put example posts and pictures in the tree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.core.console import ProgressLine
from home.examples.loader import ExampleLoader
from organisations.models import OrganisationPage


class Command(BaseCommand):
    """Adds what is missing; a second run changes nothing."""

    help = "Add example posts and pictures; all of them are marked as examples."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was added."""
        if not OrganisationPage.objects.exists():
            raise CommandError(
                _("Er zijn nog geen organisaties. Draai eerst import_organisations.")
            )
        with ProgressLine(self.stderr) as progress:
            result = ExampleLoader(progress).run()
        if result.missing:
            self.stderr.write(
                _("Niet gevonden, dus zonder voorbeelden: %(ids)s.")
                % {"ids": ", ".join(sorted(result.missing))}
            )
        if not result.changed:
            self.stdout.write(_("Alle voorbeelden staan er al."))
            return
        self.stdout.write(
            _(
                "Voorbeelden: %(posts)s berichten, %(projects)s trajecten, %(images)s beelden "
                "en gegevens van %(organisations)s organisaties."
            )
            % {
                "posts": result.posts,
                "projects": result.projects,
                "images": result.images,
                "organisations": result.organisations,
            }
        )
