"""A web server on this machine that speaks for an outside service."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """What the server answers."""

    body: bytes | str = b""
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    # What a HEAD gets, if not the same.
    head_status: int | None = None


@dataclass
class LocalServer:
    """A running server: `url` is its root, `asked` the paths (with query) that came in.

    `requests` has the same with the method and the User-Agent.
    """

    url: str
    asked: list[str] = field(default_factory=list)
    requests: list[tuple[str, str, str]] = field(default_factory=list)


Answer = Callable[[str, dict[str, list[str]]], Reply]


@contextmanager
def local_server(
    answer: Answer, raw: Callable[[BaseHTTPRequestHandler], None] | None = None
) -> Iterator[LocalServer]:
    """Serve `answer(path, query)` until the block ends; `raw` writes to the wire by itself."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            is_head = self.command == "HEAD"
            running.asked.append(self.path)
            agent = self.headers.get("User-Agent", "")
            running.requests.append((self.command, self.path, agent))
            if raw:
                raw(self)
                return
            parts = urlsplit(self.path)
            reply = answer(parts.path, parse_qs(parts.query))
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response((is_head and reply.head_status) or reply.status)
            self.send_header("Content-Type", reply.content_type)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not is_head:
                self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = LocalServer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
