resource "aws_lb_target_group" "this" {
  #checkov:skip=CKV_AWS_378:TLS ends at the load balancer; behind it are private subnets, and one security group may call
  for_each = toset(["blue", "green"])

  name                 = "${local.full_name}-${each.key}"
  vpc_id               = var.network.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.definition.port
  deregistration_delay = var.definition.deregistration_seconds

  health_check {
    path                = var.definition.health_path
    matcher             = var.definition.health_statuses
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

# Both name both groups from the start: a rule that knows one group only is read back with two once ECS has shifted traffic.
# Forward and nothing else: ECS refuses rules that also authenticate or redirect.
resource "aws_lb_listener_rule" "this" {
  for_each = { production = var.alb.production_arn, test = var.alb.test_arn }

  listener_arn = each.value
  priority     = var.definition.priority

  action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.this["blue"].arn
        weight = 100
      }

      target_group {
        arn    = aws_lb_target_group.this["green"].arn
        weight = 0
      }
    }
  }

  dynamic "condition" {
    for_each = length(var.definition.hosts) > 0 ? [var.definition.hosts] : []
    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = length(var.definition.paths) > 0 ? [var.definition.paths] : []
    content {
      path_pattern {
        values = condition.value
      }
    }
  }

  tags = { Name = "${local.full_name}-${each.key}" }

  lifecycle {
    # ECS owns the weights. Which group is live only the rule knows; writing 100/0 again would send users to an empty one.
    ignore_changes = [action]
  }
}

resource "aws_security_group" "this" {
  name        = local.full_name
  description = "Tasks of ${local.full_name}"
  vpc_id      = var.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "from_alb" {
  security_group_id            = aws_security_group.this.id
  description                  = "load balancer"
  ip_protocol                  = "tcp"
  from_port                    = var.definition.port
  to_port                      = var.definition.port
  referenced_security_group_id = var.alb.security_group_id
}

resource "aws_vpc_security_group_egress_rule" "alb_to_tasks" {
  security_group_id            = var.alb.security_group_id
  description                  = "tasks of ${var.service}"
  ip_protocol                  = "tcp"
  from_port                    = var.definition.port
  to_port                      = var.definition.port
  referenced_security_group_id = aws_security_group.this.id
}

# HTTPS and no other port: the test listener takes whoever comes through the NAT gateways, and is thereby the deployer's alone.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "HTTPS: AWS and other services"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "redis" {
  count = contains(var.definition.stores, "redis") ? 1 : 0

  security_group_id            = aws_security_group.this.id
  description                  = "Redis"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = var.stores.redis.security_group_id
}

resource "aws_vpc_security_group_ingress_rule" "redis" {
  count = contains(var.definition.stores, "redis") ? 1 : 0

  security_group_id            = var.stores.redis.security_group_id
  description                  = "tasks of ${var.service}"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.this.id
}
