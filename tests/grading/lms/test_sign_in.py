"""Who launches the course from a platform is signed in to a real hub; no launch that is forged, old or used counts."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests
from jwcrypto.jwk import JWK

from tests.browser.lesson import free_port
from tests.grading.lms.platform_server import CLIENT, DEPLOYMENT, Platform, served
from tests.places import COURSE

pytestmark = pytest.mark.full

# Nobody's server is started, so there is nothing to lead to: the hub is asked itself, where its proxy would ask it.
CONFIG = """
from jupyterhub.proxy import Proxy

class Nowhere(Proxy):
    should_start = False
    async def add_route(self, routespec, target, data): pass
    async def delete_route(self, routespec): pass
    async def get_all_routes(self): return {{}}

load_subconfig("lti.py")
c.JupyterHub.proxy_class = Nowhere
c.JupyterHub.hub_port = {port}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.log_level = "INFO"
c.Authenticator.allow_all = True
"""


class Form(HTMLParser):
    """The form by which a platform's page sends a browser on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields = "", dict[str, str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = said["action"]
        elif tag == "input":
            self.fields[said["name"]] = said["value"]


class Hub:
    """A hub, and the browser of somebody who comes to it from the platform."""

    def __init__(self, address: str, platform: Platform, log: Path) -> None:
        self.address, self.platform, self.log = address, platform, log

    def form(self, browser: requests.Session) -> Form:
        """Click on the tool in the platform, and stop where it sends the launch to the hub."""
        begin = {"iss": self.platform.address, "login_hint": "17", "target_link_uri": f"{self.address}/hub/"}
        begin |= {"client_id": CLIENT, "lti_deployment_id": DEPLOYMENT}
        page = browser.get(f"{self.address}/hub/lti13/oauth_login", params=begin, timeout=30)
        assert page.status_code == 200, page.text
        return Form(page.text)

    def send(self, browser: requests.Session, form: Form) -> int:
        reply = browser.post(form.action, data=form.fields, timeout=30, allow_redirects=False)
        return reply.status_code

    def name(self, browser: requests.Session) -> str:
        """Return who is signed in, "" if nobody is."""
        page = browser.get(f"{self.address}/hub/home", timeout=30, allow_redirects=False)
        return page.text.partition('user: "')[2].partition('"')[0] if page.status_code == 200 else ""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    platform = Platform()
    platform.launch_as = {"sub": "17", "email": "Anna@example.org"}
    with served(platform):
        shutil.copy(COURSE / "deploy" / "jupyterhub" / "lti.py", folder)
        table = (COURSE / "deploy" / "jupyterhub" / "lti.toml").read_text()
        table = table.replace("https://moodle.example.org", platform.address)
        table = table.replace('client = "…"', f'client = "{CLIENT}"').replace('["…"]', f'["{DEPLOYMENT}"]')
        (folder / "lti.toml").write_text(table)
        port = free_port()
        (folder / "jupyterhub_config.py").write_text(CONFIG.format(port=port))
        log = folder / "hub.log"
        with log.open("wb") as file:
            process = subprocess.Popen([sys.executable, "-m", "jupyterhub"], cwd=folder, stdout=file, stderr=file)
        hub = Hub(f"http://127.0.0.1:{port}", platform, log)
        try:
            wait_for(hub, process)
            yield hub
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(hub: Hub, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(f"{hub.address}/hub/health", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(hub.log.read_text()[-3000:])


def test_who_comes_from_the_platform_is_signed_in(hub: Hub) -> None:
    browser = requests.Session()
    assert hub.name(browser) == ""
    form = hub.form(browser)
    assert hub.send(browser, form) == 302
    assert hub.name(browser) == "anna@example.org"
    said = hub.log.read_text()
    assert "User logged in: anna@example.org" in said
    assert form.fields["id_token"] not in said


WRONG: dict[str, dict[str, Any]] = {
    "another deployment": {"deployment_id": "8"},
    "another audience": {"aud": "another-tool"},
    "another platform": {"iss": "https://other.example.org"},
    "another nonce": {"nonce": "0" * 64},
    "an old launch": {"iat": int(time.time()) - 3600},
    "a launch that ended": {"exp": int(time.time()) - 60},
    "no name": {"email": ""},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
def test_a_launch_that_is_not_for_us_is_turned_away(hub: Hub, changed: dict[str, Any]) -> None:
    browser = requests.Session()
    form = hub.form(browser)
    form.fields["id_token"] = hub.platform.id_token(**{"nonce": claims(form)["nonce"], **changed})
    assert hub.send(browser, form) in (400, 401, 403)
    assert hub.name(browser) == ""


def test_a_launch_that_somebody_else_signed_is_turned_away(hub: Hub) -> None:
    browser = requests.Session()
    form = hub.form(browser)
    stranger = JWK.generate(kty="RSA", size=2048)
    good = form.fields["id_token"]
    for forged in (hub.platform.id_token(claims(form)["nonce"], stranger), unsigned(good), good[:-8] + "AAAAAAAA"):
        browser = requests.Session()
        form = hub.form(browser)
        form.fields["id_token"] = forged
        assert hub.send(browser, form) in (400, 401, 403)
        assert hub.name(browser) == ""


def test_a_launch_counts_once_even_with_its_cookies(hub: Hub) -> None:
    browser = requests.Session()
    form = hub.form(browser)
    stolen = requests.Session()
    stolen.cookies.update(browser.cookies)
    assert hub.send(browser, form) == 302
    assert hub.send(stolen, form) == 403
    assert hub.name(stolen) == ""
    assert hub.send(requests.Session(), form) == 400  # nor without them


def claims(form: Form) -> dict[str, Any]:
    said: dict[str, Any] = jwt.decode(form.fields["id_token"], options={"verify_signature": False})
    return said


def unsigned(token: str) -> str:
    said = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(said, "", algorithm="none", headers={"kid": "of-the-platform"})
