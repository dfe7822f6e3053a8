"""What is the same on every hub: who is in which course, the server of a learner, and each course's formgrader.

A configuration loads this with `load_subconfig("courses.py")`. The courses stand in courses.toml, the learners of each
in its class.csv. Both are read when somebody signs in; a new course needs a restart of the hub.
"""

import csv
import sys
import tomllib
from pathlib import Path

from tornado import web

c = get_config()  # noqa: F821 (traitlets provides it)

TABLE = Path(__file__).with_name("courses.toml")
COURSES = tomllib.loads(TABLE.read_text())["courses"]
EXCHANGE = tomllib.loads(TABLE.read_text())["exchange"]


def members(course):
    """Return the names of a course's learners, and of its instructors."""
    listed = Path(course["folder"], "class.csv")
    rows = csv.DictReader(listed.read_text("utf-8-sig").splitlines()) if listed.is_file() else []
    return {row["id"].strip().lower() for row in rows if row.get("id")}, set(course["instructors"])


async def join_groups(_authenticator, _handler, person):
    """Put whoever signs in into the groups of their courses, and into no other; turn away who has no course."""
    groups = set(person.get("groups") or ())  # from a learning platform, where people sign in by it
    for name, course in tomllib.loads(TABLE.read_text())["courses"].items():
        learners, instructors = members(course)
        groups |= {f"nbgrader-{name}"} if person["name"] in learners else set()
        groups |= {f"formgrade-{name}"} if person["name"] in instructors else set()
    if not groups and not person["admin"]:
        raise web.HTTPError(403, "You are in no course here. Ask your instructor to put you into the class.")
    return {**person, "groups": sorted(groups)}


# JupyterHub 5 and newer lets nobody in without an `allow` setting: here everybody who can sign in and has a course.
c.Authenticator.allow_all = True
c.Authenticator.manage_groups = True
c.Authenticator.post_auth_hook = join_groups


def courses_of(user):
    """Return the ids of the courses that a user learns or teaches."""
    groups = {group.name for group in user.groups}
    return [name for name in COURSES if groups & {f"nbgrader-{name}", f"formgrade-{name}"}]


def choose_course(spawner):
    """Return the form that asks which course to open; none where there is one."""
    names = courses_of(spawner.user)
    options = "".join(f"<option>{name}</option>" for name in names)
    form = f'<label for="course">Which course?</label> <select class="form-control" id="course" name="course">{options}'
    return f"{form}</select>" if len(names) > 1 else ""


def environment(name):
    """Return what the servers of a course need to know."""
    programs = f"{COURSES[name]['lessons']}/.venv/bin"
    return {
        "WELLFOUNDED_COURSE_ID": name,
        "WELLFOUNDED_EXCHANGE": EXCHANGE,
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
    }


def serve_course(spawner):
    """Let a learner's server show the course that they chose: the kit lies at the same place in a container."""
    names = courses_of(spawner.user)
    name = spawner.user_options.get("course", names[0] if names else "")
    if name not in names:
        raise web.HTTPError(403, "You are not in this course.")
    lessons = COURSES[name]["lessons"]
    spawner.cmd = [f"{lessons}/.venv/bin/python", "-P", "-m", "wellfounded.launch.hub"]
    spawner.environment = {**spawner.environment, **environment(name), "WELLFOUNDED_COURSE": lessons}


c.Spawner.options_form = choose_course
c.Spawner.options_from_form = lambda chosen: {"course": chosen["course"][0]}
c.Spawner.pre_spawn_hook = serve_course
c.Spawner.start_timeout = c.Spawner.http_timeout = 120  # seconds: a whole class may start in the same minute

# Formgrader, and a JupyterLab with a terminal, for each course: a service that runs as the account that grades. It has
# the keys, so it is open to the course's instructors alone. It opens in a tab: hubs forbid to show it in a frame.
c.JupyterHub.services = [
    {
        "name": name,
        "url": f"http://127.0.0.1:{course['port']}",
        "command": [f"{course['lessons']}/.venv/bin/jupyterhub-singleuser"],
        "user": course["account"],
        "cwd": course["folder"],
        "environment": {
            **environment(name),
            "JUPYTERHUB_USER": course["account"],  # without it the service answers 500
            "JUPYTERHUB_DEFAULT_URL": "/formgrader",
        },
        "oauth_no_confirm": True,
        "timeout": 120,  # seconds to start in: a hub of version 6 ends where a service takes longer than 30
    }
    for name, course in COURSES.items()
]
c.JupyterHub.load_roles = [
    {
        "name": f"formgrade-{name}",
        "scopes": [f"access:services!service={name}", f"list:services!service={name}"],
        "groups": [f"formgrade-{name}"],
    }
    for name in COURSES
]


def first_page(handler):
    """Lead learners to their lessons, and whoever teaches to the hub's own page, whose menu Services has formgrader."""
    if handler.current_user is None:
        return "/hub/login"
    teaches = any(group.name.startswith("formgrade-") for group in handler.current_user.groups)
    return "/hub/home" if teaches else "/hub/spawn"


c.JupyterHub.default_url = first_page

# A server that nobody used for an hour is ended, and starts again when its page is loaded. No answer is lost: each is
# on disk before the lesson says Saved.
c.JupyterHub.implicit_spawn_seconds = 1
c.JupyterHub.services.append(
    {"name": "cull-idle", "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"]}
)
c.JupyterHub.load_roles.append(
    {
        "name": "cull-idle",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["cull-idle"],
    }
)
