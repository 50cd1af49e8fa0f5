"""Words to ranked ids. This package is code; the index's bytes live in ``DATA_DIR/index``.

The index is a disposable cache of the database: delete it at any time, it is built again. No personal
data ever enters it; case notes never do. Only this package knows Whoosh.
"""
