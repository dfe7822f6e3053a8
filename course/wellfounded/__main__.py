"""Runs the command line by `python -m wellfounded`."""

from wellfounded.launch.commands import app

app()
