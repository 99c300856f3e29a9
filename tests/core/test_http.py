"""The guarded client fetches what it may, and nothing else."""

import gzip
import io
import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from pytest_django import Settings

from cms.core import http
from tests.local_server import LocalServer, Reply, local_server

REPLIES = {
    "/large": Reply(b"x" * 5000),
    "/bomb": Reply(gzip.compress(b"0" * 500_000), headers={"Content-Encoding": "gzip"}),
    "/gone": Reply(status=404),
    "/moved": Reply(status=302, headers={"Location": "/json"}),
    "/round": Reply(status=302, headers={"Location": "/round"}),
    "/inside": Reply(status=302, headers={"Location": "https://10.0.0.1/secret"}),
    "/down": Reply(status=302, headers={"Location": "http://localhost/secret"}),
    "/nested": Reply("[" * 200_000),
    "/text": Reply("<p>geen json</p>", content_type="text/html"),
}


def answer(path: str, query: dict[str, list[str]]) -> Reply:
    if path == "/json":
        return Reply(json.dumps({"naam": "Logius", "zoek": query.get("q", [""])[0]}))
    return REPLIES.get(path, Reply())


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server(answer) as running:
        yield running


def test_an_answer_comes_back_with_where_it_came_from(server: LocalServer) -> None:
    got = http.fetch(f"{server.url}/json", params={"q": "Den Haag & co"})
    assert got.json() == {"naam": "Logius", "zoek": "Den Haag & co"}
    assert got.url.startswith(f"{server.url}/json?q=")
    assert got.content_type == "application/json"


def test_a_query_in_the_address_is_kept(server: LocalServer) -> None:
    assert http.fetch(f"{server.url}/json?q=x").json()["zoek"] == "x"


def test_redirects_are_followed_but_not_for_ever(server: LocalServer) -> None:
    assert http.fetch(f"{server.url}/moved").url == f"{server.url}/json"
    with pytest.raises(http.UnreachableError):
        http.fetch(f"{server.url}/round")
    assert server.asked.count("/round") == http.MAX_REDIRECTS + 1


@pytest.mark.parametrize("path", ["/inside", "/down"])
def test_a_redirect_into_the_network_is_refused(server: LocalServer, path: str) -> None:
    with pytest.raises(http.AddressRefusedError):
        http.fetch(server.url + path)


@pytest.mark.parametrize("path", ["/large", "/bomb"])
def test_what_is_too_large_is_not_taken_in(server: LocalServer, path: str) -> None:
    with pytest.raises(http.TooLargeError):
        http.fetch(server.url + path, max_bytes=4000)


def test_a_file_is_written_as_it_comes(server: LocalServer) -> None:
    target = io.BytesIO()
    assert http.download(f"{server.url}/bomb", target, max_bytes=600_000) == 500_000
    assert target.getvalue() == b"0" * 500_000


def test_an_error_status_says_which(server: LocalServer) -> None:
    with pytest.raises(http.StatusError) as caught:
        http.fetch(f"{server.url}/gone")
    assert caught.value.status == 404


@pytest.mark.parametrize("path", ["/text", "/nested"])
def test_what_is_no_json_says_so(server: LocalServer, path: str) -> None:
    with pytest.raises(http.AnswerError):
        http.fetch(server.url + path).json()


def test_a_service_that_drips_is_cut_off() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.05)

    with local_server(answer, raw=drip) as server:
        began = time.monotonic()
        with pytest.raises(http.UnreachableError):
            http.fetch(server.url, seconds=0.4)
        assert time.monotonic() - began < 2


def test_what_is_no_http_says_so() -> None:
    def shout(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ESMTP\r\n")

    with local_server(answer, raw=shout) as server, pytest.raises(http.UnreachableError):
        http.fetch(server.url)


def test_nobody_there() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(http.UnreachableError):
        http.fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https:///path",
        "https://name:word@example.org/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://224.0.0.1/",
        "gewoon tekst",
        "",
        "https://\x00/",
        "https://" + "a" * 300 + ".example/",
    ],
)
def test_addresses_that_are_refused(settings: Settings, url: str) -> None:
    settings.OUTBOUND_ALLOWED_HOSTS = []
    with pytest.raises((http.AddressRefusedError, http.UnreachableError)) as caught:
        http.fetch(url)
    if "aaa" not in url:
        assert caught.type is http.AddressRefusedError


def test_this_machine_is_refused_unless_it_is_named(
    settings: Settings, server: LocalServer
) -> None:
    settings.OUTBOUND_ALLOWED_HOSTS = []
    with pytest.raises(http.AddressRefusedError):
        http.fetch(f"{server.url}/json")
    assert server.asked == []


def test_a_name_that_stands_for_a_private_address_is_refused_and_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that gives another answer the second time gets no second time."""
    asked: list[Any] = []

    def resolve(host: str, port: int, **kwargs: Any) -> list[Any]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) > 1 else "10.0.0.7"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(http.socket, "getaddrinfo", resolve)
    with pytest.raises(http.AddressRefusedError):
        http.fetch("https://rebind.example/")
    assert asked == ["rebind.example"]


def test_the_address_that_was_looked_at_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected: list[str] = []

    def resolve(host: str, port: int, **kwargs: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.215.14", "93.184.215.15")
        ]

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(http.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(http.UnreachableError):
        http.fetch("https://service.example/")
    assert connected == ["93.184.215.14", "93.184.215.15"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2a00:d78::1", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("::ffff:127.0.0.1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("255.255.255.255", False),
    ],
)
def test_which_addresses_are_on_the_internet(address: str, public: bool) -> None:
    assert http.is_public_address(address) is public
