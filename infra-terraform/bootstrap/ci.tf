# CI pushes images and has no other right: no ECS, no parameters, no state. Slipway deploys.
locals {
  has_ci       = length(var.ci_subjects) > 0
  provider_arn = var.oidc_provider_arn != null ? var.oidc_provider_arn : one(aws_iam_openid_connect_provider.github[*].arn)
  repositories = concat(
    [aws_ecr_repository.deployer.arn],
    [for name in var.environments : "arn:${data.aws_partition.this.partition}:ecr:${var.region}:${data.aws_caller_identity.this.account_id}:repository/${name}/*"],
  )
}

resource "aws_iam_openid_connect_provider" "github" {
  count = local.has_ci && var.oidc_provider_arn == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "ci_trust" {
  count = local.has_ci ? 1 : 0

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = var.ci_subjects
    }
  }
}

data "aws_iam_policy_document" "ci_push" {
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
    resources = local.repositories
  }
}

resource "aws_iam_role" "ci_push" {
  count = local.has_ci ? 1 : 0

  name                 = "${var.name}-ci-push"
  description          = "CI pushes images, and nothing else"
  assume_role_policy   = data.aws_iam_policy_document.ci_trust[0].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "ci_push" {
  count = local.has_ci ? 1 : 0

  name   = "push"
  role   = aws_iam_role.ci_push[0].id
  policy = data.aws_iam_policy_document.ci_push.json
}
