output "repositories" {
  description = "Where to push, by service."
  value       = module.platform.repositories
}

output "prefix" {
  description = "What operators set SLIPWAY_PREFIX to."
  value       = module.platform.prefix
}

output "parameters" {
  description = "Parameters that people write, by service."
  value       = module.platform.parameters
}

output "alb" {
  description = "Name and zone of the load balancer, for DNS records."
  value       = module.platform.alb
}

output "authority" {
  description = "Policies and roles of pusher, promoter and administrator."
  value       = module.platform.authority
}

output "dead_letters" {
  description = "The dead-letter queue, to look into and to redrive."
  value       = module.platform.dead_letters
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = module.platform.dashboard
}

output "contract" {
  description = "What the deployer's own tests hold against its code: configuration tree, event patterns, settings, policy."
  value       = module.platform.contract
}
