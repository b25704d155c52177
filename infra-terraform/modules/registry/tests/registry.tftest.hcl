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
  name         = "slipway-t"
  repositories = { todo = {}, shop = { release_tags = ["v*", "release-*"] } }
}

run "tags_can_not_be_moved_and_pushes_are_scanned" {
  command = apply

  assert {
    condition     = alltrue([for r in aws_ecr_repository.this : r.image_tag_mutability == "IMMUTABLE" && r.image_scanning_configuration[0].scan_on_push && r.encryption_configuration[0].encryption_type == "KMS" && !r.force_delete])
    error_message = "a repository is not as strict as it should be"
  }
  assert {
    condition     = output.repositories["todo"].name == "slipway-t/todo"
    error_message = "the full name changed"
  }
}

run "released_images_are_judged_before_builds_and_by_age_alone" {
  command = apply

  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : alltrue([for rule in jsondecode(policy.policy).rules : rule.selection.countType == "sinceImagePushed" if startswith(rule.description, "released")])])
    error_message = "a released image could be counted away"
  }
  assert {
    condition     = alltrue([for policy in aws_ecr_lifecycle_policy.this : length(distinct([for rule in jsondecode(policy.policy).rules : rule.rulePriority])) == length(jsondecode(policy.policy).rules)])
    error_message = "two rules have one priority"
  }
  assert {
    condition     = [for rule in jsondecode(aws_ecr_lifecycle_policy.this["shop"].policy).rules : rule.description] == ["released: v*", "released: release-*", "builds: sha-*", "builds: pr-*", "builds: ci-*", "untagged"]
    error_message = "the order of the rules changed"
  }
  assert {
    condition     = !anytrue([for policy in aws_ecr_lifecycle_policy.this : anytrue([for rule in jsondecode(policy.policy).rules : rule.selection.tagStatus == "any"])])
    error_message = "a rule for any tag would reach what runs"
  }
}

run "a_tag_can_not_be_released_and_scratch" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = { todo = { release_tags = ["sha-*"] } }
  }
}

run "released_images_are_kept_for_three_months_at_least" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = { todo = { release_days = 30 } }
  }
}

run "a_regex_is_no_pattern_of_ecr" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = { todo = { release_tags = ["/v[0-9]+/"] } }
  }
}

run "too_many_stars_in_a_movable_tag_are_refused" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = { todo = { mutable_patterns = ["*a*b*"] } }
  }
}
