"""Due dates and extensions: written into nbgrader's gradebook, said in full, and shown to learners."""
