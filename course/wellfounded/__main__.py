"""Runs the command line by `python -m wellfounded`."""

from wellfounded.cli import app

app()
