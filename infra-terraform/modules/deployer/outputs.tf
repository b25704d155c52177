output "role_arn" {
  description = "The deployer's role; it may send to the queue."
  value       = aws_iam_role.task.arn
}

output "security_group_id" {
  description = "The deployer's security group; an internal load balancer lets it use the test listener."
  value       = aws_security_group.this.id
}

output "parameter_arns" {
  description = "ARNs of its parameters that are not of one service."
  value       = { shared = aws_ssm_parameter.shared.arn, all = aws_ssm_parameter.all.arn }
}

output "contract" {
  description = "What the deployer's own tests hold against its code: its settings, the shared parameter, and its policy."
  value = {
    environment = { for variable in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : variable.name => variable.value }
    parameter   = local.shared
    policy      = jsondecode(aws_iam_role_policy.task.policy)
  }
}
