"""The web face of case work; each module hangs its own pages on the blueprint of ``base``."""
