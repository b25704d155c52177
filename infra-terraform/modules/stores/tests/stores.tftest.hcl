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
  name    = "slipway-t"
  network = { vpc_id = "vpc-1", private_subnet_ids = ["subnet-1", "subnet-2"] }
}

run "the_journal_has_the_keys_that_the_deployer_writes" {
  command = apply

  assert {
    condition     = aws_dynamodb_table.journal.hash_key == "pk" && aws_dynamodb_table.journal.range_key == "sk" && aws_dynamodb_table.journal.ttl[0].attribute_name == "ttl"
    error_message = "the deployer writes pk, sk and ttl"
  }
  assert {
    condition     = aws_dynamodb_table.journal.point_in_time_recovery[0].enabled && aws_dynamodb_table.journal.server_side_encryption[0].enabled && aws_dynamodb_table.journal.deletion_protection_enabled
    error_message = "the journal is not protected"
  }
  assert {
    condition     = output.stores.redis == null && output.stores.documents == null
    error_message = "stores that nobody asked for"
  }
}

run "the_cache_survives_a_zone_and_speaks_tls_only" {
  command = apply

  variables {
    redis = {}
  }

  assert {
    condition     = alltrue([for group in aws_elasticache_replication_group.redis : group.multi_az_enabled && group.automatic_failover_enabled && group.num_cache_clusters >= 2 && group.at_rest_encryption_enabled && group.transit_encryption_mode == "required"])
    error_message = "the cache is not as safe as it should be"
  }
  assert {
    condition     = alltrue([for version in concat(values(aws_secretsmanager_secret_version.redis_auth), values(aws_secretsmanager_secret_version.redis_url)) : version.secret_string_wo == null && version.secret_string == null || version.secret_string == ""])
    error_message = "a password is in the state"
  }
  assert {
    condition     = alltrue([for group in aws_elasticache_replication_group.redis : group.auth_token == null && group.auth_token_wo == null])
    error_message = "the cache's password is in the state"
  }
}

run "services_learn_where_documents_go" {
  command = apply

  variables {
    documents = true
  }

  assert {
    condition     = output.stores.documents.bucket == module.documents["this"].id && output.stores.documents.arn == module.documents["this"].arn
    error_message = "services are told another bucket"
  }
}

run "a_cache_of_one_node_is_refused" {
  command         = plan
  expect_failures = [var.redis]

  variables {
    redis = { nodes = 1 }
  }
}

run "a_version_of_redis_is_refused" {
  command         = plan
  expect_failures = [var.redis]

  variables {
    redis = { engine_version = "6.2" }
  }
}
