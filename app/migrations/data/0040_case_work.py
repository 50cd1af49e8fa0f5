"""Case work: people, consents, referrals with their life cycle, partners, circles, documents, one's desk."""

from peewee import *


def up(migrator, db):
    class Case(Model):
        class Meta:
            database = db
            table_name = "case"

    class Note(Model):
        class Meta:
            database = db
            table_name = "note"

    class Referral(Model):
        class Meta:
            database = db
            table_name = "referral"

    class Service(Model):
        class Meta:
            database = db
            table_name = "service"

    class Task(Model):
        class Meta:
            database = db
            table_name = "task"

    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Appointment(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        at = DateTimeField()
        facts = BlobField()

        class Meta:
            database = db
            table_name = "appointment"

    db.create_tables([Appointment])

    class Circle(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        owner = ForeignKeyField(User)
        private = BooleanField(default=False)
        name = BlobField()
        key_version = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "circle"

    db.create_tables([Circle])

    class CircleMember(Model):
        circle = ForeignKeyField(Circle, on_delete="CASCADE")
        user = ForeignKeyField(User)

        class Meta:
            database = db
            table_name = "circlemember"
            indexes = ((("circle", "user"), True),)

    db.create_tables([CircleMember])

    class Closure(Model):
        case = ForeignKeyField(Case, unique=True, on_delete="CASCADE")
        user = ForeignKeyField(User)
        at = DateTimeField()
        erase_after = DateField(null=True)

        class Meta:
            database = db
            table_name = "closure"

    db.create_tables([Closure])

    class Conference(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        facts = BlobField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "conference"

    db.create_tables([Conference])

    class Person(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        kind = CharField()
        facts = BlobField()
        changed = DateTimeField()

        class Meta:
            database = db
            table_name = "person"

    db.create_tables([Person])

    class Document(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        name = BlobField()
        key = BlobField()
        stored = CharField(unique=True)
        mime = CharField()
        size = IntegerField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "document"

    db.create_tables([Document])

    class Consent(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        party = CharField()
        person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
        service = ForeignKeyField(Service, null=True)
        unit = CharField(default="")
        scope = CharField()
        how = CharField()
        given = DateField()
        until = DateField(null=True)
        withdrawn = DateTimeField(null=True)
        proof = BlobField()
        document = ForeignKeyField(Document, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "consent"

    db.create_tables([Consent])

    class Desk(Model):
        user = ForeignKeyField(User, unique=True, on_delete="CASCADE")
        profile = CharField(default="")
        feed_hash = BlobField(unique=True, null=True)
        feed_public = BlobField(null=True)

        class Meta:
            database = db
            table_name = "desk"

    db.create_tables([Desk])

    class Emergency(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        user = ForeignKeyField(User)
        reason = BlobField()
        at = DateTimeField()
        until = DateTimeField()
        seen = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "emergency"

    db.create_tables([Emergency])

    class FeedLine(Model):
        desk = ForeignKeyField(Desk, on_delete="CASCADE")
        task = ForeignKeyField(Task, on_delete="CASCADE")
        sealed = BlobField()

        class Meta:
            database = db
            table_name = "feedline"

    db.create_tables([FeedLine])

    class Interpreting(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        appointment = ForeignKeyField(Appointment, on_delete="CASCADE")
        provider = CharField(default="")
        language = CharField()
        status = CharField()
        minutes = IntegerField(null=True)
        cents = IntegerField(null=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "interpreting"

    db.create_tables([Interpreting])

    class ReferralLink(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        referral = ForeignKeyField(Referral, on_delete="CASCADE")
        token_hash = BlobField(unique=True)
        token = BlobField()
        content = BlobField()
        expires = DateTimeField()
        confirmed = DateTimeField(null=True)
        revoked = DateTimeField(null=True)
        created = DateTimeField()

        class Meta:
            database = db
            table_name = "referrallink"

    db.create_tables([ReferralLink])

    class LinkAnswer(Model):
        uuid = CharField(unique=True)
        link = ForeignKeyField(ReferralLink, on_delete="CASCADE")
        verb = CharField()
        words = BlobField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "linkanswer"

    db.create_tables([LinkAnswer])

    class LooseDraft(Model):
        uuid = CharField(unique=True)
        author = ForeignKeyField(User, unique=True, on_delete="CASCADE")
        sealed = BlobField()
        version = IntegerField(default=1)
        started = DateTimeField()
        saved = DateTimeField()

        class Meta:
            database = db
            table_name = "loosedraft"

    db.create_tables([LooseDraft])

    class Partner(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        facts = BlobField()
        changed = DateTimeField()
        ended = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "partner"

    db.create_tables([Partner])

    class NoteVersion(Model):
        uuid = CharField(unique=True)
        note = ForeignKeyField(Note, on_delete="CASCADE")
        author = ForeignKeyField(User)
        facts = BlobField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "noteversion"

    db.create_tables([NoteVersion])

    class Plan(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        facts = BlobField()
        changed = DateTimeField()
        ended = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "plan"

    db.create_tables([Plan])

    class ReferralEvent(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        referral = ForeignKeyField(Referral, on_delete="CASCADE")
        who = ForeignKeyField(User, null=True)
        verb = CharField()
        status = CharField()
        code = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "referralevent"

    db.create_tables([ReferralEvent])

    class Setting(Model):
        name = CharField(unique=True)
        value = TextField()

        class Meta:
            database = db
            table_name = "setting"

    db.create_tables([Setting])

    class Snippet(Model):
        uuid = CharField(unique=True)
        author = ForeignKeyField(User)
        title = CharField()
        text = TextField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "snippet"

    db.create_tables([Snippet])

    class Tally(Model):
        month = CharField()
        measure = CharField()
        code = CharField(default="")
        n = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "tally"
            indexes = ((("month", "measure", "code"), True),)

    db.create_tables([Tally])

    migrator.migrate(migrator.add_column("draft", "started", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("referral", "unit", CharField(default="")))
    migrator.migrate(migrator.add_column("referral", "blocks", CharField(default="")))
    migrator.migrate(migrator.add_column("referral", "content", BlobField(null=True)))
    migrator.migrate(migrator.add_column("referral", "lang", CharField(default="")))
    migrator.migrate(migrator.add_column("referral", "version", IntegerField(default=0)))
    migrator.migrate(migrator.add_column("referral", "previewed", IntegerField(default=0)))
    migrator.migrate(migrator.add_column("referral", "reason", CharField(default="")))
    migrator.migrate(migrator.add_column("referral", "outcome", CharField(default="")))
    migrator.migrate(migrator.add_column("referral", "until", DateField(null=True)))
    migrator.migrate(migrator.add_column("referral", "asked", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("referral", "answered", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("referral", "news", DateTimeField(null=True)))
    migrator.migrate(
        migrator.add_column("task", "holder_id", ForeignKeyField(User, field=User.id, null=True))
    )
    migrator.migrate(migrator.add_column("task", "kind", CharField(default="task")))
    migrator.migrate(migrator.add_column("task", "urgent", BooleanField(default=False)))
    migrator.migrate(migrator.add_column("member", "until", DateTimeField(null=True)))
    migrator.migrate(
        migrator.add_column(
            "note", "circle_id", ForeignKeyField(Circle, field=Circle.id, null=True, on_delete="CASCADE")
        )
    )
    migrator.migrate(
        migrator.add_column(
            "note", "partner_id", ForeignKeyField(Partner, field=Partner.id, null=True, on_delete="SET NULL")
        )
    )
    migrator.migrate(migrator.add_column("note", "links", BlobField(null=True)))
    migrator.migrate(migrator.add_column("note", "started", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("note", "corrected", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("note", "kind", CharField(default="")))
    migrator.migrate(migrator.add_column("note", "direction", CharField(default="")))
    migrator.migrate(migrator.add_column("note", "place", CharField(default="")))
    migrator.migrate(migrator.add_column("note", "phase", CharField(default="")))
    migrator.migrate(migrator.add_column("note", "profile", CharField(default="")))
    migrator.migrate(migrator.add_column("note", "language", CharField(default="")))
    migrator.migrate(migrator.drop_not_null("referral", "service_id"))
    db.execute_sql("UPDATE referral SET news = at")
