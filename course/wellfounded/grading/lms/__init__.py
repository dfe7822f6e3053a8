"""Marks to a learning platform, and its class list, by LTI 1.3 Advantage."""
