#!/usr/bin/env python3
"""Rules about who owns what, and about variables, which no linter knows.

rules.py DIRECTORY           says every breach, ends with 1 if there is one
rules.py DIRECTORY mutants   breaks each rule on purpose and ends with 1 if that goes unnoticed
"""
import pathlib
import re
import sys

OWNED_BY_THE_DEPLOYER = ["task_definition", "deployment_configuration", "deployment_circuit_breaker",
                         "deployment_maximum_percent", "deployment_minimum_healthy_percent", "alarms"]
OWNED_BY_OTHERS = ["desired_count", "load_balancer"]


def sources(root):
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*.tf")) if ".terraform" not in path.parts}


def resources(files):
    """(file, type, name, body) of every resource; blocks end at a brace in the first column, as 'terraform fmt' writes them."""
    for file, text in files.items():
        for match in re.finditer(r'^resource "(\w+)" "(\w+)" \{\n(.*?)^\}', text, re.M | re.S):
            yield file, match[1], match[2], match[3]


def ignored(body):
    match = re.search(r"ignore_changes\s*=\s*(\[.*?\]|all)", body, re.S)
    return match[1] if match else ""


def names_in(listing):
    return re.findall(r"^\s*(\w+),|\[(\w+)\]", re.sub(r"#.*", "", listing), re.M)


def breaches(files):
    everything = list(resources(files))
    of = lambda kind: [(f"{file}: {kind}.{name}", body) for file, a_kind, name, body in everything if a_kind == kind]
    mentions = lambda kind, text: any(text in body for _, body in of(kind))

    services = of("aws_ecs_service")
    if len(services) != 2:
        yield f"expected two ECS services, one of them the deployer's, and found {len(services)}"
    for where, body in services:
        if not re.search(r"^\s*wait_for_steady_state\s*=\s*false$", body, re.M):
            yield f"{where}: needs 'wait_for_steady_state = false': with a pause hook Terraform would wait for a person"
        if "lifecycle_hook" in body:
            yield f"{where}: must have no lifecycle_hook: hooks are the deployer's, and would stop the first deployment"
        if "modules/deployer/" in where:
            if ignored(body):
                yield f"{where}: ignores changes, though Terraform owns all of the deployer"
            continue
        named = {a or b for a, b in names_in(ignored(body))}
        for attribute in OWNED_BY_THE_DEPLOYER + OWNED_BY_OTHERS:
            if attribute not in named:
                yield f"{where}: ignore_changes lacks '{attribute}', which has another owner"
        if any("#" not in line for line in ignored(body).splitlines()[1:-1]):
            yield f"{where}: each line of ignore_changes says why"

    if not of("aws_lb_listener_rule"):
        yield "there is no listener rule"
    for where, body in of("aws_lb_listener_rule"):
        if "action" not in {a or b for a, b in names_in(ignored(body))}:
            yield f"{where}: needs 'ignore_changes = [action]': ECS owns the weights"
    for where, body in of("aws_lb_target_group_attachment"):
        yield f"{where}: ECS registers targets"

    parameters = {re.search(r"\.(\w+)$", where)[1]: (where, body) for where, body in of("aws_ssm_parameter")}
    for name in ["command", "admin", "status", "all"]:
        if name not in parameters:
            yield f"there is no parameter '{name}'"
        elif ignored(parameters[name][1]) != "all":
            yield f"{parameters[name][0]}: needs 'ignore_changes = all': an old order would be obeyed again"

    for file, text in files.items():
        for forbidden, why in {"wait_for_steady_state\\s*=\\s*true": "hangs on a pause hook", "force_new_deployment": "starts a deployment of nobody",
                               "sigint_rollback": "needs waiting"}.items():
            if re.search(forbidden, text):
                yield f"{file}: '{forbidden}' {why}"
    for where, body in of("aws_security_group"):
        if re.search(r"^\s*(ingress|egress)\s*[{=]", body, re.M):
            yield f"{where}: rules are resources of their own; inline ones are taken away by others' changes"
    for kind in ["aws_security_group_rule"]:
        for where, _ in of(kind):
            yield f"{where}: write aws_vpc_security_group_ingress_rule or _egress_rule"

    for where, body in of("aws_s3_bucket"):
        name = where.rsplit(".", 1)[1]
        module = where.rsplit("/", 1)[0]
        for kind in ["aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_public_access_block", "aws_s3_bucket_policy", "aws_s3_bucket_lifecycle_configuration"]:
            if not any(other.startswith(module) and other.endswith("." + name) for other, _ in of(kind)):
                yield f"{where}: has no {kind}"
    encrypted = {
        "aws_dynamodb_table": [r"server_side_encryption \{\s*enabled\s*=\s*true", r"point_in_time_recovery \{\s*enabled\s*=\s*true"],
        "aws_sqs_queue": [r"sqs_managed_sse_enabled\s*=\s*true"],
        "aws_sns_topic": [r"kms_master_key_id\s*="],
        "aws_ecr_repository": [r"encryption_configuration \{", r"scan_on_push\s*=\s*true"],
        "aws_elasticache_replication_group": [r"at_rest_encryption_enabled\s*=\s*true", r"transit_encryption_enabled\s*=\s*true", r"auth_token_wo\s*="],
    }
    for kind, patterns in encrypted.items():
        for where, body in of(kind):
            for pattern in patterns:
                if not re.search(pattern, body):
                    yield f"{where}: does not match '{pattern}': a store must be encrypted"
    for where, body in of("aws_cloudwatch_event_target"):
        if "role_arn" in body:
            yield f"{where}: has a role, which can break the delivery to a queue"
        if "dead_letter_config {" not in body:
            yield f"{where}: needs a dead_letter_config: what can't be delivered would be lost"
    for where, body in of("aws_cloudwatch_log_group"):
        if "retention_in_days" not in body:
            yield f"{where}: keeps logs for ever"

    definition = re.search(r"  type = (object\(\{\n    # Traffic.*?^  \}\))$", files["modules/service/variables.tf"], re.M | re.S)
    if not definition or definition[1] not in files["modules/platform/variables.tf"]:
        yield "modules/service/variables.tf and modules/platform/variables.tf: the type of a service must be the same, word for word"


    yield from breaches_of_variables(files)


