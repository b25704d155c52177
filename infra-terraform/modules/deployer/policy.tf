locals {
  account   = data.aws_caller_identity.this.account_id
  region    = data.aws_region.this.region
  partition = data.aws_partition.this.partition
  ecs       = "arn:${local.partition}:ecs:${local.region}:${local.account}"
  ssm       = "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter"

  services      = [for s in values(var.services) : s.service]
  families      = [for s in values(var.services) : "${local.ecs}:task-definition/${s.family}:*"]
  smoke_secrets = distinct(flatten([for s in values(var.services) : s.smoke_secrets]))
  # Both kinds are read through SSM; those of Secrets Manager under a name that SSM keeps for them.
  smoke_parameters = concat(
    [for secret in local.smoke_secrets : "${local.ssm}${trimprefix(secret, "ssm:")}" if startswith(secret, "ssm:")],
    [for name in local.smoke_secret_names : "${local.ssm}/aws/reference/secretsmanager/${name}"],
  )
  smoke_secret_names = [for secret in local.smoke_secrets : trimprefix(secret, "secretsmanager:") if startswith(secret, "secretsmanager:")]
}

# Row by row what docs/infrastructure.md lists, and no more than the deployer's code declares: both are compared in tests.
# Nothing here changes a listener, a rule or a target group: ECS shifts traffic, not the deployer.
data "aws_iam_policy_document" "task" {
  statement {
    sid       = "Queue"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"]
    resources = [var.queue.arn]
  }

  statement {
    sid       = "Journal"
    actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
    resources = [var.journal.arn]
  }

  statement {
    sid       = "Configuration"
    actions   = ["s3:GetObject"]
    resources = ["${var.configuration.bucket}/${var.configuration.folder}/*"]
  }

  statement {
    sid       = "ConfigurationList"
    actions   = ["s3:ListBucket"]
    resources = [var.configuration.bucket]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["${var.configuration.folder}/*"]
    }
  }

  statement {
    sid       = "Images"
    actions   = ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:DescribeRepositories"]
    resources = distinct([for s in values(var.services) : s.repository])
  }

  statement {
    sid       = "Services"
    actions   = ["ecs:DescribeServices", "ecs:ListServiceDeployments", "ecs:UpdateService"]
    resources = [for s in local.services : "${local.ecs}:service/${var.cluster.name}/${s}"]
  }

  # AWS wants both the service and its deployment, or revision.
  statement {
    sid     = "Deployments"
    actions = ["ecs:ContinueServiceDeployment", "ecs:DescribeServiceDeployments", "ecs:StopServiceDeployment"]
    resources = concat(
      [for s in local.services : "${local.ecs}:service/${var.cluster.name}/${s}"],
      [for s in local.services : "${local.ecs}:service-deployment/${var.cluster.name}/${s}/*"],
    )
  }

  statement {
    sid     = "Revisions"
    actions = ["ecs:DescribeServiceRevisions"]
    resources = concat(
      [for s in local.services : "${local.ecs}:service/${var.cluster.name}/${s}"],
      [for s in local.services : "${local.ecs}:service-revision/${var.cluster.name}/${s}/*"],
    )
  }

  statement {
    sid       = "RegisterTaskDefinitions"
    actions   = ["ecs:RegisterTaskDefinition"]
    resources = local.families
  }

  statement {
    sid       = "TagWhatItRegisters"
    actions   = ["ecs:TagResource"]
    resources = local.families

    condition {
      test     = "StringEquals"
      variable = "ecs:CreateAction"
      values   = ["RegisterTaskDefinition"]
    }
  }

  # Commands of gates, with the revisions it registered.
  statement {
    sid       = "RunCommands"
    actions   = ["ecs:RunTask"]
    resources = local.families

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.cluster.arn]
    }
  }

  statement {
    sid       = "TagCommands"
    actions   = ["ecs:TagResource"]
    resources = ["${local.ecs}:task/${var.cluster.name}/*"]

    condition {
      test     = "StringEquals"
      variable = "ecs:CreateAction"
      values   = ["RunTask"]
    }
  }

  # Not the services' tasks: they have no such tag, even where a service hands its task definition's tags on to them.
  statement {
    sid       = "StopCommands"
    actions   = ["ecs:StopTask"]
    resources = ["${local.ecs}:task/${var.cluster.name}/*"]

    condition {
      test     = "StringLike"
      variable = "aws:ResourceTag/slipway:command"
      values   = ["slipway/*"]
    }
  }

  statement {
    sid       = "Tasks"
    actions   = ["ecs:DescribeTasks"]
    resources = ["${local.ecs}:task/${var.cluster.name}/*"]
  }

  # The resource of this action is a container instance, which Fargate has not: the cluster is the limit.
  statement {
    sid       = "ListTasks"
    actions   = ["ecs:ListTasks"]
    resources = ["*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [var.cluster.arn]
    }
  }

  # These have no resource level.
  statement {
    sid = "Look"
    actions = [
      "ecs:DescribeTaskDefinition",
      "ecs:ListTaskDefinitions",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Alarms"
    actions   = ["cloudwatch:DescribeAlarms"]
    resources = flatten([for s in values(var.services) : s.alarms])
  }

  statement {
    sid       = "HandRolesToTasks"
    actions   = ["iam:PassRole"]
    resources = flatten([for s in values(var.services) : s.task_roles])

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "HandTheInfrastructureRoleToEcs"
    actions   = ["iam:PassRole"]
    resources = [var.infrastructure_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs.amazonaws.com"]
    }
  }

  statement {
    sid       = "ReadCommands"
    actions   = ["ssm:GetParameterHistory", "ssm:GetParameters"]
    resources = ["${local.ssm}/${var.prefix}/admin/*", "${local.ssm}/${var.prefix}/command/*"]
  }

  statement {
    sid       = "WriteAnswers"
    actions   = ["ssm:PutParameter"]
    resources = ["${local.ssm}/${var.prefix}/status/*"]
  }

  statement {
    sid       = "Announce"
    actions   = ["events:PutEvents"]
    resources = ["arn:${local.partition}:events:${local.region}:${local.account}:event-bus/default"]
  }

  dynamic "statement" {
    for_each = length(local.smoke_parameters) > 0 ? [local.smoke_parameters] : []
    content {
      sid       = "SmokeSecrets"
      actions   = ["ssm:GetParameter"]
      resources = statement.value
    }
  }

  dynamic "statement" {
    for_each = length(local.smoke_secret_names) > 0 ? [local.smoke_secret_names] : []
    content {
      sid     = "SmokeSecretsOfSecretsManager"
      actions = ["secretsmanager:GetSecretValue"]
      # Secrets Manager puts six characters of its own behind each name.
      resources = [for name in statement.value : "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${name}-??????"]
    }
  }

  dynamic "statement" {
    for_each = length(var.secret_key_arns) > 0 ? [var.secret_key_arns] : []
    content {
      sid       = "DecryptSmokeSecrets"
      actions   = ["kms:Decrypt"]
      resources = statement.value
    }
  }
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
      values   = ["${local.ecs}:*"]
    }
  }
}

resource "aws_iam_role" "task" {
  name               = local.full_name
  description        = "The deployer of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "task" {
  name   = "deploy"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}

locals {
  repository = regex("^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)", var.image)
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
    resources = ["arn:${local.partition}:ecr:${local.repository[1]}:${local.repository[0]}:repository/${local.repository[2]}"]
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:log-stream:*"]
  }
}

resource "aws_iam_role" "execution" {
  name               = "${local.full_name}-execution"
  description        = "Starts the deployers of ${var.name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-tasks"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}
