"""Cases: who may see one, what is written in it, and what follows from it.

Every query begins at the user (``access.visible_to``). Words are encrypted with the case's own key
(``opening.Opened``); dates, membership and taxonomy codes are clear (docs/security.md).
"""
