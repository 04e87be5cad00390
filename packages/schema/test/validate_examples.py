"""Checks the published examples with Python's jsonschema and prints what it found as JSON."""

import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator

schemas = pathlib.Path(sys.argv[1])
validators = {}


def validator(contract):
    if contract not in validators:
        document = json.loads((schemas / "1.0" / contract).read_text("utf-8"))
        validators[contract] = Draft202012Validator(document)
    return validators[contract]


def contract_of(path, kind):
    name = path.relative_to(schemas / "examples" / kind).as_posix()
    return re.sub(r"^((?:messages|events)/.+)\.[a-z-]+\.json\Z", r"\1.json", name) if kind == "valid" else name


found = {"valid": 0, "invalid": 0, "refused": [], "accepted": []}
for path in sorted((schemas / "examples" / "valid").rglob("*.json")):
    found["valid"] += 1
    if not validator(contract_of(path, "valid")).is_valid(json.loads(path.read_text("utf-8"))):
        found["refused"].append(path.name)
for path in sorted((schemas / "examples" / "invalid").rglob("*.json")):
    for example in json.loads(path.read_text("utf-8")):
        found["invalid"] += 1
        if validator(contract_of(path, "invalid")).is_valid(example["value"]):
            found["accepted"].append([path.name, example["breaks"]])
print(json.dumps(found))
