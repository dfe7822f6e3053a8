"""A learner's copy of the lessons: which lesson lies where, what was done, what comes next, what can be taken along."""
