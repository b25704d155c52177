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
  service                 = "todo"
  prefix                  = "slipway-t"
  cluster                 = { arn = "arn:aws:ecs:eu-central-1:123456789012:cluster/slipway-t", name = "slipway-t" }
  infrastructure_role_arn = "arn:aws:iam::123456789012:role/slipway-t-ecs-infrastructure"
  network                 = { vpc_id = "vpc-1", private_subnet_ids = ["subnet-1", "subnet-2"] }
  repository              = { name = "slipway-t/todo", arn = "arn:aws:ecr:eu-central-1:123456789012:repository/slipway-t/todo", url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway-t/todo" }
  alb = {
    arn_suffix        = "app/slipway-t/1"
    dns_name          = "slipway-t.eu-central-1.elb.amazonaws.com"
    security_group_id = "sg-alb"
    production_arn    = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/slipway-t/1/443"
    test_arn          = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/slipway-t/1/8443"
    test_port         = 8443
  }
  stores = {
    redis     = { security_group_id = "sg-redis", url_secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slipway-t/redis-url-AbCdEf" }
    documents = { bucket = "slipway-t-documents", arn = "arn:aws:s3:::slipway-t-documents" }
  }
  definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4 }
}

run "a_block_is_enough" {
  command = apply

  assert {
    condition     = toset(keys(aws_lb_target_group.this)) == toset(["blue", "green"]) && alltrue([for group in aws_lb_target_group.this : length(group.name) <= 32])
    error_message = "expected two target groups with names that AWS takes"
  }
  assert {
    condition     = alltrue([for rule in aws_lb_listener_rule.this : [for group in rule.action[0].forward[0].target_group : group.weight] == [100, 0] || [for group in rule.action[0].forward[0].target_group : group.weight] == [0, 100]])
    error_message = "both rules must name both groups, 100 and 0"
  }
  assert {
    condition     = !aws_ecs_service.this.network_configuration[0].assign_public_ip && !aws_ecs_service.this.wait_for_steady_state
    error_message = "tasks have no public address, and Terraform does not wait"
  }
  assert {
    condition     = aws_ecs_service.this.deployment_configuration[0].strategy == "BLUE_GREEN" && length(aws_ecs_service.this.deployment_configuration[0].lifecycle_hook) == 0
    error_message = "the first deployment must have no hooks"
  }
  assert {
    condition     = toset([aws_ssm_parameter.command.name, aws_ssm_parameter.admin.name, aws_ssm_parameter.status.name]) == toset(["/slipway-t/command/todo", "/slipway-t/admin/todo", "/slipway-t/status/todo"])
    error_message = "the deployer reads other names"
  }
  assert {
    condition     = toset([for rule in [aws_vpc_security_group_egress_rule.https] : rule.from_port]) == toset([443]) && length(aws_vpc_security_group_egress_rule.redis) == 0
    error_message = "tasks may leave by 443 only: the test listener is the deployer's"
  }
  assert {
    condition     = !strcontains(output.files["services/todo.yaml"], "gates") && strcontains(output.files["templates/todo.json"], "\"image\":\"$${image.uri}\"")
    error_message = "no gates were asked for, and the image is Slipway's to fill in"
  }
  assert {
    condition     = length(aws_iam_role_policy.documents) == 0
    error_message = "a program that uses no store may do nothing"
  }
}

run "the_placeholder_answers_the_health_path_on_the_port" {
  command = plan

  variables {
    definition = { port = 9000, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, health_path = "/api/healthz?deep=no" }
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.placeholder.container_definitions)[0].command == ["sh", "-c", "mkdir -p '/www/api' && echo 'nothing was released yet' > '/www/api/healthz' && exec httpd -f -p 9000 -h /www"]
    error_message = "the placeholder serves something else: ${jsondecode(aws_ecs_task_definition.placeholder.container_definitions)[0].command[2]}"
  }
}

