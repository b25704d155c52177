variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "prefix" {
  description = "Prefix of Slipway's SSM parameters, without slashes."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+$", var.prefix)) && !startswith(lower(var.prefix), "aws") && !startswith(lower(var.prefix), "ssm")
    error_message = "prefix has letters, digits, '_', '.' and '-', and starts with neither 'aws' nor 'ssm', which Parameter Store keeps for itself."
  }
}

variable "repository_arns" {
  description = "Repositories that pushers push to."
  type        = list(string)
  nullable    = false
}

variable "queue" {
  description = "The work queue, as the module 'events' gives it."
  type        = object({ arn = string })
  nullable    = false
}

variable "dead_letters" {
  description = "The dead-letter queue, as the module 'events' gives it."
  type        = object({ arn = string })
  nullable    = false
}

variable "journal" {
  description = "The table, as the module 'stores' gives it."
  type        = object({ arn = string })
  nullable    = false
}

variable "trusted" {
  description = "Who may take the roles of pusher, promoter and administrator: ARNs of IAM principals. A role that nobody may take is not made; its policy is."
  type = object({
    pusher        = optional(list(string), [])
    promoter      = optional(list(string), [])
    administrator = optional(list(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for arn in concat(var.trusted.pusher, var.trusted.promoter, var.trusted.administrator) : can(regex("^arn:[^:]+:(iam|sts)::[0-9]{12}:", arn))])
    error_message = "trusted holds ARNs of users, roles or accounts, such as 'arn:aws:iam::123456789012:role/on-call', and never '*'."
  }
}

variable "alb_arn" {
  description = "The load balancer that the firewall stands before."
  type        = string
  nullable    = false
}

variable "waf" {
  description = "A web application firewall before the load balancer: AWS's common rules, and a limit of requests in five minutes from one address. Null makes none."
  type = object({
    requests_per_five_minutes = optional(number, 2000)
    log_retention_days        = optional(number, 30)
  })
  default = null

  validation {
    condition     = var.waf == null || try(var.waf.requests_per_five_minutes >= 100, false)
    error_message = "waf.requests_per_five_minutes must be at least 100."
  }
}

variable "guardduty" {
  description = "GuardDuty with runtime monitoring of Fargate tasks. There is one for each account and Region: leave it off where there is one."
  type        = bool
  default     = false
  nullable    = false
}

variable "cloudtrail" {
  description = "A trail of all Regions with validated files. One for an account is enough: leave it off where there is one."
  type        = bool
  default     = false
  nullable    = false
}
