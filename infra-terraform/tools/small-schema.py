#!/usr/bin/env python3
"""small-schema.py SCHEMA TREE OUT: of a provider's schema what a tree uses. Terraform reads it for every run of a test."""
import json
import pathlib
import re
import sys

schema, tree, out = sys.argv[1:]
whole = json.loads(pathlib.Path(schema).read_text())
used = {name for file in pathlib.Path(tree).rglob("*.tf") for name in re.findall(r'"(aws_\w+)"', file.read_text())}
for provider in whole["provider_schemas"].values():
    for kind in ("resource_schemas", "data_source_schemas", "ephemeral_resource_schemas"):
        provider[kind] = {name: value for name, value in provider.get(kind, {}).items() if name in used}
pathlib.Path(out).write_text(json.dumps(whole))
