"""What a lesson calls in its cells."""
