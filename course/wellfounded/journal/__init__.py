"""A learner's journal: its events, appended so that each is on disk before the learner hears of it, and read back."""
