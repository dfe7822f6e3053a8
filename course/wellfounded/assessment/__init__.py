"""Points, attempts and calibration, from cases and a journal alone; no page is made here."""
