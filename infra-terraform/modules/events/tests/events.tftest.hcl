provider "aws" {
  # Never a real account: with the real provider these tests fail instead of creating something.
  region                      = "eu-central-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# The names are those of the events that the deployer's own tests read.
variables {
  name         = "slipway-t"
  prefix       = "slipway"
  cluster_arn  = "arn:aws:ecs:eu-west-1:210987654321:cluster/prod"
  repositories = ["shop/web", "shop/api"]
  sender_arns  = ["arn:aws:iam::210987654321:role/slipway-t-deployer"]
}

# The deployer's tests match their events against this file, by AWS's own matcher.
run "patterns_are_those_that_the_deployers_tests_match" {
  command = apply

  assert {
    condition     = { for key, pattern in output.patterns : key => jsondecode(pattern) } == jsondecode(file("tests/golden/patterns.json"))
    error_message = "tests/golden/patterns.json must hold:\n${jsonencode({ for key, pattern in output.patterns : key => jsondecode(pattern) })}"
  }
}

run "the_queue_takes_the_rules_and_named_roles_only" {
  command = apply

  assert {
    condition     = length(one([for s in jsondecode(data.aws_iam_policy_document.queue["events"].json).Statement : s.Condition.ArnEquals["aws:SourceArn"] if s.Sid == "Rules"])) == length(output.patterns)
    error_message = "a rule can't deliver"
  }
  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.queue["events"].json).Statement : s.Condition.ArnNotEquals["aws:PrincipalArn"] if s.Sid == "NobodyElseSends"]) == "arn:aws:iam::210987654321:role/slipway-t-deployer"
    error_message = "somebody else may send"
  }
  assert {
    condition     = alltrue([for target in aws_cloudwatch_event_target.this : target.dead_letter_config[0].arn == aws_sqs_queue.dead.arn && target.role_arn == null])
    error_message = "every target has the dead-letter queue and no role"
  }
  assert {
    condition     = jsondecode(aws_sqs_queue.events.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.events.visibility_timeout_seconds == 30 && aws_sqs_queue.events.sqs_managed_sse_enabled && aws_sqs_queue.dead.sqs_managed_sse_enabled
    error_message = "the queues changed"
  }
  assert {
    condition     = alltrue([for rule in aws_cloudwatch_event_rule.this : length(rule.name) <= 64])
    error_message = "a rule's name is too long"
  }
}

run "a_service_is_no_cluster" {
  command         = plan
  expect_failures = [var.cluster_arn]

  variables {
    cluster_arn = "arn:aws:ecs:eu-west-1:210987654321:service/prod/shop-api"
  }
}

run "a_sender_that_is_no_role_is_refused" {
  command         = plan
  expect_failures = [var.sender_arns]

  variables {
    sender_arns = ["arn:aws:iam::210987654321:root"]
  }
}
