locals {
  # The path of Slipway's parameters. One for each environment: deployers of two environments in an account share nothing.
  prefix = var.name

  suites = { for path in fileset(var.suites_directory, "{suites,schemas}/**") : path => file("${var.suites_directory}/${path}") }
  files  = merge(local.suites, [for service in module.service : service.files]...)
}

module "network" {
  source = "../network"

  name                    = var.name
  cidr                    = var.cidr
  az_count                = var.az_count
  egress                  = var.egress
  single_nat              = var.single_nat
  extra_endpoints         = var.extra_endpoints
  flow_log_retention_days = var.log_retention_days
}

module "alb" {
  source = "../alb"

  name                      = var.name
  vpc_id                    = module.network.vpc_id
  subnet_ids                = var.internal ? module.network.private_subnet_ids : module.network.public_subnet_ids
  internal                  = var.internal
  users                     = var.users
  certificate               = var.certificate
  test_from_addresses       = var.internal ? {} : module.network.nat_addresses
  test_from_security_groups = var.internal ? { deployer = module.deployer.security_group_id } : {}
  deletion_protection       = var.deletion_protection
}

module "registry" {
  source = "../registry"

  name         = var.name
  force_delete = !var.deletion_protection
  repositories = { for name, service in var.services : name => {
    # What ECR can't write as a pattern (a /regex/, a semver: range) is kept by the widest one.
    release_tags = distinct([for tag in service.tags : can(regex("^[a-zA-Z0-9_.*-]+$", tag)) ? tag : "*"])
    release_days = service.release_days
    scratch_tags = [for tag in ["sha-*", "pr-*", "ci-*"] : tag if !contains(service.tags, tag)]
  } }
}

module "cluster" {
  source = "../cluster"

  name = var.name
}

module "stores" {
  source = "../stores"

  name                = var.name
  network             = local.network
  redis               = var.redis
  documents           = var.documents
  deletion_protection = var.deletion_protection
}

module "observability" {
  source = "../observability"

  name           = var.name
  queue          = module.events.queue
  dead_letters   = module.events.dead_letters
  alb_arn_suffix = module.alb.alb.arn_suffix
  services       = { for name, service in module.service : name => service.target_groups }
  emails         = var.alarm_emails
}

module "service" {
  source   = "../service"
  for_each = var.services

  name                    = var.name
  service                 = each.key
  definition              = each.value
  prefix                  = local.prefix
  cluster                 = module.cluster.cluster
  infrastructure_role_arn = module.cluster.infrastructure_role_arn
  network                 = local.network
  alb                     = module.alb.alb
  repository              = module.registry.repositories[each.key]
  stores                  = module.stores.stores
  placeholder_image       = var.placeholder_image
  alarm_topic_arns        = [module.observability.topic_arn]
  log_retention_days      = var.log_retention_days
  secret_key_arns         = var.secret_key_arns
  force_delete            = !var.deletion_protection
}

module "configuration" {
  source = "../configuration"

  name          = var.name
  files         = local.files
  force_destroy = !var.deletion_protection
}

module "events" {
  source = "../events"

  name         = var.name
  prefix       = local.prefix
  cluster_arn  = module.cluster.cluster.arn
  repositories = [for repository in module.registry.repositories : repository.name]
  sender_arns  = concat([module.deployer.role_arn], [for role, arn in module.security.role_arns : arn if role == "administrator"])
}

module "deployer" {
  source = "../deployer"

  name                    = var.name
  prefix                  = local.prefix
  image                   = var.deployer_image
  tasks                   = var.deployer.tasks
  cpu                     = var.deployer.cpu
  memory                  = var.deployer.memory
  concurrency             = var.deployer.concurrency
  architecture            = var.deployer.architecture
  cluster                 = module.cluster.cluster
  infrastructure_role_arn = module.cluster.infrastructure_role_arn
  network                 = local.network
  test_port               = local.test_port
  queue                   = module.events.queue
  journal                 = module.stores.journal
  configuration           = module.configuration.configuration
  services                = { for name, service in module.service : name => service.deployed }
  secret_key_arns         = var.secret_key_arns
  alarm_topic_arns        = [module.observability.topic_arn]
  log_retention_days      = var.log_retention_days
}

module "security" {
  source = "../security"

  name            = var.name
  prefix          = local.prefix
  repository_arns = [for repository in module.registry.repositories : repository.arn]
  queue           = module.events.queue
  dead_letters    = module.events.dead_letters
  journal         = module.stores.journal
  trusted         = var.trusted
  alb_arn         = module.alb.alb.arn
  waf             = var.waf
  guardduty       = var.guardduty
  cloudtrail      = var.cloudtrail
}

locals {
  test_port = 8443
  network = {
    vpc_id             = module.network.vpc_id
    private_subnet_ids = module.network.private_subnet_ids
  }
  named_suites = distinct(flatten([for service in values(var.services) : [for gate in values(service.gates) : gate.suites]]))
}

# The deployer would refuse the service, and say so, an apply later.
resource "terraform_data" "suites_are_there" {
  input = local.named_suites

  lifecycle {
    precondition {
      condition     = length(setsubtract(local.named_suites, keys(local.suites))) == 0
      error_message = "Gates name suites that are not in '${var.suites_directory}': ${join(", ", setsubtract(local.named_suites, keys(local.suites)))}."
    }
  }
}
