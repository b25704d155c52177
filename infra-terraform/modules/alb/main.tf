resource "aws_lb" "this" {
  name                       = var.name
  load_balancer_type         = "application"
  internal                   = var.internal
  subnets                    = var.subnet_ids
  security_groups            = [aws_security_group.this.id]
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"
  enable_deletion_protection = var.deletion_protection

  access_logs {
    bucket  = module.logs.id
    prefix  = "alb"
    enabled = true
  }

  depends_on = [module.logs]
}

resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

# HTTPS from the first apply: a rule whose listener changes its protocol is a new rule with a new ARN, while the service
# goes on naming the old one.
resource "aws_lb_listener" "this" {
  for_each = { production = 443, test = var.test_port }

  load_balancer_arn = aws_lb.this.arn
  port              = each.value
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate_arn

  # What no service's rule takes.
  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "no service has this path"
      status_code  = "404"
    }
  }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-alb"
  description = "Load balancer of ${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "users" {
  for_each = { for pair in setproduct(var.users, [80, 443]) : "${pair[0]}:${pair[1]}" => { range = pair[0], port = pair[1] } }

  security_group_id = aws_security_group.this.id
  description       = "users, port ${each.value.port}"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = each.value.range
}

# The name of a public load balancer resolves to public addresses, so the deployer's requests leave the VPC by NAT and come
# back with the gateway's address: a reference to its security group would never match. The other tasks behind the same
# gateway are kept away by their own groups, which let nothing out to this port.
resource "aws_vpc_security_group_ingress_rule" "test_addresses" {
  for_each = var.test_from_addresses

  security_group_id = aws_security_group.this.id
  description       = "test listener, deployer by NAT of ${each.key}"
  ip_protocol       = "tcp"
  from_port         = var.test_port
  to_port           = var.test_port
  cidr_ipv4         = "${each.value}/32"
}

resource "aws_vpc_security_group_ingress_rule" "test_groups" {
  for_each = var.test_from_security_groups

  security_group_id            = aws_security_group.this.id
  description                  = "test listener, ${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = var.test_port
  to_port                      = var.test_port
  referenced_security_group_id = each.value
}

# Tests of production use the production listener, and the deployer need not be among the users.
resource "aws_vpc_security_group_ingress_rule" "production_addresses" {
  for_each = contains(var.users, "0.0.0.0/0") ? {} : var.test_from_addresses

  security_group_id = aws_security_group.this.id
  description       = "production listener, deployer by NAT of ${each.key}"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "${each.value}/32"
}

resource "aws_vpc_security_group_ingress_rule" "production_groups" {
  for_each = var.test_from_security_groups

  security_group_id            = aws_security_group.this.id
  description                  = "production listener, ${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = each.value
}
