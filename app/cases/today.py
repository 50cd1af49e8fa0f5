"""What waits for somebody today, over all of their cases: a constant number of queries."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from app.auth.models import User
from app.cases import (
    answers,
    appointments,
    clock,
    desk,
    drafts,
    happenings,
    its_note,
    lifecycle,
    referrals,
    tasks,
    tie_names,
    ties,
    views,
)
from app.cases.access import visible_to
from app.cases.day import Answered, Contact, Ending, Meeting, Open, Passed, Silent, Today, Waiting, Where
from app.cases.models import Case, Consent, Desk, Draft, Member, Partner, Referral, Task
from app.cases.opening import Opened
from app.cases.views import TaskLine
from directory.models import Service

# Papers, mandates and agreements are named this many days before they end.
AHEAD = 30
SOON = 7


def covered(user: User, today: date) -> dict[int, User]:
    """The cases in which somebody stands in for a lead who is away: row id of the case → the lead."""
    deputy = Member.select(Member.case).where(Member.user == user, Member.part == "deputy")
    leads = Member.select(Member, User).join(User).join(Desk, on=(Desk.user == User.id))
    leads = leads.where(Member.part == "lead", Member.case.in_(deputy), Desk.away_until >= today)
    return {row.case_id: row.user for row in leads}


def mine(user: User, instead: Mapping[int, User]) -> Any:
    """The open tasks that are for somebody to do.

    Those that name the reader; those that are nobody's own, of cases that the reader leads or that the
    reader asked for; and those of the absent leads for whom the reader stands in (``covered``).
    """
    led = Member.select(Member.case).where(Member.user == user, Member.part == "lead")
    nobody = tasks.for_nobody()
    own = (Task.holder == user) | (nobody & ((Task.author == user) | Task.case.in_(led)))
    if instead:
        leads = {lead.id for lead in instead.values()}
        own |= Task.case.in_(list(instead)) & (nobody | Task.holder.in_(leads))
    return Task.case.in_(visible_to(user).select(Case.id)) & Task.done.is_null() & own


class _Gather:
    """Collects the page for one reader."""

    def __init__(self, user: User, cases: list[Case], opened: Mapping[str, Opened], lang: str) -> None:
        self.user, self.opened, self.lang = user, opened, lang
        self.today = clock.today()
        self.cases = {case.id: case for case in cases if case.uuid in opened}
        self.titles = {line.uuid: line.title for line in views.lines(cases, dict(opened))}
        self.instead = covered(user, self.today)
        parts = Member.select(Member.case, Member.part).where(Member.user == user)
        self.parts = {row.case_id: row.part for row in parts}
        self.led = {number for number, part in self.parts.items() if part == "lead"} | set(self.instead)

    def where(self, case: Case) -> Where:
        return Where(case.uuid, self.titles[case.uuid])

    def rows(self, query: Any, model: Any) -> list[tuple[Any, Case, Opened]]:
        """The rows of ``query`` in the cases that open, each with its case and key."""
        found = query.where(model.case.in_(list(self.cases)))
        return [(row, self.cases[row.case_id], self.opened[self.cases[row.case_id].uuid]) for row in found]

    def answers(self, page: Today) -> None:
        for one in answers.unseen({number: self.opened[case.uuid] for number, case in self.cases.items()}):
            row = one.referral
            if row.author_id == self.user.id or self.parts.get(row.case_id) in {"lead", "deputy"}:
                where, view = self.where(self.cases[row.case_id]), views.answer_view(one, self.lang)
                page.answered.append(Answered(where, one.at, view))

    def meetings(self, page: Today) -> None:
        """Those of one's own cases, and those that one made in another's; four queries. Of those that have
        been it is asked what became, and then for a note; one that was called off stays until its interpreter
        service is told."""
        bookings, off = tie_names.bookings(), tie_names.became()["off"]
        ours = {number: self.opened[case.uuid] for number, case in self.cases.items()}
        until = clock.begin_of(self.today + timedelta(days=SOON + 1))
        found = appointments.between(ours, happenings.since(), until)
        notes = its_note.to_write([one.came for one in found if one.came], self.user)
        for one in found:
            row: Any = one.row
            if row.author_id != self.user.id and row.case_id not in self.led:
                continue
            came = one.came.row.uuid if one.came else ""
            if one.settled and came not in notes:
                continue
            said = off if one.became == "off" else ""
            words = " · ".join(filter(None, (said, one.facts["about"], one.facts["place"])))
            where = self.where(self.cases[row.case_id])
            if one.passed:
                page.passed.append(Passed(where, row.uuid, clock.day_of(row.at), words, row.at, came))
            else:
                booking = bookings[one.booking] if one.booking else ""
                page.meetings.append(Meeting(where, row.uuid, row.at, words, booking, one.alarms))

    def contacts(self, page: Today) -> None:
        ways, until = dict(tie_names.ways()), self.today + timedelta(days=SOON)
        led = {number: self.opened[case.uuid] for number, case in self.cases.items() if number in self.led}
        for number, line in ties.of_cases(led):
            if line.next is None or line.became or line.next > until:
                continue
            words = " · ".join(filter(None, (ways.get(line.facts["way"], ""), line.facts["who"])))
            where = self.where(self.cases[number])
            if line.next >= self.today:
                page.contacts.append(Contact(where, line.uuid, line.next, words))
            elif line.next >= clock.day_of(happenings.since()):
                page.passed.append(Passed(where, line.uuid, line.next, words))

    def tasks(self, page: Today) -> None:
        query = Task.select(Task, Referral, Service, User).left_outer_join(Referral).left_outer_join(Service)
        query = query.switch(Task).left_outer_join(User, on=(Task.holder == User.id))
        for row, case, key in self.rows(query.where(mine(self.user, self.instead)), Task):
            line = views.task_line(row, key, self.lang)
            if row.kind == "deadline" and not row.urgent:
                if row.due <= self.today + timedelta(days=AHEAD):
                    late = row.due < self.today
                    ending = Ending(self.where(case), row.due, "paper", line.words, late, row.uuid)
                    page.ending.append(ending)
                continue
            lead = self.instead.get(row.case_id)
            waiting = Waiting(self.where(case), line, lead.called if lead else "")
            self._shelf(page, line).append(waiting)
        for shelf in (page.urgent, page.now, page.soon, page.later):
            shelf.sort(key=lambda one: views.task_order(one.task))

    def _shelf(self, page: Today, line: TaskLine) -> list[Waiting]:
        if line.urgent:
            return page.urgent
        if line.due is not None and line.due <= self.today:
            return page.now
        if line.due is not None and line.due <= self.today + timedelta(days=SOON):
            return page.soon
        return page.later

    def mandates(self, page: Today) -> None:
        limit = (self.today + timedelta(days=AHEAD)).isoformat()
        query = Partner.select().where(Partner.ended.is_null(), Partner.case.in_(list(self.led)))
        for row, case, key in self.rows(query, Partner):
            facts = key.read_facts("partner", row.uuid, row.facts, "name")
            if facts["mandate_until"] and facts["mandate_until"] <= limit:
                on = date.fromisoformat(facts["mandate_until"])
                about = facts["mandate"] and f"{_(':')} {facts['mandate']}"
                words = f"{facts['person'] or facts['name']}{about}"
                page.ending.append(Ending(self.where(case), on, "mandate", words, on < self.today))

    def agreements(self, page: Today) -> None:
        query = Consent.select(Consent, Service).left_outer_join(Service)
        ends = Consent.until.between(self.today - timedelta(days=SOON), self.today + timedelta(days=AHEAD))
        query = query.where(ends, Consent.withdrawn.is_null(), Consent.case.in_(list(self.led)))
        for row, case, _key in self.rows(query, Consent):
            words = row.service.name(self.lang)[0] if row.service else ""
            page.ending.append(Ending(self.where(case), row.until, "consent", words, row.until < self.today))

    def silent(self, page: Today) -> None:
        settings = desk.settings()
        remind, expire = int(settings["news_after"]), int(settings["expire_after"])
        query = Referral.select(Referral, Service).left_outer_join(Service)
        query = query.where(Referral.status.in_(lifecycle.UNDER_WAY))
        for row, case, _key in self.rows(query, Referral):
            if row.author_id != self.user.id and row.case_id not in self.led:
                continue
            if referrals.is_silent(row, remind):
                view, since = views.referral_view(row, self.lang), referrals.silent_since(row)
                page.silent.append(Silent(self.where(case), view, since, referrals.is_silent(row, expire)))
        page.silent.sort(key=lambda one: one.since)

    def drafts(self, page: Today, private: bytes) -> None:
        loose = drafts.loose(self.user, private)
        if not loose.empty:
            page.drafts.append(Open(Where("", ""), loose.line[:120], loose.started))
        query = Draft.select().where(Draft.author == self.user).order_by(Draft.saved.desc())
        for row, case, key in self.rows(query, Draft):
            kept = drafts.read(row, key)
            if not kept.empty:
                page.drafts.append(Open(self.where(case), kept.line[:120], row.saved))


def gather(user: User, private: bytes, cases: list[Case], opened: Mapping[str, Opened], lang: str) -> Today:
    """What waits for ``user``, whose ``cases`` these are with those that open."""
    page, found = Today(), _Gather(user, cases, opened, lang)
    found.answers(page)
    found.meetings(page)
    found.contacts(page)
    found.tasks(page)
    found.mandates(page)
    found.agreements(page)
    found.silent(page)
    found.drafts(page, private)
    page.passed.sort(key=lambda one: (one.on, one.at or datetime.min))
    page.ending.sort(key=lambda one: one.on)
    return page
