"""An error that whoever meets it can mend."""


class UserError(Exception):
    """What went wrong, in words for the person who asked for it: the place, and what to do. Shown as it stands."""
