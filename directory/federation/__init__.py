"""Sources: other servers whose directory is read on a schedule, and how their word becomes ours.

``fetching`` asks one address within limits, ``reading`` knows what a feed looks like, ``judging`` holds back
what cannot be right, ``pulling`` stages or takes in what is new by the one import machinery.
"""
