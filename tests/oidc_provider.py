"""A real OpenID Connect provider on this machine: it keeps to the standard, and fails on request.

In a test, ask for the fixture `oidc` (tests/conftest.py): the site then has this provider.

    def test_it(oidc):
        oidc.person = {"sub": "7", "email": "anna@rijk.example", "email_verified": True}
        oidc.broken = "nonce"      # see `OIDCProvider.broken`

It speaks discovery, the authorization code flow with PKCE (S256 only), signed identities (RS256),
key set and user info. What a client must send it insists on: secret, redirect address, verifier,
and a code only once.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "rijkslocaties", "only-known-to-this-test"
KEY_ID = "test-key"
Query = dict[str, str]


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class OIDCProvider:
    """A running provider. `person` are the claims of who signs in there next.

    `broken` names what goes wrong: "nonce", "signature", "audience", "issuer", "expired",
    "subject" (user info of somebody else), "token" (no answer with a token), "no-json",
    "discovery" (down), "denied" (the person stops).
    """

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    broken: str = ""
    asked: list[str] = field(default_factory=list)
    authorizations: list[Query] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=_new_key)
    codes: dict[str, Query] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        """What the provider says about itself."""
        other = "https://elders.example" if self.broken == "issuer" else self.url
        return {
            "issuer": other,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, Any]:
        """The public half of the key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: Query) -> str:
        """The address to go back to. Raises AssertionError for a request that is not right."""
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        assert {"openid", "email"} <= set(query["scope"].split())
        assert query["state"]
        assert query["nonce"]
        self.authorizations.append(query)
        if self.broken == "denied":
            answer = {"error": "access_denied"}
        else:
            code = secrets.token_urlsafe(16)
            self.codes[code] = query
            answer = {"code": code}
        return f"{query['redirect_uri']}?{urlencode({**answer, 'state': query['state']})}"

    def token(self, form: Query) -> dict[str, Any]:
        """Tokens for a code. Raises AssertionError or KeyError for a request that is not right."""
        assert form["grant_type"] == "authorization_code"
        assert (form["client_id"], form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
        asked = self.codes.pop(form["code"])
        assert form["redirect_uri"] == asked["redirect_uri"]
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert challenge == asked["code_challenge"]
        access = secrets.token_urlsafe(16)
        self.tokens[access] = dict(self.person)
        now = int(time.time())
        claims = {
            **self.person,
            "iss": self.url,
            "aud": "another-client" if self.broken == "audience" else CLIENT_ID,
            "iat": now,
            "exp": now - 3600 if self.broken == "expired" else now + 300,
            "nonce": "another" if self.broken == "nonce" else asked["nonce"],
        }
        key = _new_key() if self.broken == "signature" else self.key
        identity = jwt.encode(claims, key, algorithm="RS256", headers={"kid": KEY_ID})
        return {"access_token": access, "token_type": "Bearer", "id_token": identity}

    def userinfo(self, access: str) -> dict[str, Any]:
        """The claims that belong to an access token."""
        claims = dict(self.tokens[access])
        return {**claims, "sub": "somebody-else"} if self.broken == "subject" else claims


class _Handler(BaseHTTPRequestHandler):
    provider: OIDCProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.provider.asked.append(parts.path)
        try:
            self._get(parts.path, query)
        except (AssertionError, KeyError) as error:
            self._reply({"error": repr(error)}, 400)

    def _get(self, path: str, query: Query) -> None:
        if path == "/.well-known/openid-configuration":
            if self.provider.broken == "discovery":
                self._reply({}, 503)
            else:
                self._reply(self.provider.discovery())
        elif path == "/keys":
            self._reply(self.provider.keys())
        elif path == "/userinfo":
            access = self.headers["Authorization"].removeprefix("Bearer ")
            self._reply(self.provider.userinfo(access))
        elif path == "/authorize":
            back = self.provider.authorize(query)
            page = (
                "<!DOCTYPE html><html lang=nl><title>Provider</title>"
                f'<a href="{back.replace("&", "&amp;")}">Ik ben het</a></html>'
            )
            self._send(page.encode(), 200, "text/html; charset=utf-8")
        else:
            self._reply({}, 404)

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        length = int(self.headers.get("Content-Length", 0))
        sent = parse_qs(self.rfile.read(length).decode())
        if self.provider.broken == "no-json":
            self._send(b"<html>", 200, "text/html")
            return
        try:
            assert self.provider.broken != "token"
            self._reply(self.provider.token({name: values[0] for name, values in sent.items()}))
        except (AssertionError, KeyError) as error:
            self._reply({"error": "invalid_grant", "error_description": repr(error)}, 400)

    def _reply(self, answer: dict[str, Any], status: int = 200) -> None:
        self._send(json.dumps(answer).encode(), status, "application/json")

    def _send(self, body: bytes, status: int, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep the test's output clean."""


@contextmanager
def running_provider() -> Iterator[OIDCProvider]:
    """A provider on a free port, until the block ends."""
    provider = OIDCProvider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    provider.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
