output "state_bucket" {
  description = "Goes into each environment's backend."
  value       = aws_s3_bucket.state.id
}

output "state_policy_arn" {
  description = "To be attached to whoever runs Terraform."
  value       = aws_iam_policy.state_user.arn
}

output "deployer_repository" {
  description = "Where the deployer's image is pushed."
  value       = aws_ecr_repository.deployer.repository_url
}

output "ci_push_role" {
  description = "The role CI takes; null if there is none."
  value       = one(aws_iam_role.ci_push[*].arn)
}
