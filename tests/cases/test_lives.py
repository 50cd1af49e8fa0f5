"""Random lives of referrals and consents: whatever people do in whatever order, nothing leaves that may not.

The machine keeps a model of its own of who agreed to what, and compares every answer of the domain with it.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app import db
from app.auth.accounts import begin_keyring
from app.cases import clock, consent, lifecycle, links, people, referrals, withdrawing, work
from app.cases.errors import CaseError
from app.cases.models import Consent, Person, Referral, ReferralEvent, ReferralLink
from app.config import load
from directory.models import Service
from tests.cases.conftest import someone

SECRET = b"s" * 32
KINDS = st.sampled_from(lifecycle.KINDS)
BLOCKS = st.sets(st.sampled_from(consent.BLOCKS), min_size=1)
CONDITIONS = st.sets(st.sampled_from(referrals.CONDITIONS)) | st.just(set(referrals.CONDITIONS))
VERBS = st.sampled_from(sorted({verb for steps in lifecycle.STEPS.values() for verb in steps}))
CODES = {"reject": "full", "cancel": "us", "complete": "started"}


class Lives(RuleBasedStateMachine):
    """One case, two services and a prison, any number of referrals and consents."""

    sent = Bundle("referrals")
    given = Bundle("consents")

    @initialize()
    def begin_case(self):
        self.case, self.opened = work.open_case(WORLD["alice"].user, "x")
        self.user = WORLD["alice"].user
        self.person = Person(case=self.case, kind="linked")
        people.save_person(self.case, self.opened, self.user, self.person, {"relation": "spouse"})
        self.composed, self.seen, self.met, self.agreed = {}, {}, {}, {}
        self.doors = {}

    def covered(self, row):
        """By the model alone: what may go to the recipient of a referral today."""
        mine = [one for one in self.agreed.values() if one["active"]]
        scope = {code for one in mine if one["to"] == row.service_id for code in one["scope"]}
        shared = any(one["to"] is None and "share" in one["scope"] for one in mine)
        blocks = self.composed.get(row.id, set())
        return bool(scope) and blocks <= scope and ("linked" not in blocks or shared)

    def may_go(self, row):
        if row.kind == "info":
            return True
        looked = row.id in self.composed and self.seen.get(row.id, False)
        return looked and self.met.get(row.id, set()) == set(referrals.CONDITIONS) and self.covered(row)

    @rule(target=sent, kind=KINDS, to=st.sampled_from(["ocmw", "debt", "prison"]))
    def refer(self, kind, to):
        service = WORLD[to]
        try:
            return referrals.begin(self.case, self.opened, self.user, kind, service).id
        except CaseError:
            assert to == "prison"
            assert kind != "info"
            return None

    @rule(id=sent, blocks=BLOCKS)
    def compose(self, id, blocks):
        if id is None:
            return
        row = Referral.get_by_id(id)
        try:
            referrals.compose(self.case, self.opened, row, self.user, dict.fromkeys(blocks, "w"), "nl")
        except CaseError:
            assert row.status != "draft"
            return
        assert row.status == "draft"
        self.composed[id], self.seen[id] = set(blocks), False
        self.met[id] = self.met.get(id, set()) - set(referrals.OF_THE_TEXT)

    @rule(id=sent, stale=st.booleans())
    def look(self, id, stale):
        if id is None:
            return
        row = Referral.get_by_id(id)
        version = row.version - 1 if stale else row.version
        try:
            referrals.previewed(self.case, self.opened, row, self.user, version)
            self.seen[id] = True
            assert not stale
        except CaseError:
            assert stale or row.version == 0

    @rule(id=sent, conditions=CONDITIONS)
    def record(self, id, conditions):
        if id is None:
            return
        row = Referral.get_by_id(id)
        draft = row.status == "draft"
        referrals.record_conditions(self.case, self.opened, row, self.user, list(conditions))
        if draft:
            self.met[id] = set(conditions)

    @rule(target=given, to=st.sampled_from(["ocmw", "debt"]), scope=BLOCKS | st.just(set(consent.BLOCKS)))
    def client_agrees(self, to, scope):
        row = consent.give(
            self.case, self.opened, self.user, "client", list(scope), "oral", clock.today(), service=WORLD[to]
        )
        self.agreed[row.id] = {"to": WORLD[to].id, "scope": set(scope), "active": True}
        return row.id

    @rule(target=given, scope=st.sets(st.sampled_from(consent.LINKED_SCOPES), min_size=1))
    def linked_agrees(self, scope):
        row = consent.give(
            self.case,
            self.opened,
            self.user,
            "linked",
            list(scope),
            "oral",
            clock.today(),
            person=self.person,
        )
        self.agreed[row.id] = {"to": None, "scope": set(scope), "active": True}
        return row.id

    @rule(id=given)
    def take_back(self, id):
        withdrawing.withdraw(self.case, self.opened, Consent.get_by_id(id), self.user)
        self.agreed[id]["active"] = False
        for row in Referral.select().where(Referral.case == self.case, Referral.status.in_(lifecycle.OPEN)):
            depends = row.service_id == self.agreed[id]["to"] or (
                self.agreed[id]["to"] is None and "linked" in self.composed.get(row.id, set())
                and "share" in self.agreed[id]["scope"]
            )  # fmt: skip
            if depends and row.kind != "info":
                assert row.status == "draft" or self.covered(row)
                if row.status == "draft" and not self.covered(row):
                    self.met[row.id] = self.met.get(row.id, set()) - {"agrees"}

    @rule(id=given)
    def runs_out(self, id):
        yesterday = clock.today() - timedelta(days=1)
        Consent.update(given=yesterday, until=yesterday).where(Consent.id == id).execute()
        self.agreed[id]["active"] = False

    @rule(id=sent, verb=VERBS)
    def step(self, id, verb):
        if id is None:
            return
        row = Referral.get_by_id(id)
        known = verb in lifecycle.STEPS[row.status]
        if verb in {"give", "request"}:
            known = known and verb == lifecycle.first_verb(row.kind)
        allowed = known and (verb not in lifecycle.FORWARD or self.may_go(row))
        before = row.status
        try:
            referrals.take(self.case, self.opened, row, self.user, verb, CODES.get(verb, ""))
        except CaseError:
            assert not allowed
            assert Referral.get_by_id(id).status == before
            return
        assert allowed
        assert Referral.get_by_id(id).status == lifecycle.STEPS[before][verb]

    @rule(id=sent)
    def make_link(self, id):
        if id is None:
            return
        row = Referral.get_by_id(id)
        allowed = row.kind == "sent" and row.status in lifecycle.UNDER_WAY and self.may_go(row)
        try:
            self.doors[id] = links.make(self.case, self.opened, row, self.user, SECRET)
        except CaseError:
            assert not allowed
            return
        assert allowed

    @rule(id=sent, verb=st.sampled_from(["confirm", *links.ANSWERS]))
    def partner_answers(self, id, verb):
        door = links.open_link(self.doors.get(id, "x"), SECRET)
        if door is None:
            return
        row = Referral.get_by_id(id)
        assert self.covered(row)
        assert set(door.words()) == self.composed[id]
        try:
            door.confirm() if verb == "confirm" else door.answer(verb, CODES.get(verb, ""), "w")
        except CaseError:
            assert Referral.get_by_id(id).status == row.status

    @invariant()
    def no_link_opens_that_should_not(self):
        for id, link in getattr(self, "doors", {}).items():
            row = Referral.get_by_id(id)
            opens = links.open_link(link, SECRET) is not None
            assert opens is (row.status in lifecycle.UNDER_WAY and self.covered(row))

    @invariant()
    def every_step_that_was_taken_is_in_the_table(self):
        if not hasattr(self, "case"):
            return
        for row in Referral.select().where(Referral.case == self.case):
            status = "draft"
            for event in row.events.order_by(ReferralEvent.id):
                assert lifecycle.STEPS[status][event.verb] == event.status
                status = event.status
            assert status == row.status
            if row.status not in lifecycle.UNDER_WAY:
                assert (
                    not ReferralLink.select()
                    .where(ReferralLink.referral == row, ReferralLink.revoked.is_null())
                    .exists()
                )


WORLD = {}


@pytest.fixture
def world(tmp_path):
    """One database for all lives; each life has a case of its own."""
    database = db.open_database(load({"DATA_DIR": str(tmp_path / "data")}))
    db.upgrade(database)
    for one in (database, db.CaseKey._meta.database):
        one.pragma("synchronous", "off")
    begin_keyring(b"p" * 32)
    WORLD["alice"] = someone("alice", "caseworker")
    for name, category in (("ocmw", "ocmw"), ("debt", "debt_mediation"), ("prison", "prison")):
        WORLD[name] = Service.create(external_id=name, category=category, name_nl=name)
    yield
    db.close(database)


def test_no_life_of_a_referral_reaches_a_forbidden_state(world):
    plan = settings(max_examples=60, stateful_step_count=40, database=None)
    run_state_machine_as_test(Lives, settings=settings(plan, suppress_health_check=list(HealthCheck)))


def test_every_state_is_reachable_and_every_step_leads_to_a_state():
    reached, seen = {"draft"}, set()
    while reached - seen:
        status = (reached - seen).pop()
        seen.add(status)
        reached |= set(lifecycle.STEPS[status].values())
    assert reached == set(lifecycle.STEPS)
