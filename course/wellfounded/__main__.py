"""Runs the command line by `python -m wellfounded`."""

from wellfounded.launch.commands import app

if __name__ == "__main__":
    app()
