"""People sign in from their course in a learning platform, by LTI 1.3, and no password is asked for.

A configuration loads this with `load_subconfig("lti.py")`, in place of the line that says how people sign in. The
platform stands in lti.toml. jupyterhub-ltiauthenticator checks signature, issuer, audience, age, state and nonce; it
leaves to us from which deployment a launch comes, that it counts once, and that nobody gets a name of another kind.
"""

import time
import tomllib
from pathlib import Path

from ltiauthenticator.lti13.auth import LTI13Authenticator
from tornado import web

c = get_config()  # noqa: F821 (traitlets provides it)

PLATFORM = tomllib.loads(Path(__file__).with_name("lti.toml").read_text())
DEPLOYMENT = "https://purl.imsglobal.org/spec/lti/claim/deployment_id"
LONGEST_LAUNCH = 600  # seconds, after which a launch is too old in any case


class CourseAuthenticator(LTI13Authenticator):
    """Lets in who comes from the platform's own course, once a launch."""

    def __init__(self, **options):
        """Begin with no launch."""
        super().__init__(**options)
        self.used = {}  # nonces, and when each was used

    async def authenticate(self, handler, data=None):
        """Return who a launch is, which was found to be signed by the platform and new; 403 where it is not for us."""
        launch = data or {}
        if launch.get(DEPLOYMENT) not in PLATFORM["deployments"]:
            raise web.HTTPError(403, "You come from a place that this hub does not know. Ask your instructor.")
        now = time.monotonic()
        self.used = {nonce: at for nonce, at in self.used.items() if now - at <= LONGEST_LAUNCH}
        if launch["nonce"] in self.used:
            raise web.HTTPError(403, "This link was used before. Open the course from your learning platform again.")
        self.used[launch["nonce"]] = now
        if not launch.get(PLATFORM["name"]):
            raise web.HTTPError(403, "Your learning platform does not say who you are. Ask your instructor.")
        return await super().authenticate(handler, launch)


c.JupyterHub.authenticator_class = CourseAuthenticator
c.LTI13Authenticator.issuer = PLATFORM["platform"]
c.LTI13Authenticator.client_id = {PLATFORM["client"]}
c.LTI13Authenticator.authorize_url = PLATFORM["sign_in"]
c.LTI13Authenticator.jwks_endpoint = PLATFORM["keys"]
c.LTI13Authenticator.username_key = PLATFORM["name"]
c.LTI13LaunchValidator.max_age = LONGEST_LAUNCH
c.LTI13LaunchValidator.time_leeway = 10  # seconds by which two clocks may differ
