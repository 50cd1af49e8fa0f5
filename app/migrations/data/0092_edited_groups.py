"""Groups of the thesaurus that an editor changed before such changes were marked: no later version of the
program puts its own words there. The audit log knows which they are."""


def up(migrator, db):
    db.execute_sql(
        "UPDATE thesaurusgroup SET packaged = FALSE WHERE code IN (SELECT about FROM auditline "
        "WHERE verb IN ('thesaurus.added', 'thesaurus.changed', 'thesaurus.removed'))"
    )
