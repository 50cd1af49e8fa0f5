"""What a sheet is, how it is imported, kept true and found. Knows Peewee, never the web."""
