"""`wellfounded marks connect`: makes the key pair, says what to type into a platform, and tries the connection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wellfounded.grading.lms.connection import Connection, write_connection
from wellfounded.grading.lms.key_pair import KEY, make_key, public_web_key, read_key
from wellfounded.grading.lms.platform import OWN_COLUMN, Platform
from wellfounded.grading.lms.polite_session import Log, Pace
from wellfounded.grading.lms.private_files import private_folder

HUB = "https://YOUR-HUB"
# The names are those of the forms in Moodle 4 and 5 and in Canvas, read in November 2026.
TO_TYPE = """\
Moodle: Site administration > Plugins > Activity modules > External tool > Manage tools > configure a tool manually.
  Tool URL                        {hub}/hub/
  LTI version                     LTI 1.3
  Public key type                 RSA key
  Public key                      the first of the keys below
  Initiate login URL              {hub}/hub/lti13/oauth_login
  Redirection URI(s)              {hub}/hub/lti13/oauth_callback
  IMS LTI Assignment and Grade Services     Use this service for grade sync and column management
  IMS LTI Names and Role Provisioning       Use this service to retrieve members' information as per privacy settings
  Share launcher's name, and email          Always
  Its configuration details, in the list of tools, then show its “Client ID” and “Deployment ID”:
  wellfounded marks connect --moodle ADDRESS-OF-YOUR-COURSE --client-id … --deployment …

Canvas: Admin > Developer Keys > + LTI Key, method “Manual Entry”.
  Redirect URIs                   {hub}/hub/lti13/oauth_callback
  Target Link URI                 {hub}/hub/
  OpenID Connect Initiation Url   {hub}/hub/lti13/oauth_login
  JWK Method                      Public JWK: the second of the keys below
  LTI Advantage Services          the three that create, view and post line items, results and scores ("Can create and
                                  view assignment data…", "Can view submission data…", "Can create and update
                                  submission results…"), and "Can retrieve user data…"
  Privacy level                   Public
  Then switch the key on, add the app to your course by its Client ID, and say:
  wellfounded marks connect --canvas ADDRESS-OF-YOUR-COURSE --client-id …

Another platform takes the same; its administrator tells you its addresses:
  wellfounded marks connect --client-id … --token-url … --line-items … --members …
"""


def key_lines(course: Path, hub: str) -> Iterator[str]:
    """Make the key pair if there is none, and yield what to type where."""
    folder = private_folder(course)
    made = make_key(folder)
    _, public = read_key(folder)
    yield f"{'A new key lies' if made else 'The key lies'} in {folder / KEY}. Keep it there, and to yourself.\n"
    yield TO_TYPE.format(hub=hub.rstrip("/") or HUB)
    yield public
    web_key = public_web_key(public)
    yield web_key
    yield "\nWhere a key set is asked for, it is this:\n"
    yield f'{{"keys": [{web_key}]}}'


def connect(course: Path, connection: Connection, log: Log) -> Iterator[str]:
    """Try a connection, keep it if the platform answers, and yield what it said; PlatformError where it refuses."""
    folder = private_folder(course)
    make_key(folder)
    platform = Platform(connection, *read_key(folder), Pace(rate=10), log)
    learners, columns = platform.learners(), platform.columns()
    write_connection(folder, connection)
    yield f"Connected. The platform knows {len(learners)} learners of this course."
    ours = (
        ", ".join(name.removeprefix(OWN_COLUMN) for name in columns) or "none yet; 'wellfounded marks send' makes them"
    )
    yield f"Columns of this course there: {ours}."
    yield "Next: wellfounded roster --from-lms"
