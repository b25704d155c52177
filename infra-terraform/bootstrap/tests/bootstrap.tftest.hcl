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
  region = "eu-central-1"
}

run "the_state_is_kept_and_closed" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_public_access_block.state.restrict_public_buckets && aws_s3_bucket.state.bucket == "slipway-state-123456789012"
    error_message = "the state bucket is not as told"
  }
  assert {
    condition     = length(aws_iam_role.ci_push) + length(aws_iam_openid_connect_provider.github) == 0
    error_message = "without subjects there must be neither role nor provider"
  }
}

run "ci_may_only_push" {
  command = plan

  variables {
    environments = ["slipway-dev", "slipway-prod"]
    ci_subjects  = ["repo:acme/todo:ref:refs/heads/main"]
  }

  # What the role may do holds no unknown value but the deployer's repository, so it is compared by action.
  assert {
    condition     = alltrue([for statement in data.aws_iam_policy_document.ci_push.statement : alltrue([for action in statement.actions : startswith(action, "ecr:")])])
    error_message = "CI may do something else than push"
  }
  assert {
    condition     = length(aws_iam_role.ci_push) == 1 && length(aws_iam_openid_connect_provider.github) == 1
    error_message = "expected a role and a provider"
  }
}

run "a_provider_that_is_there_is_used" {
  command = plan

  variables {
    ci_subjects       = ["repo:acme/todo:environment:prod"]
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && strcontains(data.aws_iam_policy_document.ci_trust[0].json, "oidc-provider/token.actions.githubusercontent.com")
    error_message = "a second provider can't be made"
  }
}

run "every_repository_of_an_owner_is_refused" {
  command         = plan
  expect_failures = [var.ci_subjects]

  variables {
    ci_subjects = ["repo:acme/*"]
  }
}

run "another_provider_of_tokens_is_refused" {
  command         = plan
  expect_failures = [var.oidc_provider_arn]

  variables {
    oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/gitlab.com"
  }
}
