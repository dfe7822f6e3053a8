"""Has work done by several processes at once, on this machine or on many."""
