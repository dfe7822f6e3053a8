"""A learner's journal: events that are on disk before anyone is told so, read again whatever became of the file."""
