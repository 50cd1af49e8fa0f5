"""The web: people and their sessions, cases, reports, the exchange, and the web face of the directory.

``app`` may use ``directory``; nothing uses ``app``. See docs/architecture.md.
"""
