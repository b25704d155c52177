output "id" {
  description = "The bucket's name."
  value       = aws_s3_bucket.this.id
}

output "arn" {
  description = "The bucket's ARN."
  value       = aws_s3_bucket.this.arn
}

output "policy" {
  description = "Its policy; who writes by it waits for this."
  value       = aws_s3_bucket_policy.this.policy
}
