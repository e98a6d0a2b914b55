"""Editing: what an editor and a clinician use to check, hear and sign off the content."""
