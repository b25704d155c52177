output "repositories" {
  description = "Where to push, by service."
  value       = { for name, repository in module.registry.repositories : name => repository.url }
}

output "prefix" {
  description = "What operators set SLIPWAY_PREFIX to."
  value       = local.prefix
}

output "alb" {
  description = "Name and zone of the load balancer, for DNS records."
  value       = { dns_name = module.alb.alb.dns_name, zone_id = module.alb.alb.zone_id }
}

output "parameters" {
  description = "Parameters that people write, by service."
  value       = { for name, service in module.service : name => { command = "/${local.prefix}/command/${name}", admin = "/${local.prefix}/admin/${name}" } }
}

output "task_role_names" {
  description = "Roles of the programs, to attach further rights to."
  value       = { for name, service in module.service : name => service.task_role_name }
}

output "authority" {
  description = "Policies and roles of pusher, promoter and administrator."
  value       = { policies = module.security.policy_arns, roles = module.security.role_arns }
}

output "dead_letters" {
  description = "The dead-letter queue, to look into and to redrive."
  value       = module.events.dead_letters.url
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = module.observability.dashboard
}

output "contract" {
  description = "What the deployer's own tests hold against its code: configuration tree, event patterns, settings, policy."
  value       = merge(module.deployer.contract, { files = local.files, patterns = module.events.patterns })
}
