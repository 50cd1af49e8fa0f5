"""First schema."""

from peewee import *


def up(migrator, db):
    class AuditLine(Model):
        at = DateTimeField(index=True)
        who = CharField(index=True, default="")
        verb = CharField()
        about = CharField(index=True, default="")

        class Meta:
            database = db
            table_name = "auditline"

    db.create_tables([AuditLine])

    class Case(Model):
        uuid = CharField(unique=True)
        title = BlobField()
        key_version = IntegerField(default=1)
        created = DateTimeField()
        touched = DateTimeField()

        class Meta:
            database = db
            table_name = "case"

    db.create_tables([Case])

    class Organisation(Model):
        external_id = CharField(unique=True, null=True)
        name_nl = CharField(default="")
        name_fr = CharField(default="")
        name_en = CharField(default="")
        website = CharField(default="")
        company_number = CharField(default="")

        class Meta:
            database = db
            table_name = "organisation"

    db.create_tables([Organisation])

    class Service(Model):
        uuid = CharField(unique=True)
        external_id = CharField(unique=True)
        organisation = ForeignKeyField(Organisation, null=True)
        category = CharField(index=True)
        name_nl = CharField(default="")
        name_fr = CharField(default="")
        name_en = CharField(default="")
        alt_names = TextField(default="")
        description_nl = TextField(default="")
        description_fr = TextField(default="")
        description_en = TextField(default="")
        email = CharField(default="")
        website = CharField(default="")
        audience = TextField(default="")
        age_from = IntegerField(null=True)
        age_to = IntegerField(null=True)
        phone_interpreter = CharField(default="unknown")
        opening_hours = TextField(default="")
        access = TextField(default="")
        cost = TextField(default="")
        source = TextField(default="")
        source_date = CharField(default="")
        verified_on = DateField(null=True)
        verified_how = CharField(default="")
        verified_by = CharField(default="")
        archived = BooleanField(default=False)
        version = IntegerField(default=1)
        indexed = IntegerField(default=0)
        created = DateTimeField()
        updated = DateTimeField()

        class Meta:
            database = db
            table_name = "service"

    db.create_tables([Service])

    class ContactFunction(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        function = CharField()
        email = CharField(default="")
        phone = CharField(default="")

        class Meta:
            database = db
            table_name = "contactfunction"

    db.create_tables([ContactFunction])

    class User(Model):
        uuid = CharField(unique=True)
        email = CharField(unique=True)
        name = CharField(default="")
        roles = CharField()
        language = CharField(default="")
        active = BooleanField(default=True)
        created = DateTimeField()
        salt = BlobField()
        memory_kib = IntegerField()
        time_cost = IntegerField()
        verifier = BlobField()
        public_key = BlobField()
        wrapped_private = BlobField()

        class Meta:
            database = db
            table_name = "user"

    db.create_tables([User])

    class Draft(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        text = BlobField()
        version = IntegerField(default=1)
        saved = DateTimeField()

        class Meta:
            database = db
            table_name = "draft"
            indexes = ((("case", "author"), True),)

    db.create_tables([Draft])

    class Favourite(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        service = ForeignKeyField(Service, on_delete="CASCADE")
        since = DateTimeField()

        class Meta:
            database = db
            table_name = "favourite"
            indexes = ((("user", "service"), True),)

    db.create_tables([Favourite])

    class Invitation(Model):
        token_hash = BlobField(unique=True)
        user = ForeignKeyField(User, on_delete="CASCADE")
        created = DateTimeField()
        used = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "invitation"

    db.create_tables([Invitation])

    class Keyring(Model):
        recovery_public = BlobField()
        sentinel = BlobField()

        class Meta:
            database = db
            table_name = "keyring"

    db.create_tables([Keyring])

    class Location(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        street = CharField(default="")
        postal_code = CharField(default="")
        municipality = CharField(default="")
        municipality_nl = CharField(default="")
        municipality_fr = CharField(default="")

        class Meta:
            database = db
            table_name = "location"

    db.create_tables([Location])

    class Member(Model):
        case = ForeignKeyField(Case, on_delete="CASCADE")
        user = ForeignKeyField(User)
        part = CharField()
        since = DateTimeField()

        class Meta:
            database = db
            table_name = "member"
            indexes = ((("case", "user"), True),)

    db.create_tables([Member])

    class Note(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        text = BlobField()
        at = DateTimeField()
        interventions = CharField(default="")
        domains = CharField(default="")
        channel = CharField(default="")
        minutes = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "note"

    db.create_tables([Note])

    class Phone(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        number = CharField()
        note = CharField(default="")
        position = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "phone"

    db.create_tables([Phone])

    class Recent(Model):
        user = ForeignKeyField(User, on_delete="CASCADE")
        sealed = BlobField()

        class Meta:
            database = db
            table_name = "recent"

    db.create_tables([Recent])

    class Referral(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        service = ForeignKeyField(Service)
        author = ForeignKeyField(User)
        kind = CharField()
        status = CharField()
        conditions = CharField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "referral"

    db.create_tables([Referral])

    class ServiceArea(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        code = CharField(index=True)

        class Meta:
            database = db
            table_name = "servicearea"

    db.create_tables([ServiceArea])

    class ServiceLanguage(Model):
        service = ForeignKeyField(Service, on_delete="CASCADE")
        code = CharField(index=True)

        class Meta:
            database = db
            table_name = "servicelanguage"

    db.create_tables([ServiceLanguage])

    class Session(Model):
        uuid = CharField(unique=True)
        token_hash = BlobField(unique=True)
        user = ForeignKeyField(User, on_delete="CASCADE")
        sealed_private = BlobField()
        created = DateTimeField()
        last_seen = DateTimeField()
        revoked = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Task(Model):
        uuid = CharField(unique=True)
        case = ForeignKeyField(Case, on_delete="CASCADE")
        author = ForeignKeyField(User)
        referral = ForeignKeyField(Referral, null=True, on_delete="CASCADE")
        words = BlobField()
        due = DateField(null=True)
        created = DateTimeField()
        done = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "task"

    db.create_tables([Task])

    class Throttle(Model):
        key = CharField(unique=True)
        spent = FloatField(default=0)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "throttle"

    db.create_tables([Throttle])

    class Unmet(Model):
        uuid = CharField(unique=True)
        words = CharField()
        municipality = CharField(default="")
        category = CharField(default="")
        times = IntegerField(default=1)
        day = DateField()
        done = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "unmet"

    db.create_tables([Unmet])
