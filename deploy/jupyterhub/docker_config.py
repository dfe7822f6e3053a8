"""A hub whose learners' servers run in Docker, on one machine. An example to begin from: not tested.

The image has Python at the same place as this machine, JupyterHub and the course from the same lock, and the kit at
/srv/courses/ID: `courses.py` starts it there as it would here. It needs `pip install dockerspawner`.
"""

c = get_config()  # noqa: F821 (traitlets provides it)

load_subconfig("courses.py")  # noqa: F821 (traitlets provides it)

c.JupyterHub.spawner_class = "docker"
c.JupyterHub.hub_ip = "0.0.0.0"  # noqa: S104 (containers have to reach it: let a firewall close it to others)
c.DockerSpawner.image = "your-registry/well-founded:2027"
c.DockerSpawner.network_name = "jupyterhub"
c.DockerSpawner.remove = True  # a server that ended leaves nothing behind but the learner's home
c.JupyterHub.authenticator_class = "pam"  # or any other: accounts on this machine are not needed

# A home for each learner, which persists, and the exchange, which all share.
c.DockerSpawner.volumes = {
    "/srv/homes/{username}": "/srv/learner",
    "/srv/nbgrader/exchange": "/srv/nbgrader/exchange",
}

serve_course = c.Spawner.pre_spawn_hook


def as_one_of_many(spawner):
    """Let each learner work under a number of their own: as one `jovyan`, they could open each other's answers.

    /srv/homes/NAME has to belong to that number. Formgrader's account reads submissions by their group.
    """
    serve_course(spawner)
    number = 100_000 + spawner.user.id
    spawner.extra_create_kwargs = {"user": f"{number}:{number}"}
    spawner.environment = {**spawner.environment, "HOME": "/srv/learner"}


c.Spawner.pre_spawn_hook = as_one_of_many
