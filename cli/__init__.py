"""The command line: spine-guide, one command per file."""
