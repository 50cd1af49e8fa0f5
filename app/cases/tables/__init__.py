"""The rows of case work. A ``BlobField`` holds encrypted words; what is clear tells nothing by itself.

``core`` cases, teams and keys; ``consents``; ``referrals``; ``notes`` notes, drafts and tasks; ``people``
client, household, linked persons, partners; ``desk`` settings, one's own desk, counters.
"""
