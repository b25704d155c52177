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
  region         = "eu-central-1"
  deployer_image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/slipway/deployer:1.0.0"
  host           = "todo.example.com"
  zone_id        = "Z0123456789ABCDEFGHIJ"
  alarm_emails   = ["on-call@example.com"]
  trusted        = { promoter = ["arn:aws:iam::123456789012:role/on-call"], administrator = ["arn:aws:iam::123456789012:role/platform"] }
}

run "can_be_made_and_is_named_after_itself" {
  command = apply

  assert {
    condition     = output.prefix == "slipway-dev" && output.parameters["web"].command == "/slipway-dev/command/web"
    error_message = "the environment has another name"
  }
  assert {
    condition     = output.contract.environment.SLIPWAY_PREFIX == "slipway-dev"
    error_message = "the deployer reads the parameters of another environment"
  }
}

run "two_certificates_are_refused" {
  command         = plan
  expect_failures = [var.certificate_arn]

  variables {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  }
}

run "what_is_no_zone_is_refused" {
  command         = plan
  expect_failures = [var.zone_id]

  variables {
    zone_id = "example.com"
  }
}
