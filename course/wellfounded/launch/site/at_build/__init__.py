"""What runs in Python for browsers when a site is built, and in none of its pages."""
