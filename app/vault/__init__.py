"""The envelope: everything that tells about a person is encrypted with keys that only people open.

``passphrase``  passphrase → Argon2id → a verifier, and the key that opens the account's private key
``keys``        X25519 pairs; a case's key sealed to each member and to the recovery key (HPKE)
``values``      one text, bound to its table, row, column and case, padded to hide its length
``session``     the private key while somebody is signed in, sealed under the browser's token
``recovery``    the recovery key as words on paper, with a checksum
``sentinel``    tells a wrong pepper at start-up, before anything is written

Pure functions on bytes: no web, no database. docs/security.md says what this protects and what not.
"""
