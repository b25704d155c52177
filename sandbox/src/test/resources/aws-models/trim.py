"""Trims botocore's service models to what tests validate against: everything but prose.

usage: python3 trim.py <botocore wheel> <directory to write to>
"""
import gzip
import json
import sys
import zipfile

SERVICES = {
    "cloudwatch": "2010-08-01",
    "dynamodb": "2012-08-10",
    "ecr": "2015-09-21",
    "ecs": "2014-11-13",
    "elbv2": "2015-12-01",
    "events": "2015-10-07",
    "s3": "2006-03-01",
    "sqs": "2012-11-05",
    "ssm": "2014-11-06",
    "sts": "2011-06-15",
}
PROSE = {"documentation", "documentationUrl", "examples", "endpoint", "endpointdiscovery", "staticContextParams",
         "httpChecksum", "contextParam", "operationContextParams", "deprecatedMessage", "deprecatedSince", "auth", "authtype", "unsignedPayload"}


def trimmed(node):
    # A member may be called 'documentation': only texts are prose.
    if isinstance(node, dict):
        return {key: trimmed(value) for key, value in node.items()
                if not (key in PROSE and not (isinstance(value, dict) and "shape" in value))}
    return [trimmed(each) for each in node] if isinstance(node, list) else node


def reachable(model, operations):
    shapes, todo = {}, []
    for operation in operations.values():
        todo += [operation[part]["shape"] for part in ("input", "output") if part in operation]
        todo += [error["shape"] for error in operation.get("errors", [])]
    while todo:
        name = todo.pop()
        if name not in shapes:
            shape = shapes[name] = model["shapes"][name]
            todo += [each["shape"] for each in shape.get("members", {}).values()]
            todo += [shape[part]["shape"] for part in ("member", "key", "value") if part in shape]
    return dict(sorted(shapes.items()))


def main(wheel, target):
    with zipfile.ZipFile(wheel) as archive:
        for service, version in SERVICES.items():
            model = json.loads(gzip.decompress(archive.read(f"botocore/data/{service}/{version}/service-2.json.gz")))
            operations = trimmed(model["operations"])
            kept = {"metadata": {k: v for k, v in model["metadata"].items() if isinstance(v, str)}, "operations": operations, "shapes": trimmed(reachable(model, operations))}
            with open(f"{target}/{service}.json", "w", encoding="utf-8") as file:
                json.dump(kept, file, separators=(",", ":"))
                file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
