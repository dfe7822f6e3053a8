"""Starts the course: the command line, a JupyterLab for learners, Binder, and a zip file for a cohort."""
