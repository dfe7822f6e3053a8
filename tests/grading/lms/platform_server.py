"""A learning platform of the tests' own: a real server that signs, and checks what was signed, as Moodle does.

It keeps a course of learners, columns and scores, gives its lists in pages, and can be told to fail: before it kept
a score, after it, by silence, or by asking for patience. Learners launch the tool from it by OpenID Connect.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from jwcrypto.jwk import JWK

CLIENT, DEPLOYMENT, COURSE = "client-of-ours", "7", "42"
TOOL = f"/mod/lti/services.php/{COURSE}"
MEMBERS = f"/mod/lti/services.php/CourseSection/{COURSE}/bindings/{DEPLOYMENT}/memberships"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
OWN_KEY = JWK.generate(kty="RSA", size=2048, kid="of-the-platform")


@dataclass
class Fault:
    """What goes wrong with one posted score. `kept`: the score is stored all the same; `status` 0 is silence."""

    status: int
    kept: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""


class Platform:
    """What the platform knows, and how it answers."""

    def __init__(self) -> None:
        self.key = OWN_KEY
        self.tool_key = ""  # PEM, pasted by an administrator
        self.members: list[dict[str, Any]] = []
        self.columns: dict[str, dict[str, Any]] = {}
        self.scores: dict[tuple[str, str], dict[str, Any]] = {}  # by column and user
        self.posted: list[dict[str, Any]] = []  # every score that was stored, in order
        self.faults: deque[Fault] = deque()
        self.failing = Fault(200)  # of every score, while its status is not 200
        self.page = 2
        self.like_canvas = False
        self.granted = {AGS + "lineitem", AGS + "result.readonly", AGS + "score", NRPS}
        self.token_life = 3600
        self.tokens: dict[str, set[str]] = {}
        self.jtis: set[str] = set()
        self.requests: list[str] = []
        self.delay = 0.0
        self.elsewhere = ""  # a host that the next pages lie on
        self.lock = threading.Lock()
        self.address = ""
        self.launch_as: dict[str, Any] = {}
        self.launches: list[str] = []

    def learner(self, user: str, name: str = "", **more: Any) -> None:
        first, _, last = name.partition(" ")
        names = {"name": name, "given_name": first, "family_name": last} if name else {}
        member = {"user_id": user, "status": "Active", "roles": [ROLE + "Learner"], **names, **more}
        self.members.append(member)

    def marks(self, column: str) -> dict[str, float]:
        """Return the points of each user in the column of a module."""
        (number,) = [n for n, kept in self.columns.items() if kept["resourceId"] == f"wellfounded:{column}"]
        return {user: score["scoreGiven"] for (n, user), score in self.scores.items() if n == number}

    def check_assertion(self, form: dict[str, str]) -> str:
        """Return why a token is refused, "" if it is given."""
        if form.get("grant_type") != "client_credentials" or form.get("client_assertion_type") != ASSERTION:
            return "unsupported_grant_type"
        try:
            claims = jwt.decode(
                form["client_assertion"],
                self.tool_key,
                algorithms=["RS256"],
                audience=self.token_url,
                options={"require": ["iss", "sub", "aud", "iat", "exp", "jti"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            return f"invalid_client: {error}"
        if not claims["iss"] == claims["sub"] == CLIENT or claims["iat"] < time.time() - 300:
            return "invalid_client"
        with self.lock:
            if claims["jti"] in self.jtis:
                return "invalid_client: jti was used"
            self.jtis.add(claims["jti"])
        return "" if set(form["scope"].split()) <= self.granted else "invalid_scope"

    @property
    def token_url(self) -> str:
        return f"{self.address}/mod/lti/token.php"

    def id_token(self, nonce: str, key: JWK | None = None, **changed: Any) -> str:
        """Return a signed launch; `changed` replaces claims, named without their prefix."""
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            "sub": "17",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}resource_link": {"id": "1"},
            f"{CLAIM}roles": [ROLE + "Learner"],
            f"{CLAIM}target_link_uri": "",
            **self.launch_as,
        }
        claims |= {name if name in claims else CLAIM + name: value for name, value in changed.items()}
        signer = (key or self.key).export_to_pem(True, None)
        return jwt.encode(claims, signer, algorithm="RS256", headers={"kid": "of-the-platform"})


@contextmanager
def served(platform: Platform) -> Iterator[Platform]:
    """Serve a platform on a port of its own."""
    handler = type("Handler", (_Handler,), {"platform": platform})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    platform.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    platform: Platform
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (its name there)
        pass

    def do_GET(self) -> None:
        self._answer("GET", b"")

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, method: str, body: bytes) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.platform.requests.append(f"{method} {url.path}")
        path = url.path.removeprefix(TOOL)
        number = path.split("/")[2] if path.count("/") > 1 else ""
        routes: list[tuple[bool, str, Callable[[], None]]] = [
            (url.path == "/mod/lti/token.php", "", lambda: self._give_token(dict(parse_qsl(body.decode())))),
            (url.path == "/mod/lti/certs.php", "", self._give_keys),
            (url.path == "/mod/lti/auth.php", "", lambda: self._launch(query)),
            (url.path == MEMBERS, NRPS, lambda: self._page("members", self.platform.members, query)),
            (f"{method} {path}" == "GET /lineitems", AGS + "lineitem", lambda: self._columns(query)),
            (f"{method} {path}" == "POST /lineitems", AGS + "lineitem", lambda: self._make_column(json.loads(body))),
            (path.endswith("/results"), AGS + "result.readonly", lambda: self._results(number, query)),
            (path.endswith("/scores"), AGS + "score", lambda: self._score(number, json.loads(body))),
        ]
        for fits, scope, answer in routes:
            if fits:
                if self._allowed(scope):
                    answer()
                else:
                    self._send(401, {"error": "no such token"})
                return
        self._send(404, {"error": "no such address"})

    def _give_keys(self) -> None:
        public = json.loads(self.platform.key.export_public())
        self._send(200, {"keys": [{**public, "alg": "RS256", "use": "sig"}]})

    def _columns(self, query: dict[str, str]) -> None:
        self._page("", list(self.platform.columns.values()), query)

    def _give_token(self, form: dict[str, str]) -> None:
        if problem := self.platform.check_assertion(form):
            self._send(400, {"error": problem})
            return
        token = secrets.token_urlsafe(24)
        self.platform.tokens[token] = set(form["scope"].split())
        self._send(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.platform.token_life})

    def _allowed(self, scope: str) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return not scope or scope in self.platform.tokens.get(token, ())

    def _page(self, name: str, rows: list[Any], query: dict[str, str]) -> None:
        first = int(query.get("from", 0))
        last = first + self.platform.page
        headers = {}
        if last < len(rows):
            url = urlsplit(self.path)
            more = urlencode({**query, "from": last})
            host = self.platform.elsewhere or self.platform.address
            headers["Link"] = f'<{host}{url.path}?{more}>; rel="next"'
        page = rows[first:last]
        self._send(200, {name: page} if name else page, headers)

    def _make_column(self, column: dict[str, Any]) -> None:
        number = str(len(self.platform.columns) + 100)
        address = f"{self.platform.address}{TOOL}/lineitems/{number}/lineitem?type_id={DEPLOYMENT}"
        self.platform.columns[number] = {**column, "id": address}
        self._send(201, self.platform.columns[number])

    def _results(self, number: str, query: dict[str, str]) -> None:
        maximum = self.platform.columns[number]["scoreMaximum"]
        rows = [
            {
                "userId": user,
                "resultScore": score["scoreGiven"] * maximum / score["scoreMaximum"],
                "resultMaximum": maximum,
            }
            for (column, user), score in sorted(self.platform.scores.items())
            if column == number and query.get("user_id", user) == user
        ]
        self._page("", rows, query)

    def _score(self, number: str, score: dict[str, Any]) -> None:
        platform = self.platform
        time.sleep(platform.delay)
        with platform.lock:
            fault = platform.faults.popleft() if platform.faults else platform.failing
        if fault.status == 200 or fault.kept:
            status, problem = self._keep(number, score)
            if fault.status == 200:
                self._send(status, {"error": problem} if problem else {})
                return
        if fault.status == 0:
            self.close_connection = True
            return
        echoed = fault.body.replace("TOKEN", self.headers["Authorization"].removeprefix("Bearer "))
        self._send(fault.status, {"error": echoed}, fault.headers)

    def _keep(self, number: str, score: dict[str, Any]) -> tuple[int, str]:
        """Keep a score as Moodle and Canvas do: none that is earlier, and none of somebody who is no learner."""
        platform, key = self.platform, (number, score["userId"])
        with platform.lock:
            if score["userId"] not in {member["user_id"] for member in platform.members}:
                return 400, "Incorrect score received"
            old, new = platform.scores.get(key), datetime.fromisoformat(score["timestamp"])
            before = datetime.fromisoformat(old["timestamp"]) if old else None
            if before and not platform.like_canvas and before.replace(microsecond=0) >= new.replace(microsecond=0):
                return 409, "Refusing score with an earlier timestamp"
            if before and before > new:
                return 400, "Provided timestamp before last updated timestamp"
            platform.scores[key] = score
            platform.posted.append(score)
        return 200, ""

    def _launch(self, query: dict[str, str]) -> None:
        """Answer an authentication request by a form that sends the launch to the tool."""
        if query.get("client_id") != CLIENT or query.get("response_type") != "id_token":
            self._send(400, {"error": "invalid_request"})
            return
        token = self.platform.id_token(query["nonce"])
        self.platform.launches.append(token)
        fields = {"id_token": token, "state": query["state"]}
        inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
        page = f'<form method="post" action="{query["redirect_uri"]}">{inputs}</form>'
        self._send(200, page)

    def _send(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
        body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if isinstance(content, str) else "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
