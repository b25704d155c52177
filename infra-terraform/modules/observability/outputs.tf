output "topic_arn" {
  description = "Where alarms are told."
  value       = aws_sns_topic.this.arn
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
