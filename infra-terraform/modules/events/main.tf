locals {
  # By the cluster and never by a service: a service must not be needed to make the rule that its first deployment needs.
  service_prefix    = "${replace(var.cluster_arn, ":cluster/", ":service/")}/"
  deployment_prefix = "${replace(var.cluster_arn, ":cluster/", ":service-deployment/")}/"

  # What the deployer reads (deployer/src/test/resources/events). An event that matches nothing is only late: the deployer
  # looks every minute anyway.
  patterns = {
    images = {
      source      = ["aws.ecr"]
      detail-type = ["ECR Image Action", "ECR Replication Action"]
      detail = {
        action-type     = ["PUSH", "REPLICATE"]
        result          = ["SUCCESS"]
        repository-name = sort(var.repositories)
      }
    }
    deployments = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Deployment State Change"]
      resources   = [{ prefix = local.service_prefix }]
    }
    # What a hook's event holds besides its deployment is known from the field only, so each of three marks will do.
    hooks = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Hook State Change"]
      "$or" = [
        { resources = [{ prefix = local.deployment_prefix }] },
        { detail = { clusterArn = [var.cluster_arn] } },
        { detail = { serviceDeploymentArn = [{ prefix = local.deployment_prefix }] } },
      ]
    }
    troubles = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Service Action"]
      detail = {
        eventType  = ["WARN", "ERROR"]
        clusterArn = [var.cluster_arn]
      }
    }
    stopped-tasks = {
      source      = ["aws.ecs"]
      detail-type = ["ECS Task State Change"]
      detail = {
        clusterArn = [var.cluster_arn]
        group      = [{ prefix = "service:" }]
        lastStatus = ["STOPPED"]
      }
    }
    # Never "status/": the deployer would wake itself by its own answers.
    commands = {
      source      = ["aws.ssm"]
      detail-type = ["Parameter Store Change"]
      detail = {
        name      = [{ prefix = "/${var.prefix}/command/" }, { prefix = "/${var.prefix}/admin/" }]
        operation = ["Create", "Update"]
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.patterns

  name          = "${var.name}-${each.key}"
  description   = "Slipway of ${var.name}: look again"
  event_pattern = jsonencode(each.value)
}

# No role: for a queue the queue's own policy decides, and a role can break the delivery.
resource "aws_cloudwatch_event_target" "this" {
  for_each = aws_cloudwatch_event_rule.this

  rule      = each.value.name
  target_id = "deployer"
  arn       = aws_sqs_queue.events.arn

  dead_letter_config {
    arn = aws_sqs_queue.dead.arn
  }

  # A hint an hour old says nothing any more.
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }

  depends_on = [aws_sqs_queue_policy.this]
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-events-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

# A message with which five deployers died is put away: whatever kills its reader must not kill readers for ever. If it was not the
# message's fault nothing is lost either: messages only say "look again", and the sweep looks within a minute.
resource "aws_sqs_queue" "events" {
  name                       = "${var.name}-events"
  visibility_timeout_seconds = 30
  receive_wait_time_seconds  = 20
  message_retention_seconds  = 345600
  sqs_managed_sse_enabled    = true
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url            = aws_sqs_queue.dead.id
  redrive_allow_policy = jsonencode({ redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.events.arn] })
}

data "aws_iam_policy_document" "queue" {
  for_each = { events = aws_sqs_queue.events.arn, dead = aws_sqs_queue.dead.arn }

  statement {
    sid       = "Rules"
    actions   = ["sqs:SendMessage"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [for rule in aws_cloudwatch_event_rule.this : rule.arn]
    }
  }

  # Whatever their own policies allow. AWS's services are let through here, and held to the rules above.
  statement {
    sid       = "NobodyElseSends"
    effect    = "Deny"
    actions   = ["sqs:SendMessage"]
    resources = [each.value]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnNotEquals"
      variable = "aws:PrincipalArn"
      values   = var.sender_arns
    }

    condition {
      test     = "Bool"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"]
    resources = [each.value]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  for_each = { events = aws_sqs_queue.events.id, dead = aws_sqs_queue.dead.id }

  queue_url = each.value
  policy    = data.aws_iam_policy_document.queue[each.key].json
}
