"""An hour in a task's line that has no day: today, or tomorrow where it has passed."""

import time
from datetime import date, datetime, timedelta

import pytest

from app.cases import clock, hours, notes
from app.cases.letters import fold
from app.cases.models import Note, Task
from app.cases.notes import Content
from app.cases.quick import take_tasks

NOON = datetime(2026, 11, 24, 11, 0)  # a Tuesday; in UTC
WINDOW = "6f1d1c1e-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("line", "ahead"),
    [
        ("/taak terugbellen om 15u", 0), ("/tâche rappeler à 15h", 0), ("/task call back at 3pm", 0),
        ("/taak terugbellen om 11u30", 1), ("/tâche rappeler à 11h30", 1), ("/task call back at 11:30", 1),
        ("/taak terugbellen om 12u.", 0), ("/tâche rappeler à midi", 0), ("/task call back at noon", 0),
        ("/taak bellen om drie uur", 0), ("/tâche rappeler à trois heures", 0),
        ("/task call at 3 o’clock", 0), ("/taak bellen om 3 uur 's namiddags", 0),
        ("/tâche rappeler à 3 h de l’après-midi", 0), ("/task call at 9 in the morning", 1),
        ("/taak bellen om 8 uur 's avonds", 0), ("/tâche rappeler à 9 h du matin", 1), ("/task call at 3", 0),
        ("/taak bellen om 15.30 uur", 0), ("/tâche le greffe, avant 16 heures", 0),
        ("/task call at 10 a.m.", 1), ("/taak bellen om 03:00", 1), ("/taak bellen 15u30", 0),
        ("/taak uiterlijk om 15u bellen", None), ("/taak bellen om 25u", None), ("/taak om 15u", None),
        ("/tâche prévoir 1h30", None), ("/taak zaal voor 2 uur", None), ("/task answer within 12h", None),
        ("/taak zeggen dat ze maandag komt om 15u", None),
        ("/tâche elle vient le 12 mars, rappeler à 15h", None),
        ("/tâche elle a appelé hier à 15h", None), ("/task call Jan at 3pm", 0),
    ],
)  # fmt: skip
def test_an_hour_without_a_day_is_today_or_tomorrow_where_it_has_passed(line, ahead):
    due = None if ahead is None else NOON.date() + timedelta(days=ahead)
    assert take_tasks(line, NOON)[1] == [(line.split(maxsplit=1)[1], due)]


@pytest.mark.parametrize(
    ("line", "ahead"),
    [
        ("/taak morgen bellen", 1), ("/taak morgen bellen om 15u", 1), ("/tâche demain rappeler Mme Z", 1),
        ("/task tomorrow call back at 3pm", 1), ("/taak op donderdag de griffie bellen", 2),
        ("/tâche jeudi appeler le greffe", 2), ("/task on Thursday call the registry", 2),
        ("/tâche le 3 décembre, appeler Mme Z", 9), ("/task in 3 days call again", 3),
        ("/taak vanavond bellen", 0), ("/taak op 3/12 brief sturen", 9),
        ("/taak 24/7 nummer zoeken", None), ("/taak sinds maandag geen nieuws", None),
        ("/taak morgen", None), ("/taak 2 brieven sturen", None), ("/tâche mardi", None),
    ],
)  # fmt: skip
def test_a_day_at_the_beginning_is_one_and_the_words_stay(line, ahead):
    due = None if ahead is None else NOON.date() + timedelta(days=ahead)
    assert take_tasks(line, NOON)[1] == [(line.split(maxsplit=1)[1], due)]


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("om half vier", "15:30"), ("half vier", "15:30"), ("om half 4", "15:30"), ("om half een", "12:30"),
        ("half zeven", "18:30"), ("om half zeven 's morgens", "06:30"), ("om tien voor half vier", "15:20"),
        ("om vijf over half vier", "15:35"), ("kwart voor drie", "14:45"), ("rond kwart na negen", "09:15"),
        ("om vijf voor twaalf", "11:55"), ("om veertien uur", "14:00"), ("om kwart voor drie uur", "14:45"),
        ("à trois heures et demie", "15:30"), ("à 4h moins le quart", "15:45"), ("à midi et demi", "12:30"),
        ("vers trois heures dix", "15:10"), ("à quinze heures trente", "15:30"), ("midi moins dix", "11:50"),
        ("à huit heures et quart du soir", "20:15"), ("à dix-huit heures", "18:00"),
        ("dix heures et demie", "10:30"), ("trois heures et demie de l'après-midi", "15:30"),
        ("at half past three", "15:30"), ("a quarter to three", "14:45"), ("at ten past nine", "09:10"),
        # Rather how many, how long or since when.
        ("tien voor vier", None), ("trois heures et demie", None), ("pendant trois heures et quart", None),
        ("sinds half vier", None), ("half 4", None), ("om half 25", None), ("2 et 5", None), ("half", None),
        ("drie en een half", None), ("gisteren half vier", None),
    ],
)  # fmt: skip
def test_an_hour_in_words_is_the_one_that_is_meant(said, hour):
    found = hours.at_end(["bellen", *map(fold, said.split())])[1]
    assert (f"{found:%H:%M}" if found else None) == hour


def test_a_day_before_an_hour_in_words_is_the_day_of_the_task():
    asked = take_tasks("/taak advocaat bellen morgen om half vier", NOON)[1]
    assert asked == [("advocaat bellen om half vier", date(2026, 11, 25))]
    asked = take_tasks("/tâche rappeler vendredi à quatre heures moins le quart", NOON)[1]
    assert asked == [("rappeler à quatre heures moins le quart", date(2026, 11, 27))]


def test_the_hour_is_that_of_the_clocks_in_brussels_where_the_note_is_written(case, alice, monkeypatch):
    # Half past midnight there, and the day before in UTC.
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 1, 22, 30))
    text = "/taak bellen om 00:15\n/taak bellen om 00:45\n/taak bellen morgen om 15u"
    note = notes.add_note(case.case, case.opened, alice.user, Content(text))
    assert [row.due for row in note.asked] == [date(2026, 7, 3), date(2026, 7, 2), date(2026, 7, 3)]


def test_a_task_of_a_note_that_is_sent_again_after_its_hour_is_one_task(case, alice, monkeypatch):
    before, after = datetime(2026, 7, 1, 12, 59), datetime(2026, 7, 1, 13, 1)  # 14.59 and 15.01 in Brussels
    for moment in (before, after):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        notes.add_note(case.case, case.opened, alice.user, Content("/taak bellen om 15u", window=WINDOW))
        Note.update(at=before).execute()
    assert [row.due for row in Task.select()] == [date(2026, 7, 1)]


def test_a_long_line_that_ends_with_an_hour_is_read_at_once():
    begun = time.process_time()
    line = f"/taak {' '.join(f'bel{at}' for at in range(15_000))} om 15u"
    [(_words, due)] = take_tasks(line, NOON)[1]
    assert due == NOON.date()
    assert time.process_time() - begun < 2
