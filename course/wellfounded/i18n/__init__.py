"""The messages of the interface, in the languages that a learner can choose."""
