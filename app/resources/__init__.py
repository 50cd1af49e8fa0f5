"""The web face of the directory: search as you type, and the sheet."""
