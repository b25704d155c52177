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
  name            = "slipway-t"
  prefix          = "slipway-t"
  repository_arns = ["arn:aws:ecr:eu-central-1:123456789012:repository/slipway-t/todo"]
  queue           = { arn = "arn:aws:sqs:eu-central-1:123456789012:slipway-t-events" }
  dead_letters    = { arn = "arn:aws:sqs:eu-central-1:123456789012:slipway-t-events-dead" }
  journal         = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/slipway-t-journal" }
  alb_arn         = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/slipway-t/1"
}

run "each_authority_reaches_its_own_parameters" {
  command = apply

  variables {
    trusted = { promoter = ["arn:aws:iam::123456789012:role/on-call"] }
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_policy.this["promoter"].policy).Statement : s.Resource if contains(flatten([s.Action]), "ssm:PutParameter")] == ["arn:aws:ssm:eu-central-1:123456789012:parameter/slipway-t/command/*"]
    error_message = "a promoter writes something else than commands"
  }
  assert {
    condition     = !anytrue([for s in jsondecode(aws_iam_policy.this["promoter"].policy).Statement : anytrue([for action in flatten([s.Action]) : startswith(action, "sqs:")])])
    error_message = "a promoter has nothing to do with the queue"
  }
  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_policy.this["pusher"].policy).Statement : alltrue([for action in flatten([s.Action]) : startswith(action, "ecr:")])])
    error_message = "a pusher only pushes"
  }
  assert {
    condition     = !anytrue([for policy in aws_iam_policy.this : anytrue([for s in jsondecode(policy.policy).Statement : anytrue([for action in flatten([s.Action]) : startswith(action, "ecs:") || startswith(action, "elasticloadbalancing:")])])])
    error_message = "people deploy by writing a parameter, not by ECS"
  }
  assert {
    condition     = !anytrue([for policy in aws_iam_policy.this : anytrue([for s in jsondecode(policy.policy).Statement : contains(flatten([s.Action]), "ssm:PutParameter") && anytrue([for arn in flatten([s.Resource]) : strcontains(arn, "/status/")])])])
    error_message = "only the deployer writes answers"
  }
  assert {
    condition     = keys(output.role_arns) == ["promoter"] && length(output.policy_arns) == 3
    error_message = "a role was made that nobody may take"
  }
}

run "what_is_of_the_whole_account_is_off" {
  command = plan

  assert {
    condition     = length(aws_guardduty_detector.this) + length(aws_cloudtrail.this) + length(aws_wafv2_web_acl.this) == 0
    error_message = "something was made that was not asked for"
  }
}

run "and_can_be_switched_on" {
  command = apply

  variables {
    guardduty  = true
    cloudtrail = true
    waf        = {}
  }

  assert {
    condition     = aws_guardduty_detector_feature.runtime["this"].name == "RUNTIME_MONITORING" && aws_cloudtrail.this["this"].is_multi_region_trail && aws_cloudtrail.this["this"].enable_log_file_validation
    error_message = "detection is not as told"
  }
  assert {
    condition     = length(distinct([for rule in aws_wafv2_web_acl.this["this"].rule : rule.priority])) == 3 && startswith(aws_cloudwatch_log_group.waf["this"].name, "aws-waf-logs-")
    error_message = "the firewall is not as told"
  }
}

run "everybody_is_refused" {
  command         = plan
  expect_failures = [var.trusted]

  variables {
    trusted = { administrator = ["*"] }
  }
}

run "another_kind_of_load_balancer_is_refused" {
  command         = plan
  expect_failures = [var.alb_arn]

  variables {
    alb_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/slipway-t/1"
  }
}
