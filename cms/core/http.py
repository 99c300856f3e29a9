"""The one way out: fetches from other sites without being led into our own network.

Whoever gives an address (an editor, a redirect, a name server) may not make this server call
itself or its neighbours. So: https only, the address a name stands for is checked at the moment
of connecting and that very address is used (a second answer of the name server changes nothing),
few redirects and each checked anew, and limits on time and size. `OUTBOUND_ALLOWED_HOSTS` names
hosts for which plain http and private addresses are fine: services on this machine, in tests and
development.
"""

import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

import httpcore
import httpx
from django.conf import settings

AGENT = "Rijkslocaties"
MAX_REDIRECTS = 3
READ_SECONDS = 5.0
DEFAULT_SECONDS = 10.0
DEFAULT_MAX_BYTES = 2 * 1024 * 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutboundError(Exception):
    """Something could not be fetched; the subclasses say why."""


class AddressRefusedError(OutboundError):
    """The address may not be asked for: no https, or inside our own network."""


class UnreachableError(OutboundError):
    """There is no answer: no such name, no connection, too slow, or not HTTP."""


class TooManyRedirectsError(UnreachableError):
    """The address sends on and on; a browser may have more patience."""


class TooLargeError(OutboundError):
    """The answer is larger than was asked for."""


class StatusError(OutboundError):
    """The service answers, but not with what was asked for."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP status {status}")
        self.status = status


class AnswerError(OutboundError):
    """The answer cannot be read as what it should be."""


@dataclass(frozen=True)
class Answer:
    """What a service gave: `url` is where it came from in the end, after redirects."""

    url: str
    content_type: str
    content: bytes

    def json(self) -> Any:
        """The content as JSON; raises AnswerError when it is not."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError) as error:
            raise AnswerError(f"No JSON from {self.url}") from error


@dataclass(frozen=True)
class Probe:
    """What an address answers, after redirects: HTTP status and the header Retry-After."""

    status: int
    retry_after: str


def fetch(
    url: str,
    *,
    params: Mapping[str, str] | None = None,
    accept: str = "application/json",
    max_bytes: int = DEFAULT_MAX_BYTES,
    seconds: float = DEFAULT_SECONDS,
    plain_http: bool = False,
) -> Answer:
    """GET a small answer into memory.

    `seconds` is for the whole exchange, redirects included; `plain_http` allows that besides
    https, for what is public and changes nothing here. Raises a subclass of OutboundError.
    """
    with _open(url, params, accept, seconds, plain_http=plain_http) as response:
        content = b"".join(_limited(response, max_bytes))
        return Answer(str(response.url), response.headers.get("content-type", ""), content)


def download(
    url: str,
    target: IO[bytes],
    *,
    accept: str = "*/*",
    max_bytes: int,
    seconds: float = 300.0,
) -> int:
    """GET a large file into `target`, a piece at a time; returns the number of bytes.

    Raises a subclass of OutboundError; `target` may then hold a part.
    """
    with _open(url, None, accept, seconds) as response:
        return sum(target.write(piece) for piece in _limited(response, max_bytes))


def probe(url: str, *, method: str = "HEAD", seconds: float = DEFAULT_SECONDS) -> Probe:
    """See whether an address answers, over https or plain http, without taking in what it gives.

    Any status is an answer. Raises AddressRefusedError or UnreachableError.
    """
    with _open(
        url, None, "*/*", seconds, method=method, plain_http=True, any_status=True
    ) as response:
        return Probe(response.status_code, response.headers.get("retry-after", ""))


def user_agent() -> str:
    """Who we say we are, with where to read more."""
    return f"{AGENT} (+{settings.WAGTAILADMIN_BASE_URL})"


def is_public_address(address: str) -> bool:
    """Whether an IP address is out on the internet, also when wrapped in an IPv6 address."""
    ip: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast for part in _unwrapped(ip))


def _unwrapped(ip: IPAddress) -> Iterator[IPAddress]:
    """The address itself, or the IPv4 address that it stands for or carries."""
    if isinstance(ip, ipaddress.IPv4Address):
        yield ip
    elif ip.ipv4_mapped:
        yield ip.ipv4_mapped
    elif ip in NAT64:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    else:
        yield ip
        yield from filter(None, [ip.sixtofour, *(ip.teredo or ())])


