data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  root    = "arn:${data.aws_partition.this.partition}:iam::${local.account}:root"
}

# A key of our own, because neither CloudWatch nor EventBridge may use the one that AWS keeps for SNS.
data "aws_iam_policy_document" "key" {
  #checkov:skip=CKV_AWS_109:the policy of a key, where "*" is this key
  #checkov:skip=CKV_AWS_111:the policy of a key, where "*" is this key
  #checkov:skip=CKV_AWS_356:the policy of a key, where "*" is this key
  # In a key's policy "*" is the key itself.
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [local.root]
    }
  }

  statement {
    sid       = "Alarms"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  # EventBridge fulfils no condition on its way to a topic.
  statement {
    sid       = "Rules"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "topic" {
  description             = "Alarms of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_sns_topic" "this" {
  name              = "${var.name}-alarms"
  kms_master_key_id = aws_kms_key.topic.arn
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "Alarms"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "Rules"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.emails

  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.key
}

# Slipway announces every turn of a release; people are told of those that ended badly or wait for them.
resource "aws_cloudwatch_event_rule" "told" {
  name        = "${var.name}-told-to-people"
  description = "Releases that ended badly or wait for a person"
  event_pattern = jsonencode({
    source      = ["slipway"]
    detail-type = ["Slipway Release State Change"]
    detail = {
      service = sort(keys(var.services))
      state   = ["AwaitingPromotion", "Failed", "Refused", "RolledBack"]
    }
  })
}

resource "aws_cloudwatch_event_target" "told" {
  rule      = aws_cloudwatch_event_rule.told.name
  target_id = "people"
  arn       = aws_sns_topic.this.arn

  input_transformer {
    input_paths = {
      release = "$.detail.release"
      reason  = "$.detail.reason"
      service = "$.detail.service"
      state   = "$.detail.state"
    }
    input_template = "\"<service>: release <release> is <state>: <reason>\""
  }

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  dead_letter_config {
    arn = aws_sqs_queue.untold.arn
  }
}

# What could not be told. A queue of its own: moved back from the deployer's dead letters, it would be work for the deployer.
resource "aws_sqs_queue" "untold" {
  name                      = "${var.name}-untold"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "untold" {
  statement {
    sid       = "Rule"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.untold.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.told.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "untold" {
  queue_url = aws_sqs_queue.untold.id
  policy    = data.aws_iam_policy_document.untold.json
}

resource "aws_cloudwatch_metric_alarm" "untold" {
  alarm_name          = "${var.name}-untold"
  alarm_description   = "Releases that ended badly or wait for a person, of which nobody could be told, lie in '${aws_sqs_queue.untold.name}'"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
  dimensions          = { QueueName = aws_sqs_queue.untold.name }
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Messages that no deployer can read, or that no rule could deliver, lie in '${var.dead_letters.name}'"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
  dimensions          = { QueueName = var.dead_letters.name }
}

# Wake-ups are sent with a delay, and delayed messages have no age: what is old here, nobody took.
resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "Deployers do not keep up with '${var.queue.name}', or none runs"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 120
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
  dimensions          = { QueueName = var.queue.name }
}
