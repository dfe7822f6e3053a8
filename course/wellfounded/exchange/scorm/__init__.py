"""An interview as a page that a learning platform plays: a SCORM 1.2 package."""
