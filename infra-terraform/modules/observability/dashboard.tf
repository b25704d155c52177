locals {
  # One row for each service: requests by colour (that shows a shift of traffic), errors, latency.
  service_widgets = flatten([for index, service in sort(keys(var.services)) : [
    {
      type = "metric", x = 0, y = 6 + 6 * index, width = 8, height = 6
      properties = {
        title = "${service}: requests", region = data.aws_region.this.region, stat = "Sum", period = 60, view = "timeSeries", stacked = true
        metrics = [for colour, group in var.services[service] : ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", var.alb_arn_suffix, "TargetGroup", group, {
          label = colour, color = colour == "blue" ? "#1f77b4" : "#2ca02c"
        }]]
      }
    },
    {
      type = "metric", x = 8, y = 6 + 6 * index, width = 8, height = 6
      properties = {
        title   = "${service}: answers 5xx", region = data.aws_region.this.region, stat = "Sum", period = 60, view = "timeSeries", stacked = false
        metrics = [for colour, group in var.services[service] : ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", var.alb_arn_suffix, "TargetGroup", group, { label = colour }]]
      }
    },
    {
      type = "metric", x = 16, y = 6 + 6 * index, width = 8, height = 6
      properties = {
        title   = "${service}: p99, seconds", region = data.aws_region.this.region, stat = "p99", period = 60, view = "timeSeries", stacked = false
        metrics = [for colour, group in var.services[service] : ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", var.alb_arn_suffix, "TargetGroup", group, { label = colour }]]
      }
    },
  ]])

  queue_widgets = [
    {
      type = "metric", x = 0, y = 0, width = 12, height = 6
      properties = {
        title = "The deployers' work", region = data.aws_region.this.region, period = 60, view = "timeSeries", stacked = false
        metrics = [
          ["AWS/SQS", "NumberOfMessagesReceived", "QueueName", var.queue.name, { stat = "Sum", label = "messages taken" }],
          ["AWS/SQS", "NumberOfEmptyReceives", "QueueName", var.queue.name, { stat = "Sum", label = "questions without an answer" }],
        ]
      }
    },
    {
      type = "metric", x = 12, y = 0, width = 12, height = 6
      properties = {
        title = "What waits", region = data.aws_region.this.region, period = 60, view = "timeSeries", stacked = false
        metrics = [
          ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", var.queue.name, { stat = "Maximum", label = "oldest message, seconds" }],
          ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.dead_letters.name, { stat = "Maximum", label = "dead letters" }],
        ]
      }
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat(local.queue_widgets, local.service_widgets) })
}
