#!/usr/bin/env python3
"""golden.py DIRECTORY < outputs.json: writes what the deployer's tests read, from 'terraform output -json' of prod."""
import json
import pathlib
import shutil
import sys

contract = json.load(sys.stdin)["contract"]["value"]
golden = pathlib.Path(sys.argv[1])
shutil.rmtree(golden, ignore_errors=True)
for path, content in contract["files"].items():
    file = golden / "config" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
deployer = {key: contract[key] for key in ("environment", "parameter", "policy")}
(golden / "deployer.json").write_text(json.dumps(deployer, indent=2, sort_keys=True) + "\n")
