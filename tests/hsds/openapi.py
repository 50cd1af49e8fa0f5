"""The standard's OpenAPI made local: its references are filled with the files beside it, its known mistake
(``/service_at_locations/{id}`` refers to the schema of a service) is mended, and the refusals that it does
not mention (400, 404) are JSON that says why.
"""

import json


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

    refusal = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    content = {"application/json": {"schema": refusal}}
    for path in document["paths"].values():
        path["get"]["responses"] |= {
            code: {"description": "Why not.", "content": content} for code in ("400", "404")
        }
    return resolved(document)
