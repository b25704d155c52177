data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  elb = "arn:${data.aws_partition.this.partition}:elasticloadbalancing:${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}"
}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

# The role by which ECS itself shifts traffic. It is AWS's policy AmazonECSInfrastructureRolePolicyForLoadBalancers (version 6,
# 2026-02-12), held to the names of this environment.
# Its trust has no condition: AWS documents none that ECS fulfils, and only who may pass the role can hand it over.
data "aws_iam_policy_document" "infrastructure_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "infrastructure" {
  # These have no resource level.
  statement {
    sid = "Look"
    actions = [
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeRules",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Targets"
    actions   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
    resources = ["${local.elb}:targetgroup/${var.name}-*/*"]
  }

  statement {
    sid       = "Listeners"
    actions   = ["elasticloadbalancing:ModifyListener"]
    resources = ["${local.elb}:listener/app/${var.name}/*/*"]
  }

  statement {
    sid       = "Rules"
    actions   = ["elasticloadbalancing:ModifyRule"]
    resources = ["${local.elb}:listener-rule/app/${var.name}/*/*/*"]
  }
}

resource "aws_iam_role" "infrastructure" {
  name               = "${var.name}-ecs-infrastructure"
  description        = "ECS shifts traffic of ${var.name} with it"
  assume_role_policy = data.aws_iam_policy_document.infrastructure_trust.json
}

resource "aws_iam_role_policy" "infrastructure" {
  name   = "shift-traffic"
  role   = aws_iam_role.infrastructure.id
  policy = data.aws_iam_policy_document.infrastructure.json
}
