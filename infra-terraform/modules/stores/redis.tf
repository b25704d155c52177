locals {
  redis = var.redis == null ? {} : { this = var.redis }
}

# The password exists in Secrets Manager and in the cache, and nowhere in Terraform's state: it is made, stored, and read back
# by values that Terraform forgets. It is read back, because a run that was interrupted would otherwise make a second one.
ephemeral "aws_secretsmanager_random_password" "redis" {
  for_each = local.redis

  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "redis_auth" {
  for_each = local.redis

  name_prefix             = "${var.name}/redis-auth-"
  description             = "Password of the cache of ${var.name}"
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "redis_auth" {
  for_each = local.redis

  secret_id                = aws_secretsmanager_secret.redis_auth[each.key].id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.redis[each.key].random_password
  secret_string_wo_version = each.value.auth_version
}

ephemeral "aws_secretsmanager_secret_version" "redis_auth" {
  for_each = local.redis

  secret_id  = aws_secretsmanager_secret_version.redis_auth[each.key].secret_id
  version_id = aws_secretsmanager_secret_version.redis_auth[each.key].version_id
}

# What services read: one URL with everything in it.
resource "aws_secretsmanager_secret" "redis_url" {
  for_each = local.redis

  name_prefix             = "${var.name}/redis-url-"
  description             = "URL of the cache of ${var.name}, with its password"
  recovery_window_in_days = var.deletion_protection ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "redis_url" {
  for_each = local.redis

  secret_id                = aws_secretsmanager_secret.redis_url[each.key].id
  secret_string_wo         = "rediss://:${ephemeral.aws_secretsmanager_secret_version.redis_auth[each.key].secret_string}@${aws_elasticache_replication_group.redis[each.key].primary_endpoint_address}:6379"
  secret_string_wo_version = each.value.auth_version
}

resource "aws_elasticache_subnet_group" "redis" {
  for_each = local.redis

  name       = "${var.name}-redis"
  subnet_ids = var.network.private_subnet_ids
}

# Services open it to themselves.
resource "aws_security_group" "redis" {
  for_each = local.redis

  name        = "${var.name}-redis"
  description = "Cache of ${var.name}"
  vpc_id      = var.network.vpc_id
}

resource "aws_elasticache_replication_group" "redis" {
  #checkov:skip=CKV_AWS_31:it has a password, as auth_token_wo, which checkov does not know
  for_each = local.redis

  replication_group_id       = "${var.name}-redis"
  description                = "Cache of ${var.name}"
  engine                     = "valkey"
  engine_version             = each.value.engine_version
  node_type                  = each.value.node_type
  num_cache_clusters         = each.value.nodes
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  auth_token_wo              = ephemeral.aws_secretsmanager_secret_version.redis_auth[each.key].secret_string
  auth_token_wo_version      = each.value.auth_version
  # Both passwords are good until services have read the new one with their next release.
  auth_token_update_strategy = "ROTATE"
  snapshot_retention_limit   = each.value.snapshot_days
  final_snapshot_identifier  = var.deletion_protection ? "${var.name}-redis-final" : null
  subnet_group_name          = aws_elasticache_subnet_group.redis[each.key].name
  security_group_ids         = [aws_security_group.redis[each.key].id]
}
