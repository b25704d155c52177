locals {
  # Those that ECS watches during a deployment; the deployer names them to it.
  watched = {
    for pair in setproduct(["blue", "green"], ["errors", "latency"]) : "${pair[0]}-${pair[1]}" => { colour = pair[0], kind = pair[1] }
  }
}

resource "aws_cloudwatch_metric_alarm" "watched" {
  for_each = local.watched

  alarm_name          = "${local.full_name}-${each.key}"
  alarm_description   = each.value.kind == "errors" ? "${var.service} answers 5xx (${each.value.colour} tasks)" : "${var.service} is slow (${each.value.colour} tasks)"
  namespace           = "AWS/ApplicationELB"
  metric_name         = each.value.kind == "errors" ? "HTTPCode_Target_5XX_Count" : "TargetResponseTime"
  statistic           = each.value.kind == "errors" ? "Sum" : null
  extended_statistic  = each.value.kind == "errors" ? null : "p99"
  threshold           = each.value.kind == "errors" ? var.definition.alarms.errors_per_minute : var.definition.alarms.p99_seconds
  comparison_operator = "GreaterThanThreshold"
  period              = 60
  evaluation_periods  = 2
  # The group without traffic has no data, and is in order.
  treat_missing_data = "notBreaching"
  alarm_actions      = var.alarm_topic_arns
  ok_actions         = var.alarm_topic_arns
  dimensions         = { LoadBalancer = var.alb.arn_suffix, TargetGroup = aws_lb_target_group.this[each.value.colour].arn_suffix }
}

# Told to people only: targets of a new deployment may be unhealthy for a while without any harm.
resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  for_each = aws_lb_target_group.this

  alarm_name          = "${local.full_name}-${each.key}-unhealthy"
  alarm_description   = "Tasks of ${var.service} fail their health check (${each.key})"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  dimensions          = { LoadBalancer = var.alb.arn_suffix, TargetGroup = each.value.arn_suffix }
}
