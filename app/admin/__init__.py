"""Administration: people and their roles. Nothing here opens a case."""
