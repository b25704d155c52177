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
  name             = "slipway-t-things"
  old_version_days = 90
}

run "nobody_from_outside_reaches_it" {
  command = apply

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "the bucket is not closed"
  }
  assert {
    condition     = one([for s in jsondecode(output.policy).Statement : s.Effect if s.Sid == "TlsOnly"]) == "Deny"
    error_message = "it can be read without TLS"
  }
}

run "it_keeps_old_versions_where_asked_to" {
  command = apply

  assert {
    condition     = aws_s3_bucket_versioning.this["this"].versioning_configuration[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90
    error_message = "the bucket forgets"
  }
}

run "it_keeps_none_otherwise_and_lets_objects_expire" {
  command = apply

  variables {
    old_version_days = null
    expire_days      = 30
  }

  assert {
    condition     = length(aws_s3_bucket_versioning.this) == 0 && aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 30
    error_message = "the objects stay for ever"
  }
}

run "a_service_may_do_what_is_granted_and_only_then" {
  command = apply

  variables {
    grants = [{ sid = "Trail", service = "cloudtrail.amazonaws.com", action = "s3:PutObject", path = "/AWSLogs/*", equals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }]
  }

  assert {
    condition = one([for s in jsondecode(output.policy).Statement : s if s.Sid == "Trail"]) == {
      Sid       = "Trail"
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.this.arn}/AWSLogs/*"
      Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
    }
    error_message = "the service may do something else"
  }
}

run "a_grant_to_everybody_is_refused" {
  command         = plan
  expect_failures = [var.grants]

  variables {
    grants = [{ sid = "All", service = "*", action = "s3:GetObject" }]
  }
}
