"""A key is made that nobody else can read, a platform is told of it, and a connection is kept that was tried."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests
from jwcrypto.jwk import JWK

from tests.grading.lms.conftest import Run
from tests.grading.lms.platform_server import ASSERTION, CLIENT, Platform
from wellfounded.grading.lms.connection import (
    Connection,
    ConnectionDataError,
    canvas_connection,
    moodle_connection,
    other_connection,
    read_connection,
)
from wellfounded.grading.lms.key_pair import KEY, make_key, read_key
from wellfounded.grading.lms.private_files import PrivateFileError


def test_a_key_is_made_once_readable_by_its_owner_alone(run: Run, course: Path) -> None:
    path = course / ".lms" / KEY
    path.unlink()
    before = os.umask(0)
    try:
        done = run("marks", "connect", "--hub", "https://hub.example.org/")
    finally:
        os.umask(before)
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    made = path.read_text()
    assert "https://hub.example.org/hub/lti13/oauth_login" in done.output
    *_, web_key, key_set = [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
    (public,) = key_set["keys"]
    assert web_key == public
    assert JWK(**public).thumbprint() == JWK.from_pem(made.encode()).thumbprint() == public["kid"]
    assert public["alg"] == "RS256"
    assert not {"d", "p", "q"} & public.keys()
    assert "PRIVATE" not in done.output
    assert "-----BEGIN PUBLIC KEY-----" in done.output
    assert run("marks", "connect").exit_code == 0
    assert path.read_text() == made


def test_git_takes_nothing_of_it_up(run: Run, course: Path) -> None:
    run("marks", "send")
    subprocess.run(["git", "init", "--quiet"], cwd=course, check=True)
    shown = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=course, capture_output=True, text=True, check=True
    )
    assert "nbgrader_config.py" in shown.stdout
    assert ".lms" not in shown.stdout


def test_a_connection_is_kept_once_the_platform_answers(run: Run, platform: Platform, course: Path) -> None:
    kept = course / ".lms" / "connection.json"
    kept.unlink()
    words = ["marks", "connect", "--moodle", f"{platform.address}/course/view.php?id=42", "--deployment", "7"]
    refused = run(*words, "--client-id", "another")
    assert refused.exit_code == 1
    assert "does not accept our key" in refused.output
    assert "invalid_client" in refused.output
    assert not kept.exists()
    done = run(*words, "--client-id", CLIENT)
    assert done.exit_code == 0, done.output
    assert "knows 4 learners" in done.output
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert run("marks", "send").exit_code == 0


def test_a_platform_that_does_not_grant_a_service_says_so(run: Run, platform: Platform) -> None:
    platform.granted = {scope for scope in platform.granted if not scope.endswith("/score")}
    done = run("marks", "send")
    assert done.exit_code == 1
    assert "invalid_scope" in done.output
    assert "may use these services" in done.output
    assert platform.posted == []


def test_the_addresses_of_a_course_are_those_of_its_platform() -> None:
    moodle = moodle_connection("https://moodle.example.org/school/course/view.php?id=42&section=3", "c", "7")
    assert moodle == Connection(
        client_id="c",
        token_url="https://moodle.example.org/school/mod/lti/token.php",  # noqa: S106 (an address)
        line_items="https://moodle.example.org/school/mod/lti/services.php/42/lineitems?type_id=7",
        members="https://moodle.example.org/school/mod/lti/services.php/CourseSection/42/bindings/7/memberships",
    )
    canvas = canvas_connection("https://school.instructure.com/courses/42/assignments", "c")
    assert canvas == Connection(
        client_id="c",
        token_url="https://school.instructure.com/login/oauth2/token",  # noqa: S106 (an address)
        line_items="https://school.instructure.com/api/lti/courses/42/line_items",
        members="https://school.instructure.com/api/lti/courses/42/names_and_roles",
    )


@pytest.mark.parametrize("address", ["http://moodle.example.org", "ftp://x", "https://a:b@moodle.example.org", ""])
def test_an_address_that_others_could_read_along_is_refused(address: str) -> None:
    with pytest.raises(ConnectionDataError):
        other_connection("c", f"{address}/token", f"{address}/items", f"{address}/members")
    with pytest.raises(ConnectionDataError):
        moodle_connection(f"{address}/course/view.php?id=42", "c", "7")


def test_a_connection_that_was_changed_by_hand_is_checked_again(course: Path) -> None:
    path = course / ".lms" / "connection.json"
    path.write_text(path.read_text().replace("http://127.0.0.1", "http://moodle.example.org"))
    with pytest.raises(ConnectionDataError, match="others could read along"):
        read_connection(course)
    path.write_text("{}")
    with pytest.raises(PrivateFileError, match="damaged"):
        read_connection(course)


def test_a_file_that_is_no_key_is_not_quoted(course: Path) -> None:
    path = course / ".lms" / KEY
    path.write_text("-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n")
    with pytest.raises(PrivateFileError) as told:
        read_key(path.parent)
    assert "secret" not in str(told.value)


def assertion(platform: Platform, private: str, **changed: Any) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": CLIENT,
        "sub": CLIENT,
        "aud": platform.token_url,
        "iat": now,
        "exp": now + 60,
        "jti": str(now),
    }
    return jwt.encode(claims | changed, private, algorithm="RS256")


def asked(platform: Platform, token: str) -> int:
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION, "client_assertion": token}
    scope = next(iter(platform.granted))
    return requests.post(platform.token_url, data={**form, "scope": scope}, timeout=10).status_code


def test_the_tests_platform_gives_no_token_for_what_is_not_rightly_signed(
    platform: Platform, key: tuple[str, str], tmp_path: Path
) -> None:
    """Otherwise that ours is accepted would say nothing."""
    good = assertion(platform, key[0])
    assert asked(platform, good) == 200
    assert asked(platform, good) == 400  # a replay
    make_key(tmp_path)
    assert asked(platform, assertion(platform, read_key(tmp_path)[0], jti="1")) == 400
    old = int(time.time()) - 1000
    wrong: list[dict[str, Any]] = [{"aud": "https://other"}, {"exp": old}, {"iat": old}, {"iss": "x"}, {"sub": "x"}]
    for number, changed in enumerate(wrong):
        assert asked(platform, assertion(platform, key[0], jti=f"two-{number}", **changed)) == 400, changed
    assert asked(platform, good[:-4] + "AAAA") == 400
