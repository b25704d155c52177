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
