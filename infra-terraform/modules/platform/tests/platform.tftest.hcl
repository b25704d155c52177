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
  name             = "slipway-t"
  deployer_image   = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/deployer:1.0.0"
  suites_directory = "tests"
  certificate      = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
  services = {
    todo = { port = 8080, priority = 200, cpu = 256, memory = 512, min = 2, max = 4 }
    shop = { port = 8081, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, paths = ["/shop/*"] }
  }
}

run "everything_hangs_together" {
  command = apply

  assert {
    condition     = toset(keys(output.contract.files)) == toset(["services/todo.yaml", "services/shop.yaml", "templates/todo.json", "templates/shop.json", "suites/todo.yaml"])
    error_message = "the configuration tree has other files: ${jsonencode(keys(output.contract.files))}"
  }
  assert {
    condition     = jsondecode(output.contract.patterns["images"]).detail.repository-name == ["slipway-t/shop", "slipway-t/todo"]
    error_message = "pushes to a service's repository would not be heard"
  }
  assert {
    condition     = output.parameters["todo"] == { command = "/slipway-t/command/todo", admin = "/slipway-t/admin/todo" }
    error_message = "people would write other parameters than the deployer reads"
  }
}

run "an_internal_load_balancer_without_nat" {
  command = apply

  variables {
    internal          = true
    egress            = "endpoints"
    users             = ["10.0.0.0/8"]
    placeholder_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/placeholder:1"
  }

  assert {
    condition     = length(output.repositories) == 2
    error_message = "expected two repositories"
  }
}

run "equal_priorities_are_refused" {
  command         = plan
  expect_failures = [var.services]

  variables {
    services = {
      todo = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4 }
      shop = { port = 8081, priority = 100, cpu = 256, memory = 512, min = 2, max = 4 }
    }
  }
}

run "a_public_placeholder_without_nat_is_refused" {
  command         = plan
  expect_failures = [var.egress]

  variables {
    internal = true
    egress   = "endpoints"
  }
}

run "a_public_load_balancer_without_nat_is_refused" {
  command         = plan
  expect_failures = [var.egress]

  variables {
    egress            = "endpoints"
    placeholder_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/placeholder:1"
  }
}

run "a_store_that_is_not_there_is_refused" {
  command         = plan
  expect_failures = [var.redis]

  variables {
    services = { todo = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, stores = ["redis"] } }
  }
}

run "a_suite_that_is_not_there_is_refused" {
  command         = plan
  expect_failures = [terraform_data.suites_are_there]

  variables {
    services = { todo = { port = 8080, priority = 100, cpu = 256, memory = 512, min = 2, max = 4, hosts = ["todo.example.com"], gates = { test = { suites = ["suites/tood.yaml"] } } } }
  }
}

run "a_name_that_aws_keeps_is_refused" {
  command         = plan
  expect_failures = [var.name]

  variables {
    name = "internal-a"
  }
}

run "a_directory_that_is_not_there_is_refused" {
  command         = plan
  expect_failures = [var.suites_directory]

  variables {
    suites_directory = "nowhere"
  }
}

run "a_deployer_that_fargate_can_not_run_is_refused" {
  command         = plan
  expect_failures = [var.deployer]

  variables {
    deployer = { cpu = 256, memory = 4096 }
  }
}
