"""The web: people, their sessions, the web face of the directory, and (next) cases.

``app`` may use ``directory``; nothing uses ``app``. See docs/architecture.md.
"""
