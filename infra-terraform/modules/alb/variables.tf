variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, 'vpc-…'."
  }
}

variable "subnet_ids" {
  description = "Public subnets, or private ones for an internal load balancer; at least two, each in another zone."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must name at least two subnets: a load balancer stands in two zones or more."
  }
  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-z]+$", id))])
    error_message = "subnet_ids holds ids of subnets, 'subnet-…'."
  }
}

variable "internal" {
  description = "Whether the load balancer has private addresses only."
  type        = bool
  default     = false
  nullable    = false
}

variable "certificate" {
  description = "Either the ARN of a certificate that there is, or a domain (with further names) and the Route 53 zone that a new one is validated in; then the names are also pointed at the load balancer."
  type = object({
    arn               = optional(string)
    domain            = optional(string)
    alternative_names = optional(set(string), [])
    zone_id           = optional(string)
  })
  nullable = false

  validation {
    condition     = (var.certificate.arn == null) != (var.certificate.domain == null || var.certificate.zone_id == null)
    error_message = "certificate takes either 'arn', or 'domain' together with 'zone_id'."
  }
  validation {
    condition     = var.certificate.arn == null || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate.arn))
    error_message = "certificate.arn must be the ARN of an ACM certificate, 'arn:aws:acm:<region>:<account>:certificate/<id>', of the load balancer's Region."
  }
  validation {
    condition     = alltrue([for name in concat(var.certificate.domain == null ? [] : [var.certificate.domain], tolist(var.certificate.alternative_names)) : can(regex("^([*]\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+$", name))])
    error_message = "certificate.domain and alternative_names are names such as 'todo.example.com' or '*.example.com', in lower case."
  }
  validation {
    condition     = length(var.certificate.alternative_names) == 0 || var.certificate.arn == null
    error_message = "certificate.alternative_names are for a certificate that is made here; one that there is has its own."
  }
  validation {
    condition     = var.certificate.zone_id == null || can(regex("^Z[0-9A-Z]{1,31}$", var.certificate.zone_id))
    error_message = "certificate.zone_id must be the id of a Route 53 zone, 'Z…'."
  }
}

variable "test_port" {
  description = "Port of the test listener, which shows the new tasks of a deployment before users see them."
  type        = number
  default     = 8443
  nullable    = false

  validation {
    condition     = var.test_port >= 1024 && var.test_port <= 65535 && floor(var.test_port) == var.test_port
    error_message = "test_port must be a whole number from 1024 to 65535, and so can be neither 80 nor 443."
  }
}

variable "test_from_addresses" {
  description = "For a public load balancer: the addresses that the deployer is seen with, by zone, which may use both listeners. They are those of the NAT gateways."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !var.internal || length(var.test_from_addresses) == 0
    error_message = "test_from_addresses is for a public load balancer; an internal one takes test_from_security_groups."
  }
  validation {
    condition     = alltrue([for address in values(var.test_from_addresses) : can(regex("^[0-9.]+$", address)) && can(cidrhost("${address}/32", 0))])
    error_message = "test_from_addresses holds single IPv4 addresses such as '203.0.113.1'."
  }
}

variable "test_from_security_groups" {
  description = "For an internal load balancer: the security groups that may use both listeners, by a name for each; the deployer's."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = var.internal || length(var.test_from_security_groups) == 0
    error_message = "test_from_security_groups is for an internal load balancer: a public one never sees the group that a request left from."
  }
  validation {
    condition     = alltrue([for id in values(var.test_from_security_groups) : can(regex("^sg-[0-9a-z]+$", id))])
    error_message = "test_from_security_groups holds ids of security groups, 'sg-…'."
  }
}

variable "users" {
  description = "Address ranges that may use ports 80 and 443."
  type        = set(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = alltrue([for range in var.users : can(regex("^[0-9.]+/[0-9]+$", range)) && can(cidrhost(range, 0))])
    error_message = "users must hold IPv4 ranges such as '0.0.0.0/0' or '10.0.0.0/8'."
  }
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be deleted, and its log bucket to be emptied."
  type        = bool
  default     = true
  nullable    = false
}

variable "access_log_days" {
  description = "How long access logs are kept, in days."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.access_log_days >= 1 && var.access_log_days <= 3650 && floor(var.access_log_days) == var.access_log_days
    error_message = "access_log_days must be a whole number from 1 to 3650."
  }
}
