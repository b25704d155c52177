variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "network" {
  description = "Where the cache stands: VPC and private subnets."
  type        = object({ vpc_id = string, private_subnet_ids = list(string) })
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.network.vpc_id)) && length(var.network.private_subnet_ids) >= 2 && alltrue([for id in var.network.private_subnet_ids : can(regex("^subnet-[0-9a-z]+$", id))])
    error_message = "network must hold 'vpc_id' ('vpc-…') and in 'private_subnet_ids' at least two subnets ('subnet-…'), each in another zone, as the module 'network' gives them."
  }
}

variable "redis" {
  description = "The cache that services get as REDIS_URL; null makes none. Raise auth_version to give it a new password."
  type = object({
    node_type      = optional(string, "cache.t4g.small")
    engine_version = optional(string, "8.0")
    nodes          = optional(number, 2)
    snapshot_days  = optional(number, 7)
    auth_version   = optional(number, 1)
  })
  default = null

  validation {
    condition     = var.redis == null || try(var.redis.nodes >= 2 && var.redis.nodes <= 6, false)
    error_message = "redis.nodes must be from 2 to 6: with one there is nothing to fail over to."
  }
  validation {
    condition     = var.redis == null || try(var.redis.snapshot_days >= 1 && var.redis.snapshot_days <= 35, false)
    error_message = "redis.snapshot_days must be from 1 to 35."
  }
  validation {
    condition     = var.redis == null || can(regex("^cache\\.[a-z0-9]+\\.[a-z0-9]+$", var.redis.node_type))
    error_message = "redis.node_type must be a node type of ElastiCache such as 'cache.t4g.small'."
  }
  validation {
    condition     = var.redis == null || can(regex("^(7\\.2|[89]\\.[0-9]+)$", var.redis.engine_version))
    error_message = "redis.engine_version must be a version of Valkey such as '7.2' or '8.0'."
  }
  validation {
    condition     = var.redis == null || try(var.redis.auth_version >= 1 && alltrue([for n in [var.redis.auth_version, var.redis.nodes, var.redis.snapshot_days] : floor(n) == n]), false)
    error_message = "redis.auth_version must be at least 1, and it, nodes and snapshot_days whole numbers."
  }
}

variable "documents" {
  description = "Whether there is a bucket of documents that services get as DOCUMENTS_BUCKET."
  type        = bool
  default     = false
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether tables and buckets refuse to be deleted with what is in them, and a deleted cache leaves a snapshot."
  type        = bool
  default     = true
  nullable    = false
}
