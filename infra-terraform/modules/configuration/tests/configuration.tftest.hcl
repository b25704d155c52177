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
  name  = "slipway-t"
  files = { "services/todo.yaml" = "service: todo", "suites/todo.yaml" = "suite: todo", "templates/todo.json" = "{}" }
}

run "each_file_is_an_object_of_the_bucket" {
  command = apply

  assert {
    condition     = toset(concat([for object in aws_s3_object.part : object.key], [for object in aws_s3_object.service : object.key])) == toset(["config/services/todo.yaml", "config/suites/todo.yaml", "config/templates/todo.json"])
    error_message = "a file is missing"
  }
  assert {
    condition     = output.configuration.url == "s3://${module.bucket.id}/config"
    error_message = "the deployer is told another place"
  }
}

run "a_file_that_nobody_would_read_is_refused" {
  command         = plan
  expect_failures = [var.files]

  variables {
    files = { "services/todo.yml" = "service: todo" }
  }
}
