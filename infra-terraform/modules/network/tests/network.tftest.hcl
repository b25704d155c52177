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
  name = "slipway-t"
}

run "has_one_public_and_one_private_subnet_in_each_zone" {
  command = apply

  assert {
    condition     = length(output.public_subnet_ids) == 2 && length(output.private_subnet_ids) == 2
    error_message = "expected two public and two private subnets"
  }
  assert {
    condition     = length(distinct([for subnet in aws_subnet.private : subnet.availability_zone])) == 2
    error_message = "expected each private subnet in a zone of its own"
  }
  assert {
    condition     = length(distinct(concat([for s in aws_subnet.private : s.cidr_block], [for s in aws_subnet.public : s.cidr_block]))) == 4
    error_message = "expected four different address ranges"
  }
  assert {
    condition     = alltrue([for subnet in concat(values(aws_subnet.private), values(aws_subnet.public)) : !subnet.map_public_ip_on_launch])
    error_message = "no subnet gives public addresses"
  }
  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(output.nat_addresses) == 2 && length(aws_vpc_endpoint.interface) == 0
    error_message = "expected a NAT gateway in each zone and no interface endpoints"
  }
  assert {
    condition     = alltrue([for zone, route in aws_route.nat : route.nat_gateway_id == aws_nat_gateway.this[zone].id])
    error_message = "each zone leaves through its own gateway"
  }
}

run "three_zones_do_not_overlap" {
  command = plan

  variables {
    az_count = 3
  }

  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.20.16.0/20", "10.20.32.0/20", "10.20.48.0/20"]
    error_message = "private ranges changed: ${jsonencode([for subnet in aws_subnet.private : subnet.cidr_block])}"
  }
  assert {
    condition     = [for subnet in aws_subnet.public : subnet.cidr_block] == ["10.20.0.0/24", "10.20.1.0/24", "10.20.2.0/24"]
    error_message = "public ranges changed: ${jsonencode([for subnet in aws_subnet.public : subnet.cidr_block])}"
  }
}

run "one_gateway_serves_all_zones_if_wished" {
  command = apply

  variables {
    single_nat = true
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.nat) == 2
    error_message = "expected one gateway and a route to it in each zone"
  }
}

run "endpoints_take_the_place_of_nat" {
  command = plan

  variables {
    egress          = "endpoints"
    extra_endpoints = ["ssmmessages"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.nat) == 0 && length(aws_vpc_endpoint.interface) == 12
    error_message = "expected no NAT, and twelve interface endpoints"
  }
  assert {
    condition     = alltrue([for wanted in ["ecr.api", "ecr.dkr", "logs", "sqs", "ecs", "events", "ssm", "monitoring", "elasticloadbalancing"] : contains(keys(aws_vpc_endpoint.interface), wanted)])
    error_message = "an endpoint that the deployer calls is missing"
  }
}

run "one_zone_is_refused" {
  command         = plan
  expect_failures = [var.az_count]

  variables {
    az_count = 1
  }
}

run "a_long_name_is_refused" {
  command         = plan
  expect_failures = [var.name]

  variables {
    name = "slipway-production"
  }
}

run "another_way_out_is_refused" {
  command         = plan
  expect_failures = [var.egress]

  variables {
    egress = "none"
  }
}

run "a_range_not_by_its_first_address_is_refused" {
  command         = plan
  expect_failures = [var.cidr]

  variables {
    cidr = "10.20.1.0/16"
  }
}
