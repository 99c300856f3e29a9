"""Remove everything that is marked as an example."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.examples.removal import remove_examples


class Command(BaseCommand):
    """Leaves the register's pages and everybody's own work alone; a second run changes nothing."""

    help = "Remove all example posts, pictures and texts, and nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say what went and what stayed."""
        result = remove_examples()
        if not result.changed:
            self.stdout.write(_("Er zijn geen voorbeelden meer."))
        else:
            self.stdout.write(
                _(
                    "Weggehaald: %(pages)s pagina's, %(others)s andere voorbeelden, "
                    "%(images)s beelden en de voorbeeldtekst van %(organisations)s organisaties."
                )
                % {
                    "pages": result.pages,
                    "others": result.others,
                    "images": result.images,
                    "organisations": result.organisations,
                }
            )
        for title in result.kept_pages:
            self.stdout.write(
                _("Blijft, want er is eigen werk aan of onder: %(title)s") % {"title": title}
            )
        for title in result.kept_images:
            self.stdout.write(_("Blijft, want hij is gebruikt: %(title)s") % {"title": title})
