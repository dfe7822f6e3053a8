"""Several markers: written answers are shared out, marked on a page of their own, and brought into the gradebook."""
