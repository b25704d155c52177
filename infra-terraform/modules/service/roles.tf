locals {
  secrets        = merge(var.definition.secrets, contains(var.definition.stores, "redis") ? { REDIS_URL = var.stores.redis.url_secret_arn } : {})
  secret_arns    = [for arn in values(local.secrets) : regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:[^:]+(?::[^:]+)?", arn) if strcontains(arn, ":secretsmanager:")]
  parameter_arns = [for arn in values(local.secrets) : arn if strcontains(arn, ":ssm:")]

  # A placeholder in a registry of AWS's is pulled by the execution role too.
  placeholder_repository = try(regex("^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)", var.placeholder_image), null)
  pulled = concat([var.repository.arn], local.placeholder_repository == null ? [] : [
    "arn:${local.partition}:ecr:${local.placeholder_repository[1]}:${local.placeholder_repository[0]}:repository/${local.placeholder_repository[2]}",
  ])
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${local.partition}:ecs:${local.region}:${local.account}:*"]
    }
  }
}

data "aws_iam_policy_document" "execution" {
  # It has no resource level.
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "Pull"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = local.pulled
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:log-stream:*"]
  }

  dynamic "statement" {
    for_each = length(local.secret_arns) > 0 ? [local.secret_arns] : []
    content {
      sid       = "Secrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(local.parameter_arns) > 0 ? [local.parameter_arns] : []
    content {
      sid       = "Parameters"
      actions   = ["ssm:GetParameters"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(var.secret_key_arns) > 0 ? [var.secret_key_arns] : []
    content {
      sid       = "Decrypt"
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }
}

data "aws_iam_policy_document" "documents" {
  count = contains(var.definition.stores, "documents") ? 1 : 0

  statement {
    sid       = "ReadDocuments"
    actions   = ["s3:GetObject"]
    resources = ["${var.stores.documents.arn}/*"]
  }

  # Without it S3 answers 403 for an object that is not there, and no 404.
  statement {
    sid       = "ListDocuments"
    actions   = ["s3:ListBucket"]
    resources = [var.stores.documents.arn]
  }
}

resource "aws_iam_role" "execution" {
  name               = "${local.full_name}-execution"
  description        = "Starts the tasks of ${local.full_name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-tasks"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

# What the program itself may do: nothing, unless it uses a store. Other rights are attached to it from outside.
resource "aws_iam_role" "task" {
  name               = "${local.full_name}-task"
  description        = "The program of ${local.full_name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "documents" {
  count = contains(var.definition.stores, "documents") ? 1 : 0

  name   = "read-documents"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.documents[0].json
}
