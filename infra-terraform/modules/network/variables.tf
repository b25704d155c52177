variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "cidr" {
  description = "Address range of the VPC, a /16 to /20."
  type        = string
  default     = "10.20.0.0/16"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9.]+/(16|17|18|19|20)$", var.cidr)) && try(cidrhost(var.cidr, 0) == split("/", var.cidr)[0], false)
    error_message = "cidr must be an IPv4 range from /16 to /20 by its first address, such as '10.20.0.0/16'."
  }
}

variable "az_count" {
  description = "Number of availability zones, each with one public and one private subnet."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = contains([2, 3], var.az_count)
    error_message = "az_count must be 2 or 3: a load balancer needs two zones, and more than three cost more than they give."
  }
}

variable "egress" {
  description = "How private tasks reach AWS: 'nat' (NAT gateways, the internet too) or 'endpoints' (interface endpoints, AWS only)."
  type        = string
  default     = "nat"
  nullable    = false

  validation {
    condition     = contains(["nat", "endpoints"], var.egress)
    error_message = "egress must be 'nat' or 'endpoints'."
  }
}

variable "single_nat" {
  description = "With 'nat': one gateway for all zones. Cheaper; the loss of its zone cuts all zones off."
  type        = bool
  default     = false
  nullable    = false
}

variable "extra_endpoints" {
  description = "With 'endpoints': further interface endpoints by short name, such as 'ssmmessages', or 'ecs-agent' and 'ecs-telemetry' in the Regions that need them."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for endpoint in var.extra_endpoints : can(regex("^[a-z0-9.-]+$", endpoint))])
    error_message = "extra_endpoints holds short names such as 'ssmmessages', without 'com.amazonaws' and Region."
  }
}

variable "flow_log_retention_days" {
  description = "How long rejected connections are kept in CloudWatch Logs, in days."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.flow_log_retention_days)
    error_message = "flow_log_retention_days must be a retention that CloudWatch Logs offers, such as 7, 30, 90 or 365."
  }
}
