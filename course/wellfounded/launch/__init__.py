"""How the course is started: the command line, a JupyterLab of its own, Binder, and a zip for a cohort."""
