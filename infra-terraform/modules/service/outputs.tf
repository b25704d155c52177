output "files" {
  description = "Its part of Slipway's configuration tree, by path."
  value = {
    "services/${var.service}.yaml" = "# Written by Terraform.\n${yamlencode(local.service_file)}"
    (local.template)               = "${jsonencode(local.task_definition)}\n"
  }
}

output "deployed" {
  description = "What the deployer's policy is made of."
  value = {
    service        = aws_ecs_service.this.name
    family         = local.full_name
    task_roles     = [aws_iam_role.execution.arn, aws_iam_role.task.arn]
    alarms         = [for alarm in aws_cloudwatch_metric_alarm.watched : alarm.arn]
    repository     = var.repository.arn
    smoke_secrets  = values(var.definition.smoke_secrets)
    parameter_arns = { command = aws_ssm_parameter.command.arn, admin = aws_ssm_parameter.admin.arn, status = aws_ssm_parameter.status.arn }
  }
}

output "target_groups" {
  description = "ARN suffixes of the target groups by colour, as CloudWatch's dimensions have them."
  value       = { for colour, group in aws_lb_target_group.this : colour => group.arn_suffix }
}

output "task_role_name" {
  description = "Role of the program, to attach further rights to."
  value       = aws_iam_role.task.name
}
