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

# The deployer's tests read these files with the deployer's own code; 'check.sh golden' writes them anew.
run "what_terraform_writes_is_what_the_deployers_tests_read" {
  command = apply

  assert {
    condition     = toset(keys(output.contract.files)) == toset(fileset("tests/golden/config", "**"))
    error_message = "tests/golden/config has other files than ${jsonencode(keys(output.contract.files))}; write it anew by 'check.sh golden'"
  }
  assert {
    condition     = alltrue([for path, content in output.contract.files : fileexists("tests/golden/config/${path}") ? file("tests/golden/config/${path}") == content : false])
    error_message = "a file differs from tests/golden/config; write it anew by 'check.sh golden' and read the diff"
  }
  assert {
    condition     = jsondecode(file("tests/golden/deployer.json")) == { environment = output.contract.environment, parameter = output.contract.parameter, policy = output.contract.policy }
    error_message = "the deployer's settings or policy differ from tests/golden/deployer.json; write it anew by 'check.sh golden' and read the diff"
  }
}

run "everybody_is_refused" {
  command         = plan
  expect_failures = [var.trusted]

  variables {
    trusted = { promoter = ["*"] }
  }
}

run "what_is_no_zone_is_refused" {
  command         = plan
  expect_failures = [var.zone_id]

  variables {
    zone_id = "example.com"
  }
}
