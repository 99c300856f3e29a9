"""Fill the site with believable content, to see how it does with much of it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.core.console import ProgressLine
from home.examples.loader import ExampleLoader
from home.generated.posts import PostWriter
from home.generated.projects import ProjectWriter
from home.generated.tree import GeneratedTree


class Command(BaseCommand):
    """Goes on where an earlier run with the same seed stopped; never makes anything twice."""

    help = (
        "Generate organisations, locations, posts and projects, all marked as generated. "
        "Stop it with Ctrl-C; the same command goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and the seed that decides what it looks like."""
        parser.add_argument("--organisations", type=int, default=300)
        parser.add_argument("--locations", type=int, default=400)
        parser.add_argument("--posts", type=int, default=1000)
        parser.add_argument("--projects", type=int, default=20)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--force", action="store_true", help="also with settings that do not allow examples"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Grow what there is of this seed to the wanted size."""
        if not settings.EXAMPLE_ACCOUNTS_ALLOWED and not options["force"]:
            raise CommandError(
                _(
                    "Met deze instellingen maakt u geen proefinhoud. Weet u het zeker? Gebruik --force."
                )
            )
        for name in ("organisations", "locations", "posts", "projects", "seed"):
            if options[name] < (1 if name == "organisations" else 0):
                raise CommandError(_("--%(name)s is te klein.") % {"name": name})
        try:
            with ProgressLine(self.stderr) as progress:
                tree = GeneratedTree(options["seed"], progress)
                organisations = tree.grow(options["organisations"], options["locations"])
                examples = ExampleLoader(progress)
                examples.load_images()
                images = list(examples.images.values())
                added = PostWriter(tree, organisations, images, progress).write(options["posts"])
                ProjectWriter(tree, organisations, progress).write(options["projects"])
        except KeyboardInterrupt:
            self.stderr.write(_("Gestopt. Dezelfde opdracht gaat hier verder."))
            raise SystemExit(130) from None
        self.stdout.write(
            _(
                "%(organisations)s organisaties, %(projects)s trajecten en %(posts)s berichten, "
                "waarvan %(added)s nieuw."
            )
            % {
                "organisations": len(organisations),
                "projects": options["projects"],
                "posts": options["posts"],
                "added": added,
            }
        )
