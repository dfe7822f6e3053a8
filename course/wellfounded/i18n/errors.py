"""The base class of errors that a user can do something about."""


class UserError(Exception):
    """An error whose message is shown to the user as it is: what went wrong, where, and what to do."""
