"""What the tests of the API ask with, and the organisations that they ask about."""

import pytest

from directory.hsds import terms
from directory.models import Organisation, Service

LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture(autouse=True)
def some_organisations(app):
    """Two organisations with several services, in a directory that else names none."""
    for at, name in enumerate(("Huis A", "Huis B")):
        owner = Organisation.create(name_nl=name, name_fr=name.replace("Huis", "Maison"))
        chosen = Service.select(Service.id).order_by(Service.id).limit(3).offset(at * 3)
        Service.update(organisation=owner).where(Service.id.in_([row.id for row in chosen])).execute()


def asked(client, path, **query):
    answer = client.get(f"/hsds/{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


def ids_of(client, path, **query):
    return [one["id"] for one in asked(client, path, per_page=1000, **query)["contents"]]


def term_id(code):
    return terms.all_terms()[code].id
