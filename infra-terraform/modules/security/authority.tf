# Who can write X can do Y: a push is a production deploy through all gates; "command/" promotes and goes back to what was
# good; "admin/" deploys anything of a service's own repository. So each has a path, and a policy, of its own.
data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition
  region    = data.aws_region.this.region
  parameter = "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter/${var.prefix}"

  policies = {
    pusher        = { description = "Pushes images; that starts releases", json = data.aws_iam_policy_document.pusher.json }
    promoter      = { description = "Promotes, rolls back, holds and resumes", json = data.aws_iam_policy_document.promoter.json }
    administrator = { description = "Deploys, clears, detaches, and redrives dead letters", json = data.aws_iam_policy_document.administrator.json }
  }
  roles = { for role, principals in var.trusted : role => principals if length(principals) > 0 }
}

data "aws_iam_policy_document" "pusher" {
  # It has no resource level.
  statement {
    sid       = "RegistryLogin"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "Push"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = var.repository_arns
  }
}

# What './slipway status', 'history' and 'show' read.
data "aws_iam_policy_document" "reader" {
  statement {
    sid       = "ReadRecords"
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [var.journal.arn]
  }

  statement {
    sid     = "ReadAnswers"
    actions = ["ssm:GetParameter", "ssm:GetParameterHistory", "ssm:GetParameters"]
    resources = [
      "${local.parameter}/admin/*",
      "${local.parameter}/command/*",
      "${local.parameter}/deployer",
      "${local.parameter}/status/*",
    ]
  }
}

data "aws_iam_policy_document" "promoter" {
  source_policy_documents = [data.aws_iam_policy_document.reader.json]

  statement {
    sid       = "WriteCommands"
    actions   = ["ssm:PutParameter"]
    resources = ["${local.parameter}/command/*"]
  }
}

data "aws_iam_policy_document" "administrator" {
  source_policy_documents = [data.aws_iam_policy_document.reader.json]

  statement {
    sid       = "WriteCommandsAndAdmin"
    actions   = ["ssm:PutParameter"]
    resources = ["${local.parameter}/admin/*", "${local.parameter}/command/*"]
  }

  statement {
    sid = "TakeDeadLetters"
    actions = [
      "sqs:CancelMessageMoveTask",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ListMessageMoveTasks",
      "sqs:ReceiveMessage",
      "sqs:StartMessageMoveTask",
    ]
    resources = [var.dead_letters.arn]
  }

  statement {
    sid       = "RedriveThem"
    actions   = ["sqs:GetQueueAttributes", "sqs:SendMessage"]
    resources = [var.queue.arn]
  }
}

resource "aws_iam_policy" "this" {
  for_each = local.policies

  name        = "${var.name}-${each.key}"
  description = "${each.value.description} (${var.name})"
  policy      = each.value.json
}

data "aws_iam_policy_document" "trust" {
  for_each = local.roles

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = each.value
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = "${var.name}-${each.key}"
  description          = "${local.policies[each.key].description} (${var.name})"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = aws_iam_role.this

  role       = each.value.name
  policy_arn = aws_iam_policy.this[each.key].arn
}
