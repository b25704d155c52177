provider "aws" {
  # Never a real account: with the real provider these tests fail instead of creating something.
  region                      = "eu-central-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variables {
  name                    = "slipway-t"
  prefix                  = "slipway-t"
  image                   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/deployer@sha256:${join("", [for i in range(64) : "0"])}"
  cluster                 = { arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/slipway-t", name = "slipway-t" }
  infrastructure_role_arn = "arn:aws:iam::123456789012:role/slipway-t-ecs-infrastructure"
  network                 = { vpc_id = "vpc-1", private_subnet_ids = ["subnet-1", "subnet-2"] }
  queue                   = { arn = "arn:aws:sqs:eu-central-1:123456789012:slipway-t-events", name = "slipway-t-events", url = "https://sqs.eu-central-1.amazonaws.com/123456789012/slipway-t-events" }
  journal                 = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/slipway-t-journal", name = "slipway-t-journal" }
  configuration           = { url = "s3://slipway-t-config/config", bucket = "arn:aws:s3:::slipway-t-config", folder = "config" }
  secret_key_arns         = ["arn:aws:kms:eu-central-1:123456789012:key/1"]
  services = {
    todo = {
      service       = "todo"
      family        = "slipway-t-todo"
      task_roles    = ["arn:aws:iam::123456789012:role/slipway-t-todo-execution", "arn:aws:iam::123456789012:role/slipway-t-todo-task"]
      alarms        = ["arn:aws:cloudwatch:eu-central-1:123456789012:alarm:slipway-t-todo-blue-errors"]
      repository    = "arn:aws:ecr:eu-central-1:123456789012:repository/slipway-t/todo"
      smoke_secrets = ["ssm:/todo/token", "secretsmanager:todo/key"]
    }
  }
}

run "it_may_do_what_its_code_declares_and_nothing_else" {
  command = apply

  assert {
    condition     = toset(flatten([for s in output.contract.policy.Statement : s.Action])) == toset(split("\n", trimspace(file("../../../deployer/src/test/resources/aws/iam-actions.txt"))))
    error_message = "too much: ${jsonencode(setsubtract(flatten([for s in output.contract.policy.Statement : s.Action]), split("\n", trimspace(file("../../../deployer/src/test/resources/aws/iam-actions.txt")))))}, missing: ${jsonencode(setsubtract(split("\n", trimspace(file("../../../deployer/src/test/resources/aws/iam-actions.txt"))), flatten([for s in output.contract.policy.Statement : s.Action])))}"
  }
  assert {
    condition     = toset([for s in output.contract.policy.Statement : s.Sid if s.Resource == "*"]) == toset(["Look", "ListTasks"])
    error_message = "only what has no resource level may name '*'"
  }
  assert {
    condition     = alltrue([for s in output.contract.policy.Statement : try(s.Condition.StringEquals["iam:PassedToService"], "") != "" if contains(flatten([s.Action]), "iam:PassRole")])
    error_message = "a role may be handed to anybody"
  }
  assert {
    condition     = [for s in output.contract.policy.Statement : try(s.Condition.StringLike["aws:ResourceTag/slipway:command"], "") if contains(flatten([s.Action]), "ecs:StopTask")] == ["slipway/*"]
    error_message = "the deployer may stop tasks that it did not start"
  }
  assert {
    condition     = toset([for s in output.contract.policy.Statement : try(s.Condition.StringEquals["ecs:CreateAction"], "") if contains(flatten([s.Action]), "ecs:TagResource")]) == toset(["RegisterTaskDefinition", "RunTask"])
    error_message = "the deployer may tag what it does not make, and so stop it"
  }
  assert {
    condition     = !anytrue([for action in flatten([for s in output.contract.policy.Statement : s.Action]) : startswith(action, "elasticloadbalancing:") && !startswith(action, "elasticloadbalancing:Describe")])
    error_message = "the deployer must not shift traffic itself"
  }
  assert {
    condition     = one([for s in output.contract.policy.Statement : s.Resource if s.Sid == "WriteAnswers"]) == "arn:aws:ssm:eu-central-1:123456789012:parameter/slipway-t/status/*"
    error_message = "the deployer must not write commands"
  }
}

run "it_runs_twice_and_rolls" {
  command = apply

  assert {
    condition     = aws_ecs_service.this.desired_count == 2 && aws_ecs_service.this.deployment_minimum_healthy_percent == 100 && aws_ecs_service.this.deployment_maximum_percent == 200 && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "the deployer would be away while it is deployed"
  }
  assert {
    condition     = !aws_ecs_service.this.network_configuration[0].assign_public_ip && toset([for rule in aws_vpc_security_group_egress_rule.this : rule.from_port]) == toset([443, 8443])
    error_message = "the deployer reaches more than it needs"
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.heartbeat.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.heartbeat.evaluation_periods * 60 < 300
    error_message = "silence must be an alarm before the shortest hook ends"
  }
  assert {
    condition     = aws_ssm_parameter.shared.name == "/slipway-t/deployer" && output.contract.environment.SLIPWAY_CONFIG == output.contract.parameter.config
    error_message = "operators would be told another place than the deployer"
  }
}

run "an_image_that_moves_is_refused" {
  command         = plan
  expect_failures = [var.image]

  variables {
    image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/deployer:latest"
  }
}

run "one_deployer_is_refused" {
  command         = plan
  expect_failures = [var.tasks]

  variables {
    tasks = 1
  }
}

run "memory_that_fargate_has_not_is_refused" {
  command         = plan
  expect_failures = [var.memory]

  variables {
    memory = 1536
  }
}

run "the_alias_of_a_key_is_refused" {
  command         = plan
  expect_failures = [var.secret_key_arns]

  variables {
    secret_key_arns = ["arn:aws:kms:eu-central-1:123456789012:alias/smoke"]
  }
}

run "a_configuration_beside_its_bucket_is_refused" {
  command         = plan
  expect_failures = [var.configuration]

  variables {
    configuration = { url = "s3://other/config", bucket = "arn:aws:s3:::slipway-t-config", folder = "config" }
  }
}
