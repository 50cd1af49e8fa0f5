"""The directory in the field's standard: Open Referral's Human Services Data Specification (HSDS) 3.0.

What leaves is written here, from the official statement alone: field by field, so that a column that is
added to a table stays inside until somebody lets it out. docs/directory.md has the mapping.
"""
