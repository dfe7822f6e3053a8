"""Which course of which platform marks go to: the addresses of its services, and the name it knows us by."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from wellfounded.grading.lms.private_files import FOLDER, PrivateFileError, read_private, write_private
from wellfounded.i18n.errors import UserError

CONNECTION = "connection.json"
REMEDY = "Say which course it is: 'wellfounded marks connect --help'."
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
MOODLE_COURSE = re.compile(r"(?P<site>https?://.+)/course/view\.php\?(?:.*&)?id=(?P<course>\d+)(?:[&#].*)?")
CANVAS_COURSE = re.compile(r"(?P<site>https?://[^/]+)/courses/(?P<course>\d+)(?:[/?#].*)?")


class ConnectionDataError(UserError):
    """An address or a name cannot be used; the message says which, and what is expected."""


class Connection(BaseModel):
    """The services of one course. Nothing in it is secret but to people who guess: the key alone opens them."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    client_id: str
    token_url: str
    line_items: str
    members: str

    @property
    def origins(self) -> set[str]:
        """Return the hosts that a request may go to, as `https://host`."""
        return {_origin(url) for url in (self.token_url, self.line_items, self.members)}


def moodle_connection(address: str, client_id: str, deployment: str) -> Connection:
    """Return the connection to a Moodle course by its address; `deployment` is the tool's number in Moodle.

    The paths are those of Moodle's services (`mod/lti/service`, read in November 2026).
    """
    match = MOODLE_COURSE.fullmatch(address)
    if not match:
        raise ConnectionDataError(
            f"{address}: is no Moodle course. Open the course, and copy its address: https://…/course/view.php?id=42."
        )
    if not deployment.isdecimal():
        raise ConnectionDataError("--deployment is a number: Moodle calls it “Deployment ID” in the tool's details.")
    services = f"{match['site']}/mod/lti/services.php"
    return _checked(
        client_id,
        token_url=f"{match['site']}/mod/lti/token.php",
        line_items=f"{services}/{match['course']}/lineitems?type_id={deployment}",
        members=f"{services}/CourseSection/{match['course']}/bindings/{deployment}/memberships",
    )


def canvas_connection(address: str, client_id: str) -> Connection:
    """Return the connection to a Canvas course by its address; the paths are those of Canvas's API documentation."""
    match = CANVAS_COURSE.fullmatch(address)
    if not match:
        raise ConnectionDataError(
            f"{address}: is no Canvas course. Open the course, and copy its address: https://…/courses/42."
        )
    course = f"{match['site']}/api/lti/courses/{match['course']}"
    return _checked(
        client_id,
        token_url=f"{match['site']}/login/oauth2/token",
        line_items=f"{course}/line_items",
        members=f"{course}/names_and_roles",
    )


def other_connection(client_id: str, token_url: str, line_items: str, members: str) -> Connection:
    """Return the connection to a platform whose addresses its administrator named."""
    return _checked(client_id, token_url=token_url, line_items=line_items, members=members)


def write_connection(folder: Path, connection: Connection) -> None:
    """Keep a connection; OSError when that fails."""
    write_private(folder / CONNECTION, connection.model_dump_json(indent=2) + "\n")


def read_connection(course: Path) -> Connection:
    """Return a course's connection; PrivateFileError where there is none that can be used."""
    path = course / FOLDER / CONNECTION
    try:
        connection = Connection.model_validate_json(read_private(path, REMEDY))
        return _checked(**connection.model_dump())
    except ValidationError as error:
        raise PrivateFileError(f"{path}: is damaged. {REMEDY}") from error


def _checked(client_id: str, **urls: str) -> Connection:
    """Return a connection whose addresses are encrypted, or on this machine; ConnectionDataError otherwise."""
    if not client_id:
        raise ConnectionDataError("--client-id is missing: the platform shows it once the tool is registered.")
    for url in urls.values():
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE):
            raise ConnectionDataError(f"{url}: begins with https://, or nothing is sent: others could read along.")
        if not parts.hostname or parts.username:
            raise ConnectionDataError(f"{url}: is no address. Copy it from your browser.")
    return Connection(client_id=client_id, **urls)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
