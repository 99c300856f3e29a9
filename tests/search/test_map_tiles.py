"""The background of the map through this site, so that a reader's browser asks nobody else."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from search.tiles import KEEP_SECONDS, PNG
from tests.local_server import LocalServer, Reply, local_server

pytestmark = pytest.mark.django_db

TILE = "/kaart/tegels/7/65/42.png"


@pytest.fixture
def picture() -> list[Reply]:
    """What the tile server answers; a test may change it."""
    return [Reply(PNG + b"een tegel", content_type="image/png")]


@pytest.fixture
def server(picture: list[Reply]) -> Iterator[LocalServer]:
    with local_server(lambda path, query: picture[0]) as running:
        yield running


@pytest.fixture(autouse=True)
def _proxy(settings, server: LocalServer, tmp_path: Path) -> None:
    settings.MAP_TILE_PROXY = True
    settings.MAP_TILE_SOURCE = server.url + "/tegel/{z}/{x}/{y}.png"
    settings.MAP_TILE_FOLDER = str(tmp_path / "tiles")


def age(tmp_path: Path) -> None:
    old = time.time() - KEEP_SECONDS - 60
    for path in tmp_path.rglob("*.png"):
        os.utime(path, (old, old))


def test_a_tile_is_fetched_once_and_then_comes_from_disk(
    client: Client, server: LocalServer
) -> None:
    for _time in range(2):
        response = client.get(TILE)
        assert response.content == PNG + b"een tegel"
        assert response["Content-Type"] == "image/png"
        assert f"max-age={KEEP_SECONDS}" in response["Cache-Control"]
    assert server.asked == ["/tegel/7/65/42.png"]


def test_an_old_tile_is_renewed_and_stays_when_the_server_does_not_answer(
    client: Client, server: LocalServer, picture: list[Reply], tmp_path: Path
) -> None:
    client.get(TILE)
    age(tmp_path)
    picture[0] = Reply("stuk", status=503)
    assert client.get(TILE).content == PNG + b"een tegel"
    picture[0] = Reply(PNG + b"nieuw", content_type="image/png")
    assert client.get(TILE).content == PNG + b"nieuw"


@pytest.mark.parametrize(
    "answer",
    [
        Reply("<script>alert(1)</script>", content_type="image/png"),
        Reply("weg", status=404),
        Reply(PNG + b"x" * 600_000, content_type="image/png"),
    ],
)
def test_what_is_no_picture_is_not_passed_on(
    client: Client, picture: list[Reply], answer: Reply, tmp_path: Path
) -> None:
    picture[0] = answer
    assert client.get(TILE).status_code == 404
    assert not list(tmp_path.rglob("*.png"))


@pytest.mark.parametrize(
    "address",
    [
        "/kaart/tegels/7/2/2.png",  # the Atlantic
        "/kaart/tegels/20/550000/350000.png",
        "/kaart/tegels/99999999999/1/1.png",
        "/kaart/tegels/7/-1/42.png",
        "/kaart/tegels/7/a/b.png",
    ],
)
def test_other_parts_of_the_world_are_not_fetched(
    client: Client, server: LocalServer, address: str
) -> None:
    assert client.get(address).status_code == 404
    assert server.asked == []


def test_without_the_setting_there_is_no_proxy(
    client: Client, settings, server: LocalServer
) -> None:
    settings.MAP_TILE_PROXY = False
    assert client.get(TILE).status_code == 404
    assert server.asked == []


def test_the_folder_of_tiles_can_be_kept_small(client: Client, tmp_path: Path) -> None:
    client.get(TILE)
    age(tmp_path)
    call_command("prune_tiles", megabytes=1)
    assert len(list(tmp_path.rglob("*.png"))) == 1
    call_command("prune_tiles", megabytes=0)
    assert not list(tmp_path.rglob("*.png"))
