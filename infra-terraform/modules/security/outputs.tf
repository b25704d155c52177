output "policy_arns" {
  description = "Policies of pusher, promoter and administrator, to be attached to roles of one's own."
  value       = { for role, policy in aws_iam_policy.this : role => policy.arn }
}

output "role_arns" {
  description = "Roles that somebody was trusted with."
  value       = { for role, made in aws_iam_role.this : role => made.arn }
}
