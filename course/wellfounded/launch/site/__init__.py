"""Builds the course as plain web pages: no server, and the course's own Python in the reader's browser."""
