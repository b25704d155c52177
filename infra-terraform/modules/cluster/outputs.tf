output "cluster" {
  description = "The cluster."
  value = {
    arn  = aws_ecs_cluster.this.arn
    name = aws_ecs_cluster.this.name
  }
}

output "infrastructure_role_arn" {
  description = "The role by which ECS shifts traffic; known once its policy is in place."
  value       = aws_iam_role.infrastructure.arn
  # A service that is made, or destroyed, without the policy gets stuck.
  depends_on = [aws_iam_role_policy.infrastructure]
}
