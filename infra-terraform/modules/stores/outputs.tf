output "journal" {
  description = "Slipway's table."
  value = {
    arn  = aws_dynamodb_table.journal.arn
    name = aws_dynamodb_table.journal.name
  }
}

output "stores" {
  description = "What services may use; null where there is none."
  value = {
    redis = var.redis == null ? null : {
      security_group_id = aws_security_group.redis["this"].id
      url_secret_arn    = aws_secretsmanager_secret.redis_url["this"].arn
    }
    documents = var.documents ? {
      bucket = module.documents["this"].id
      arn    = module.documents["this"].arn
    } : null
  }
}
