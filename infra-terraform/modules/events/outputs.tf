output "queue" {
  description = "The deployer's work queue."
  value = {
    arn  = aws_sqs_queue.events.arn
    name = aws_sqs_queue.events.name
    url  = aws_sqs_queue.events.url
  }
}

output "dead_letters" {
  description = "The queue of what nobody could read or deliver."
  value = {
    arn  = aws_sqs_queue.dead.arn
    name = aws_sqs_queue.dead.name
    url  = aws_sqs_queue.dead.url
  }
}

output "patterns" {
  description = "Event patterns by rule, as EventBridge takes them."
  value       = { for key, rule in aws_cloudwatch_event_rule.this : key => rule.event_pattern }
}
