"""The standard's OpenAPI made local: its references are filled with the files beside it, its known mistake
(``/service_at_locations/{id}`` refers to the schema of a service) is mended, the refusals that it does
not mention (400, 404) are JSON that says why, and what it lets ask is as narrow as it means.
"""

import json

# What the standard says in words and not in its types, so that whatever is allowed must be answered: pages
# count from 1; "json or ndjson"; a moment (it writes ``datetime``, which is no format of JSON Schema), where
# an empty one asks nothing, as a form sends it; a distance.
MEANT = {
    "page": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "per_page": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "format": {"type": "string", "enum": ["json", "ndjson"]},
    "modified_after": {"type": "string", "anyOf": [{"format": "date-time"}, {"maxLength": 0}]},
    "proximity": {"type": "number", "minimum": 0},
}
# A distance is measured from somewhere: OpenAPI cannot say that one parameter needs another.
HOOKS = """
import schemathesis

@schemathesis.hook
def before_call(context, case, kwargs):
    if "proximity" in (case.query or {}) and not str(case.query.get("postcode", "")).strip():
        case.query["postcode"] = "1070"
"""


def local(specification):
    """The document, with every schema that it refers to in it."""
    schema = specification / "schema"
    document = json.loads((schema / "openapi.json").read_text("utf-8"))
    one = document["paths"]["/service_at_locations/{id}"]["get"]["responses"]["200"]["content"]
    one["application/json"]["schema"]["$ref"] = "x/schema/compiled/service_at_location.json"

    def resolved(part):
        if isinstance(part, list):
            return [resolved(one) for one in part]
        if not isinstance(part, dict):
            return part
        reference = part.get("$ref", "")
        if reference.endswith(".json"):
            return resolved(json.loads((schema / reference.rpartition("/schema/")[2]).read_text("utf-8")))
        return {name: resolved(one) for name, one in part.items()}

    for name, meant in MEANT.items():
        document["components"]["parameters"][name]["schema"] = meant
    refusal = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    content = {"application/json": {"schema": refusal}}
    for path in document["paths"].values():
        if any(one.get("$ref", "").endswith("/format") for one in path["get"].get("parameters", [])):
            path["get"]["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": {}}
        path["get"]["responses"] |= {
            code: {"description": "Why not.", "content": content} for code in ("400", "404")
        }
    return resolved(document)
