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
  name           = "slipway-t"
  queue          = { name = "slipway-t-events" }
  dead_letters   = { name = "slipway-t-events-dead" }
  alb_arn_suffix = "app/slipway-t/1"
  services = {
    todo = { blue = "targetgroup/slipway-t-todo-blue/1", green = "targetgroup/slipway-t-todo-green/2" }
    shop = { blue = "targetgroup/slipway-t-shop-blue/1", green = "targetgroup/slipway-t-shop-green/2" }
  }
}

run "dead_letters_and_bad_ends_are_told" {
  command = apply

  variables {
    emails = ["on-call@example.com"]
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead_letters.threshold == 0 && contains(aws_cloudwatch_metric_alarm.dead_letters.alarm_actions, aws_sns_topic.this.arn)
    error_message = "one dead letter must be told"
  }
  assert {
    # The deployer's tests hold this file against what the deployer announces.
    condition     = jsondecode(aws_cloudwatch_event_rule.told.event_pattern) == jsondecode(file("tests/golden/told-to-people.json"))
    error_message = "tests/golden/told-to-people.json must hold:\n${aws_cloudwatch_event_rule.told.event_pattern}"
  }
  assert {
    condition     = aws_cloudwatch_event_target.told.dead_letter_config[0].arn == aws_sqs_queue.untold.arn && aws_cloudwatch_metric_alarm.untold.dimensions["QueueName"] == "slipway-t-untold"
    error_message = "what could not be told would be lost"
  }
  assert {
    condition     = jsondecode(data.aws_iam_policy_document.untold.json).Statement[0].Condition.ArnEquals["aws:SourceArn"] == aws_cloudwatch_event_rule.told.arn
    error_message = "the rule can't deliver what could not be told"
  }
  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == aws_kms_key.topic.arn && aws_kms_key.topic.enable_key_rotation
    error_message = "the topic is not encrypted by our key"
  }
}

run "every_service_has_its_row" {
  command = apply

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == 2 + 2 * 3
    error_message = "a widget is missing"
  }
  assert {
    condition     = length(distinct([for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : "${widget.x},${widget.y}"])) == 2 + 2 * 3
    error_message = "two widgets lie on each other"
  }
}

run "what_is_no_address_is_refused" {
  command         = plan
  expect_failures = [var.emails]

  variables {
    emails = ["on-call"]
  }
}

run "a_service_without_green_is_refused" {
  command         = plan
  expect_failures = [var.services]

  variables {
    services = { todo = { blue = "targetgroup/slipway-t-todo-blue/1" } }
  }
}
