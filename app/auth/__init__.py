"""People: accounts, roles, passphrases, sessions that can be revoked."""
