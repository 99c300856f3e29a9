"""Production refuses to start half set up, and the house rules hold at every start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.checks import no_inline_for_readers
from home.examples.accounts import example_accounts

COMPLETE = {
    "SECRET_KEY": "x1" * 30,
    "ALLOWED_HOSTS": "rijkslocaties.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "SITE_URL": "https://rijkslocaties.example",
    "EMAIL_URL": "smtp://mail.example:25",
    "DEFAULT_FROM_EMAIL": "noreply@rijkslocaties.example",
}


def start(environment: dict[str, str], statement: str = "") -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process of its own, with only this environment."""
    code = f"import cms.settings.production as settings; {statement}"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", COMPLETE)
def test_production_names_the_setting_it_misses(name: str) -> None:
    incomplete = {key: value for key, value in COMPLETE.items() if key != name}
    result = start(incomplete)
    assert result.returncode != 0
    assert f"Set the environment variable {name}." in result.stderr


def test_production_refuses_a_short_secret() -> None:
    result = start({**COMPLETE, "SECRET_KEY": "short"})
    assert result.returncode != 0
    assert "SECRET_KEY needs" in result.stderr


def test_production_starts_when_all_is_there_and_is_strict() -> None:
    result = start(
        COMPLETE,
        "print(settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE,"
        " settings.SERVE_MEDIA, settings.EXAMPLE_ACCOUNTS_ALLOWED)",
    )
    assert result.stdout.split() == ["False", "True", "True", "False", "False"]


def test_production_counts_for_all_its_processes_together() -> None:
    told = start(COMPLETE, "print(settings.CACHES['default']['BACKEND'])").stdout
    assert told.strip() == "django.core.cache.backends.db.DatabaseCache"
    other = {**COMPLETE, "CACHE_URL": "redis://cache.example:6379/1"}
    told = start(other, "print(settings.CACHES['default']['LOCATION'])").stdout
    assert told.strip() == "redis://cache.example:6379/1"


OIDC = {
    "OIDC_SERVER_URL": "https://inloggen.example",
    "OIDC_CLIENT_ID": "rijkslocaties",
    "OIDC_CLIENT_SECRET": "geheim",
    "OIDC_EMAIL_DOMAINS": "rijk.example,Minbzk.example",
}


@pytest.mark.parametrize("name", OIDC)
def test_production_refuses_oidc_by_half(name: str) -> None:
    half = {key: value for key, value in OIDC.items() if key != name}
    result = start({**COMPLETE, **half})
    assert result.returncode != 0
    assert f"set up by half: set {name} too" in result.stderr


def test_production_refuses_oidc_without_tls() -> None:
    result = start({**COMPLETE, **OIDC, "OIDC_SERVER_URL": "http://inloggen.example"})
    assert result.returncode != 0
    assert "OIDC_SERVER_URL has to be an address with https." in result.stderr


def test_production_takes_the_provider_from_its_environment() -> None:
    result = start(
        {**COMPLETE, **OIDC},
        "print(*settings.OIDC_EMAIL_DOMAINS, *settings.SOCIALACCOUNT_PROVIDERS)",
    )
    assert result.stdout.split() == ["rijk.example", "minbzk.example", "openid_connect"]


def test_production_asks_every_role_for_a_second_factor() -> None:
    show = "print(*settings.SECOND_FACTOR_ROLES, settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    assert start(COMPLETE, show).stdout.split() == [
        "communicator",
        "moderator",
        "administrator",
        "1",
    ]
    fewer = start({**COMPLETE, "SECOND_FACTOR_ROLES": "administrator"}, show)
    assert fewer.stdout.split() == ["administrator", "1"]


def test_a_loose_security_policy_is_reported(settings) -> None:
    assert not no_inline_for_readers(None)
    loose = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'unsafe-inline'"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": loose}
    [error] = no_inline_for_readers(None)
    assert error.id == "cms.E001"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_example_accounts_and_bulk_content_stay_out_of_production(settings) -> None:
    settings.EXAMPLE_ACCOUNTS_ALLOWED = False
    with pytest.raises(CommandError):
        call_command("setup_site", accounts=True)
    with pytest.raises(CommandError):
        call_command("generate_content", posts=1)
    with pytest.raises(Exception, match="niet toegestaan"):
        example_accounts()


def test_production_says_what_went_wrong_and_stays_silent_about_addresses_that_do_not_exist() -> (
    None
):
    told = start(
        {**COMPLETE, "DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        "import django, logging; django.setup(); log = logging.getLogger('django.request');"
        "log.error('Internal Server Error: /bzk/'); log.warning('Not Found: /wp-login.php')",
    ).stderr
    assert "ERROR django.request: Internal Server Error: /bzk/" in told
    assert "wp-login" not in told


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://mail.example:25", "mail.example 25 None None"),
        ("smtp+tls://noreply:a%40b@mail.example:587", "mail.example 587 noreply a@b TLS"),
        ("smtp+ssl://noreply:geheim@mail.example:465", "mail.example 465 noreply geheim SSL"),
    ],
)
def test_any_mail_server_is_named_by_one_address(url: str, said: str) -> None:
    result = start(
        {**COMPLETE, "EMAIL_URL": url},
        "s = settings; print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER or None,"
        " s.EMAIL_HOST_PASSWORD or None, 'TLS' * getattr(s, 'EMAIL_USE_TLS', 0)"
        " + 'SSL' * getattr(s, 'EMAIL_USE_SSL', 0), s.EMAIL_BACKEND, s.MAIL_TRANSPORT)",
    )
    assert result.stdout.split() == [
        *said.split(),
        "cms.core.mail.backend.OutboxBackend",
        "django.core.mail.backends.smtp.EmailBackend",
    ]
