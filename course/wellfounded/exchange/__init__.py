"""Takes questions to other platforms and back: what a question becomes there, and how a file of theirs is read."""
