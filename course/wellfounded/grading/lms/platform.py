"""One course of a learning platform, by LTI 1.3's services: who is in it, its columns of marks, and what they hold.

The protocol is that of pylti1p3next: the media types, the pages that lead to each other, what a score says. Added here
are words for what went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests
from pylti1p3.assignments_grades import AssignmentsGradesService
from pylti1p3.exception import LtiException, LtiServiceException
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem
from pylti1p3.names_roles import NamesRolesProvisioningService
from pylti1p3.registration import Registration

from wellfounded.grading.lms.connection import Connection
from wellfounded.grading.lms.connector import REGISTER, Connector, PlatformError, reason
from wellfounded.grading.lms.polite_session import Log, Pace, polite_session

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope"
SCOPES = [f"{AGS}/lineitem", f"{AGS}/result.readonly", f"{AGS}/score"]
LEARNER_ROLE = re.compile(r"(http://purl\.imsglobal\.org/vocab/lis/v2/membership#)?Learner")
OWN_COLUMN = "wellfounded:"  # begins the name by which we find our own columns again
CANVAS = "https://canvas.instructure.com/lti/submission"


@dataclass(frozen=True)
class Member:
    """A learner whom the platform knows; `user` is its own name for them."""

    user: str
    email: str = ""
    first: str = ""
    last: str = ""
    name: str = ""
    number: str = ""  # the institution's, as Moodle's “ID number”


@dataclass(frozen=True)
class Score:
    """A mark to post, complete: posted again it says the same."""

    user: str
    points: float
    maximum: float
    timestamp: str
    comment: str = ""


class Platform:
    """The services of one course."""

    def __init__(
        self, connection: Connection, private: str, public: str, pace: Pace, log: Log, connections: int = 1
    ) -> None:
        """Make no request yet."""
        registration = Registration().set_issuer(connection.token_url).set_client_id(connection.client_id)
        registration.set_auth_token_url(connection.token_url)
        registration.set_tool_private_key(private).set_tool_public_key(public)
        session = polite_session(connection.origins, connection.token_url, pace, connections, log)
        self._connector = Connector(registration, session)
        self._marks = AssignmentsGradesService(
            self._connector,
            {"scope": SCOPES, "lineitems": connection.line_items},  # type: ignore[typeddict-item]
        )
        self._members = NamesRolesProvisioningService(self._connector, {"context_memberships_url": connection.members})

    def learners(self) -> list[Member]:
        """Return the learners of the course, from all pages; PlatformError where it does not say."""
        with _explained("the class list"):
            return [
                _member(member)
                for member in self._members.get_members()
                if member.get("status", "Active") == "Active" and _is_learner(member.get("roles", []))
            ]

    def column(self, module: str) -> LineItem | None:
        """Return our column of a module, None if there is none yet; PlatformError where there are two."""
        with _explained("the columns of marks"):
            wanted = OWN_COLUMN + module
            columns = [item for item in self._marks.get_lineitems() if item.get("resourceId") == wanted]
        if len(columns) > 1:
            raise PlatformError(
                f"{module}: the platform has {len(columns)} columns of this module. Delete all but one."
            )
        return LineItem(columns[0]) if columns else None

    def columns(self) -> list[str]:
        """Return the names by which we know our columns; PlatformError where the platform does not say."""
        with _explained("the columns of marks"):
            names = [str(item.get("resourceId", "")) for item in self._marks.get_lineitems()]
        return sorted(name for name in names if name.startswith(OWN_COLUMN))

    def make_column(self, module: str, maximum: float) -> LineItem:
        """Return our column of a module, made if there is none."""
        column = LineItem().set_label(module).set_resource_id(OWN_COLUMN + module)
        with _explained("a new column of marks"):
            return self.column(module) or self._marks.create_lineitem(column.set_score_maximum(maximum))

    def results(self, column: LineItem) -> dict[str, float]:
        """Return which share of the points each user has in a column; who has no mark there is left out."""
        with _explained("the marks that it has"):
            return dict(_shares(self._marks.get_grades(column)))

    def result(self, column: LineItem, user: str) -> float | None:
        """Return which share of the points a user has in a column; of a platform that ignores the question, too."""
        address = LineItem({"id": _with_query(str(column.get_id()), "user_id", user)})
        with _explained("a mark that it has"):
            return dict(_shares(self._marks.get_grades(address))).get(user)

    def post(self, column: LineItem, score: Score) -> None:
        """Post a score; LtiServiceException where it is refused, a requests exception where no answer came.

        Canvas is told that nothing new was handed in: otherwise each score would count as an attempt.
        """
        grade = Grade().set_user_id(score.user).set_score_given(score.points).set_score_maximum(score.maximum)
        grade.set_activity_progress("Completed").set_grading_progress("FullyGraded").set_timestamp(score.timestamp)
        grade.set_extra_claims({CANVAS: {"new_submission": False}})
        if score.comment:
            grade.set_comment(score.comment)
        self._marks.put_grade(grade, column)


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Turn what goes wrong into words for an instructor."""
    try:
        yield
    except LtiServiceException as error:
        status = error.response.status_code
        remedy = f" {REGISTER}." if status in (401, 403, 404) else " Run the same again later." if status >= 500 else ""
        raise PlatformError(f"The platform does not give {what}. It says: {reason(error)}.{remedy}") from error
    except requests.exceptions.InvalidSchema as error:
        raise PlatformError(
            f"The platform led us to another host for {what}, and nothing was sent there. "
            "Connect again with the address that the platform itself uses."
        ) from error
    except requests.RequestException as error:
        raise PlatformError(
            f"The platform did not answer ({type(error).__name__}). Run the same again later; nothing is sent twice."
        ) from error
    except (LtiException, AttributeError, KeyError, TypeError, ValueError) as error:
        raise PlatformError(
            f"The platform's answer, asked for {what}, cannot be read ({type(error).__name__})."
        ) from error


def _is_learner(roles: Iterable[str]) -> bool:
    return any(LEARNER_ROLE.fullmatch(role) for role in roles)


def _member(member: Any) -> Member:
    first, last, name = (str(member.get(key) or "") for key in ("given_name", "family_name", "name"))
    email, number = str(member.get("email") or ""), str(member.get("lis_person_sourcedid") or "")
    return Member(str(member["user_id"]), email, first, last, name, number)


def _shares(results: Iterable[Any]) -> Iterator[tuple[str, float]]:
    for result in results:
        if result.get("resultScore") is not None:
            yield str(result["userId"]), float(result["resultScore"]) / (float(result.get("resultMaximum") or 0) or 1.0)


def _with_query(url: str, name: str, value: str) -> str:
    prepared = requests.Request("GET", url, params={name: value}).prepare()
    return str(prepared.url)