# "directory: variable", with the reason why no value of it can be called wrong before it is used.
WITHOUT_VALIDATION = {}


def variables(files):
    """(directory, name, body) of every variable."""
    for file, text in files.items():
        for match in re.finditer(r'^variable "(\w+)" \{\n(.*?)^\}', text, re.M | re.S):
            yield file.rpartition("/")[0], match[1], match[2]


def breaches_of_variables(files):
    bodies = {(directory, name): body for directory, name, body in variables(files)}
    for (directory, name), body in bodies.items():
        where = f"{directory}: variable '{name}'"
        for attribute in ["description", "type"]:
            if not re.search(rf"^  {attribute}\s*=", body, re.M):
                yield f"{where}: has no {attribute}"
        if not re.search(r"^  description\s*=\s*\".*\.\"$", body, re.M):
            yield f"{where}: its description is a sentence, with a full stop"
        messages = re.findall(r'^  validation \{.*?error_message = "(.*?)"$', body, re.M | re.S)
        if any(not message.endswith(".") or message.count(" ") < 4 for message in messages):
            yield f"{where}: an error message is a whole sentence: what is wrong, and what to write"
        if re.search(r"^  type\s*=\s*bool$", body, re.M) or messages or passed_on(files, bodies, directory, name):
            continue
        if f"{directory}: {name}" not in WITHOUT_VALIDATION:
            yield f"{where}: has no validation, nor a reason in WITHOUT_VALIDATION"
    for listed in WITHOUT_VALIDATION:
        if tuple(listed.split(": ")) not in bodies:
            yield f"WITHOUT_VALIDATION names '{listed}', which there is not"


