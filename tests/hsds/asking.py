"""What the tests of the API ask with."""

from directory.hsds import terms

LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


def asked(client, path, **query):
    answer = client.get(f"/hsds/{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


def ids_of(client, path, **query):
    return [one["id"] for one in asked(client, path, per_page=1000, **query)["contents"]]


def term_id(code):
    return terms.all_terms()[code].id
