"""Cases, answers, reviews and whole pages, as HTML that is safe to show."""