def _is_allowed_inside(host: str) -> bool:
    return host in settings.OUTBOUND_ALLOWED_HOSTS


@contextmanager
def _open(
    url: str,
    params: Mapping[str, str] | None,
    accept: str,
    seconds: float,
    *,
    method: str = "GET",
    plain_http: bool = False,
    any_status: bool = False,
) -> Iterator[httpx.Response]:
    """Ask for an address and follow its redirects; gives the last response, by rule status 2xx."""
    headers = {
        "Accept": accept,
        # Not what else this machine can unpack: one small format is enough to guard.
        "Accept-Encoding": "gzip",
        "User-Agent": user_agent(),
    }
    transport = _GuardedTransport(time.monotonic() + seconds)
    try:
        with httpx.Client(transport=transport, headers=headers, trust_env=False) as client:
            request = client.build_request(method, url, params=params, timeout=READ_SECONDS)
            for _hop in range(MAX_REDIRECTS + 1):
                _check_url(request.url, plain_http=plain_http)
                response = client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        if not (response.is_success or any_status):
                            raise StatusError(response.status_code)
                        yield response
                        return
                    request = response.next_request
                finally:
                    response.close()
            raise TooManyRedirectsError(f"More than {MAX_REDIRECTS} redirects")
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise AddressRefusedError(str(error)) from error
    except (httpx.HTTPError, httpcore.ConnectionNotAvailable, ssl.SSLError) as error:
        raise UnreachableError(str(error) or type(error).__name__) from error
    except _HTTPCORE_ERRORS as error:
        raise UnreachableError(str(error) or type(error).__name__) from error


_HTTPCORE_ERRORS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)


def _check_url(url: httpx.URL, *, plain_http: bool) -> None:
    """Refuse what is not https to a named host; the address behind the name comes later."""
    if not url.host:
        raise AddressRefusedError("An address without a host")
    http_is_fine = plain_http or _is_allowed_inside(url.host)
    if url.scheme != "https" and not (url.scheme == "http" and http_is_fine):
        raise AddressRefusedError(f"Only https: {url.host}")
    if url.userinfo:
        raise AddressRefusedError("An address with a name and password")


def _limited(response: httpx.Response, max_bytes: int) -> Iterator[bytes]:
    """The pieces of an answer, unpacked; raises TooLargeError as soon as they are too many."""
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise TooLargeError(f"More than {max_bytes} bytes")
    total = 0
    for piece in response.iter_bytes():
        total += len(piece)
        if total > max_bytes:
            raise TooLargeError(f"More than {max_bytes} bytes")
        yield piece


@lru_cache(maxsize=1)
def _ssl_context() -> ssl.SSLContext:
    """Trusted certificates, read once: that takes longer than a call."""
    return httpx.create_ssl_context()


class _DeadlineStream(httpcore.NetworkStream):
    """A connection that ends at a set time, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _time_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _time_left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _time_left(self._deadline, timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects by name, but only to addresses that were looked at first."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"No address for {host}")
        for address in _checked_addresses(host, port):
            left = _time_left(self._deadline, timeout)
            try:
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _DeadlineStream(stream, self._deadline)
        raise failure


def _time_left(deadline: float, timeout: float | None) -> float:
    """Seconds until the deadline, at most `timeout`; raises when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("The whole exchange took too long")
    return left if timeout is None else min(left, timeout)


def _checked_addresses(host: str, port: int) -> list[str]:
    """The IP addresses of a host, each once; refuses the host if any of them is our own."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"No such host: {host}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not _is_allowed_inside(host) and not all(map(is_public_address, addresses)):
        raise AddressRefusedError(f"Not on the internet: {host}")
    return addresses


class _GuardedTransport(httpx.BaseTransport):
    """Carries the requests of one exchange over guarded connections."""

    def __init__(self, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(), network_backend=_GuardedBackend(deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Pieces(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Pieces(httpx.SyncByteStream):
    """The body of a response as it comes in."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
