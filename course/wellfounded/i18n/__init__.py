"""What the interface says, in the languages that a learner can choose."""
