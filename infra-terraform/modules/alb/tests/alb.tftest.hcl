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
  name        = "slipway-t"
  vpc_id      = "vpc-1"
  subnet_ids  = ["subnet-1", "subnet-2"]
  certificate = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
}

run "a_public_one_opens_its_test_listener_to_the_nat_addresses_only" {
  command = apply

  variables {
    test_from_addresses = { eu-central-1a = "203.0.113.1", eu-central-1b = "203.0.113.2" }
  }

  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.test_addresses : rule.cidr_ipv4]) == toset(["203.0.113.1/32", "203.0.113.2/32"])
    error_message = "the test listener is open to somebody else"
  }
  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.users : contains([80, 443], rule.from_port) && rule.from_port == rule.to_port])
    error_message = "users may use 80 and 443 only"
  }
  assert {
    condition     = alltrue([for listener in aws_lb_listener.this : listener.protocol == "HTTPS" && startswith(listener.ssl_policy, "ELBSecurityPolicy-TLS13")])
    error_message = "both listeners must speak TLS 1.3"
  }
  assert {
    condition     = aws_lb_listener.redirect.default_action[0].redirect[0].status_code == "HTTP_301" && aws_lb_listener.redirect.port == 80
    error_message = "port 80 must redirect"
  }
  assert {
    condition     = length(aws_lb.this.name) <= 32 && aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection
    error_message = "the load balancer is not as strict as it should be"
  }
}

run "an_internal_one_opens_it_to_security_groups" {
  command = plan

  variables {
    internal                  = true
    users                     = ["10.0.0.0/8"]
    test_from_security_groups = { deployer = "sg-1" }
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.test_groups : rule.referenced_security_group_id] == ["sg-1"] && length(aws_vpc_security_group_ingress_rule.test_addresses) == 0
    error_message = "the test listener is open to somebody else"
  }
}

run "the_deployer_tests_production_though_it_is_no_user" {
  command = plan

  variables {
    users               = ["198.51.100.0/24"]
    test_from_addresses = { eu-central-1a = "203.0.113.1" }
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.production_addresses : "${rule.cidr_ipv4}:${rule.from_port}"] == ["203.0.113.1/32:443"]
    error_message = "the deployer can't reach the production listener"
  }
}

run "a_domain_gets_a_certificate_and_a_record_for_each_name" {
  command = apply

  variables {
    certificate = { domain = "example.com", alternative_names = ["todo.example.com"], zone_id = "Z1" }
  }

  assert {
    condition     = toset(keys(aws_route53_record.name)) == toset(["example.com", "todo.example.com"]) && length(aws_route53_record.validation) == 2
    error_message = "expected a record and a validation for each name"
  }
}

run "two_certificates_are_refused" {
  command         = plan
  expect_failures = [var.certificate]

  variables {
    certificate = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", domain = "example.com", zone_id = "Z1" }
  }
}

run "a_security_group_is_refused_for_a_public_one" {
  command         = plan
  expect_failures = [var.test_from_security_groups]

  variables {
    test_from_security_groups = { deployer = "sg-1" }
  }
}

run "the_test_listener_can_not_be_the_production_listener" {
  command         = plan
  expect_failures = [var.test_port]

  variables {
    test_port = 443
  }
}

run "users_by_ipv6_are_refused" {
  command         = plan
  expect_failures = [var.users]

  variables {
    users = ["2001:db8::/32"]
  }
}

run "what_is_no_certificate_is_refused" {
  command         = plan
  expect_failures = [var.certificate]

  variables {
    certificate = { arn = "arn:aws:iam::123456789012:server-certificate/todo" }
  }
}

run "names_for_a_certificate_that_there_is_are_refused" {
  command         = plan
  expect_failures = [var.certificate]

  variables {
    certificate = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", alternative_names = ["todo.example.com"] }
  }
}