run "stores_and_secrets_come_with_their_rights" {
  command = apply

  variables {
    definition = {
      port    = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, stores = ["redis", "documents"]
      secrets = { TOKEN = "arn:aws:ssm:eu-central-1:123456789012:parameter/todo/token", KEY = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:todo-AbCdEf:key::" }
    }
  }

  assert {
    condition     = [for secret in jsondecode(output.files["templates/todo.json"]).containerDefinitions[0].secrets : secret.name] == ["KEY", "REDIS_URL", "TOKEN"]
    error_message = "a secret is missing in the template"
  }
  assert {
    condition     = toset(one([for s in jsondecode(data.aws_iam_policy_document.execution.json).Statement : s.Resource if try(s.Sid, "") == "Secrets"])) == toset(["arn:aws:secretsmanager:eu-central-1:123456789012:secret:slipway-t/redis-url-AbCdEf", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:todo-AbCdEf"])
    error_message = "the execution role reads other secrets"
  }
  assert {
    condition     = length(aws_vpc_security_group_egress_rule.redis) == 1 && length(aws_iam_role_policy.documents) == 1
    error_message = "the way to a store is closed"
  }
}

run "gates_test_green_through_the_test_listener" {
  command = apply

  variables {
    definition = {
      port  = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, hosts = ["todo.example.com"]
      gates = { test = { suites = ["suites/todo.yaml"], approval = "4h" }, production = { suites = ["suites/todo.yaml"], tags = ["critical"], smoke = "3m" } }
    }
  }

  assert {
    condition     = yamldecode(output.files["services/todo.yaml"]).gates.test == { suites = ["suites/todo.yaml"], smoke = "5m", reruns = 1, approval = { within = "4h" }, target = { url = "https://todo.example.com", connectTo = "slipway-t.eu-central-1.elb.amazonaws.com:8443", allowWrites = false } }
    error_message = "the test gate changed: ${jsonencode(yamldecode(output.files["services/todo.yaml"]).gates.test)}"
  }
  assert {
    condition     = yamldecode(output.files["services/todo.yaml"]).gates.production.target.connectTo == "slipway-t.eu-central-1.elb.amazonaws.com:443"
    error_message = "the production gate must use the production listener"
  }
}

run "the_longest_names_are_within_the_limits" {
  command = apply

  variables {
    name    = "slipway-abcd"
    service = "thirteen-long"
  }

  assert {
    condition     = max([for group in aws_lb_target_group.this : length(group.name)]...) == 32
    error_message = "names of target groups have at most 32 characters"
  }
  assert {
    condition     = length(aws_iam_role.execution.name) <= 64 && length(aws_ecs_task_definition.placeholder.family) <= 255 && alltrue([for alarm in aws_cloudwatch_metric_alarm.watched : length(alarm.alarm_name) <= 255])
    error_message = "a name is too long"
  }
}

run "a_name_that_is_too_long_is_refused" {
  command         = plan
  expect_failures = [var.service]

  variables {
    service = "recommendations"
  }
}

run "the_name_all_is_refused" {
  command         = plan
  expect_failures = [var.service]

  variables {
    service = "all"
  }
}

run "one_task_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 1, max = 4 }
  }
}

run "a_size_that_fargate_has_not_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 4096, min = 2, max = 4 }
  }
}

run "a_step_gate_without_steps_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, gates = { step = { approval = "1h" } } }
  }
}

run "suites_without_an_address_are_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, gates = { test = { suites = ["suites/todo.yaml"] } } }
  }
}

run "a_secret_written_out_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, secrets = { TOKEN = "hunter2" } }
  }
}

run "a_size_between_two_of_fargates_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 512, memory = 1536, min = 2, max = 4 }
  }
}

run "a_step_of_another_strategy_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, strategy = { kind = "linear", percent = 5 } }
  }
}

run "a_bake_longer_than_ecs_waits_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, strategy = { bake = "23h61m" } }
  }
}

run "a_bake_of_seconds_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, strategy = { bake = "90s" } }
  }
}

run "a_duration_without_a_unit_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, gates = { test = { approval = "4" } } }
  }
}

run "a_variable_of_two_sources_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, environment = { PORT = "80" } }
  }
}

run "a_host_that_is_an_address_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, hosts = ["https://todo.example.com"] }
  }
}

run "a_health_path_that_breaks_the_placeholder_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, health_path = "/it's" }
  }
}

run "suites_behind_a_wildcard_are_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, hosts = ["*.example.com"], gates = { test = { suites = ["suites/todo.yaml"] } } }
  }
}

run "an_unknown_deadline_is_refused" {
  command         = plan
  expect_failures = [var.definition]

  variables {
    definition = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, deadlines = { scaleup = "20m" } }
  }
}

run "the_repository_of_another_service_is_refused" {
  command         = plan
  expect_failures = [var.repository]

  variables {
    repository = { name = "slipway-t/todo", arn = "arn:aws:ecr:eu-central-1:123456789012:repository/slipway-t/shop", url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway-t/todo" }
  }
}

run "one_listener_for_both_is_refused" {
  command         = plan
  expect_failures = [var.alb]

  variables {
    alb = {
      arn_suffix        = "app/slipway-t/1"
      dns_name          = "slipway-t.eu-central-1.elb.amazonaws.com"
      security_group_id = "sg-alb"
      production_arn    = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/slipway-t/1/443"
      test_arn          = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/slipway-t/1/443"
      test_port         = 8443
    }
  }
}
