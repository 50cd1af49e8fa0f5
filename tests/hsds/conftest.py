"""The standard's own schemas, beside the project; loud where they are not."""

import json
import warnings
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from directory.models import Organisation, Service
from tests.web.conftest import app, client, config, person, queries

SPECIFICATION = Path(__file__).parents[3] / "shared/data/hsds/3.0"


@pytest.fixture(scope="session")
def specification():
    """The folder with the standard's schemas, OpenAPI and data package."""
    if not SPECIFICATION.is_dir():
        reason = f"THE STANDARD'S OWN SCHEMAS ARE NOT AT {SPECIFICATION}: nobody judges what is published"
        warnings.warn(pytest.PytestWarning(reason), stacklevel=1)
        pytest.skip(reason)
    return SPECIFICATION


@pytest.fixture(scope="session")
def judge(specification):
    """A function: the faults that the schema ``name`` finds in what was made."""

    @cache
    def judging(name):
        schema = json.loads((specification / "schema" / f"{name}.json").read_text("utf-8"))
        return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def faults(name, made):
        return [f"{error.json_path}: {error.message}" for error in judging(name).iter_errors(made)]

    return faults


@pytest.fixture
def some_organisations(request):
    """Two organisations with several services, in a directory that else names none."""
    request.getfixturevalue("app")
    for at, name in enumerate(("Huis A", "Huis B")):
        owner = Organisation.create(name_nl=name, name_fr=name.replace("Huis", "Maison"))
        chosen = Service.select(Service.id).order_by(Service.id).limit(3).offset(at * 3)
        Service.update(organisation=owner).where(Service.id.in_([row.id for row in chosen])).execute()