def passed_on(files, bodies, directory, name):
    """Whether it goes on unchanged, by the same name, to a module that validates it: then Terraform's error speaks of that name."""
    for body in re.findall(r'^module "\w+" \{\n(.*?)^\}', files.get(f"{directory}/main.tf", ""), re.M | re.S):
        source = re.search(r'^  source\s*=\s*"\.\./(\w+)"$', body, re.M)
        if source and re.search(rf"^  {name}\s*=\s*var\.{name}$", body, re.M):
            inner = bodies.get((f"{directory.rpartition('/')[0]}/{source[1]}", name), "")
            if "validation {" in inner:
                return True
    return False


MUTANTS = [
    ("modules/service/main.tf", "task_definition,  ", "# task_definition,  "),
    ("modules/service/main.tf", "      load_balancer, ", "      #load_balancer, "),
    ("modules/service/main.tf", "wait_for_steady_state = false", "wait_for_steady_state = true"),
    ("modules/service/main.tf", "bake_time_in_minutes = 0", "lifecycle_hook {}"),
    ("modules/service/traffic.tf", "ignore_changes = [action]", "ignore_changes = [priority]"),
    ("modules/service/slipway.tf", "ignore_changes = all", "ignore_changes = [insecure_value]"),
    ("modules/deployer/main.tf", "ignore_changes = all", "ignore_changes = [insecure_value]"),
    ("modules/alb/main.tf", "  vpc_id      = var.vpc_id\n", "  vpc_id      = var.vpc_id\n  ingress {\n  }\n"),
    ("modules/events/main.tf", "sqs_managed_sse_enabled   = true", "sqs_managed_sse_enabled   = false"),
    ("modules/events/main.tf", "target_id = \"deployer\"", "role_arn = \"x\""),
    ("modules/observability/main.tf", "dead_letter_config {", "dead_letters {"),
    ("modules/stores/main.tf", "point_in_time_recovery {\n    enabled = true", "point_in_time_recovery {\n    enabled = false"),
    ("modules/stores/redis.tf", "transit_encryption_enabled = true", "transit_encryption_enabled = false"),
    ("modules/bucket/main.tf", "aws_s3_bucket_server_side_encryption_configuration\" \"this", "aws_s3_bucket_server_side_encryption_configuration\" \"other"),
    ("modules/registry/main.tf", "scan_on_push = true", "scan_on_push = false"),
    ("modules/network/flow-logs.tf", "retention_in_days = var.flow_log_retention_days", ""),
    ("modules/platform/variables.tf", "# of its rules; lower is asked first", "# of its rules"),
    ("modules/cluster/variables.tf", "  validation {\n    condition", "  timeouts {\n    condition"),
    ("modules/deployer/variables.tf", "as the module 'cluster' gives it.\"\n  }", "as the module 'cluster' gives it\"\n  }"),
    ("modules/platform/main.tf", "= var.cidr\n", "= cidrsubnet(var.cidr, 0, 0)\n"),
    ("modules/network/variables.tf", 'variable "cidr" {\n  description', 'variable "range" {\n  description'),
    ("modules/service/variables.tf", "VPC and private subnets.\"\n  type ", "VPC and private subnets.\"\n  # type "),
]


def main():
    root = pathlib.Path(sys.argv[1])
    files = sources(root)
    if sys.argv[2:] == ["mutants"]:
        unnoticed = 0
        for file, was, now in MUTANTS:
            if was not in files[file]:
                print(f"{file}: no longer has '{was}', which a mutant is made of")
                unnoticed += 1
            elif not list(breaches(files | {file: files[file].replace(was, now, 1)})):
                print(f"{file}: nobody notices '{now}' instead of '{was}'")
                unnoticed += 1
        print(f"{len(MUTANTS) - unnoticed} of {len(MUTANTS)} mutants caught")
        return 1 if unnoticed else 0
    found = list(breaches(files))
    print("\n".join(found) if found else f"{len(files)} files keep to the rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
