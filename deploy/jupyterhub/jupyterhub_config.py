"""A hub on one machine, for people who have accounts on it. tests/hub/ runs this file as it is.

It is run as root, and keeps what it remembers in the folder it is started in.
"""

c = get_config()  # noqa: F821 (traitlets provides it)

load_subconfig("courses.py")  # noqa: F821 (traitlets provides it)

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # only this machine: a web server with HTTPS stands before it
c.JupyterHub.authenticator_class = "pam"  # people sign in by the password of their account
c.JupyterHub.spawner_class = "localprocess"  # a server runs as its learner, in their home

c.Authenticator.admin_users = set()  # names of those who may see and stop all servers; none needs to
