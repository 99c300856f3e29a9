"""Bring a database from nothing to a site that can be used; leave alone what is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.examples.accounts import example_accounts, example_password
from home.examples.loader import examples_were_loaded
from home.starter import load_starter_pages
from organisations.models import OrganisationPage, Topic
from organisations.roles.defaults import remove_wagtail_defaults
from search.models import Entry

REGISTER = Path(settings.BASE_DIR) / "data" / "rijksorganisaties.csv"
DEFAULT_PORTS = {"http": 80, "https": 443}


class Command(BaseCommand):
    """Safe to run at every start and every release: each step first looks whether it is needed."""

    help = "Migrate, load register and topics once, set the address; optionally add examples."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Examples and accounts are for trying the site out."""
        parser.add_argument("--examples", action="store_true", help="add example posts, once")
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="make three accounts to try the CMS with (refused in production)",
        )

    def handle(self, *args: Any, examples: bool, accounts: bool, **options: Any) -> None:
        """Do what is needed, in order, and say how to go on."""
        if accounts and not settings.EXAMPLE_ACCOUNTS_ALLOWED:
            raise CommandError(_("Met deze instellingen zijn voorbeeldaccounts niet toegestaan."))
        call_command("compile_catalogues", stdout=self.stdout, stderr=self.stderr)
        self.migrate()
        self.set_address()
        remove_wagtail_defaults()
        if not Topic.objects.exists():
            self.step(_("Onderwerpen van de overheid laden"))
            call_command("load_topics", stdout=self.stdout, stderr=self.stderr)
        if not OrganisationPage.objects.exists():
            self.step(_("Register van organisaties laden"))
            call_command(
                "import_organisations", str(REGISTER), stdout=self.stdout, stderr=self.stderr
            )
        if load_starter_pages():
            self.stdout.write(_("Vaste pagina's gemaakt: privacy, contact, huisregels en meer."))
        if examples and not examples_were_loaded():
            self.step(_("Voorbeelden laden"))
            call_command("load_examples", stdout=self.stdout, stderr=self.stderr)
        if not Entry.objects.exists():
            self.step(_("Zoekindex vullen"))
            call_command("check_index", repair=True, stdout=self.stdout, stderr=self.stderr)
        self.say_where(accounts=accounts)

    def step(self, what: str) -> None:
        """Say what comes, since it may take a while."""
        self.stdout.write(f"{what} ...")
        self.stdout.flush()

    def migrate(self) -> None:
        """Bring the tables up to date."""
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.step(_("Database klaarzetten (%(steps)s stappen)") % {"steps": len(plan)})
            call_command("migrate", verbosity=0, interactive=False)
        # Makes the table of a cache in the database, where that is the cache.
        call_command("createcachetable", verbosity=0)

    def set_address(self) -> None:
        """Let the site know its own address, which feeds, sitemap and mail need in full."""
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        hostname = address.hostname or "localhost"
        port = address.port or DEFAULT_PORTS.get(address.scheme, 80)
        site = Site.objects.get(is_default_site=True)
        if (site.hostname, site.port) != (hostname, port):
            site.hostname, site.port = hostname, port
            site.save()

    def say_where(self, *, accounts: bool) -> None:
        """Print the addresses, and how to sign in."""
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        lines = ["", f"  Site  {address}/", f"  CMS   {address}/cms/"]
        if accounts:
            try:
                people = example_accounts()
            except ImproperlyConfigured as error:
                raise CommandError(str(error)) from error
            lines += [
                "",
                _("  Inloggen in het CMS, alleen op deze computer, met het wachtwoord"),
                f"  {example_password()}",
                _("  (tenzij u het zelf veranderde) als"),
                *(f"  {person.email:<32} {person.role}: {person.scope}" for person in people),
            ]
        self.stdout.write("\n".join([*lines, ""]))
