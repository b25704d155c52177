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

  validation {
    condition     = length(var.repository_arns) >= 1 && alltrue([for arn in var.repository_arns : can(regex("^arn:aws[a-z-]*:ecr:[a-z0-9-]+:[0-9]{12}:repository/.+$", arn))])
    error_message = "repository_arns must hold the ARN of at least one ECR repository, 'arn:aws:ecr:<region>:<account>:repository/<name>'."
  }
}

variable "queue" {
  description = "The work queue, as the module 'events' gives it."
  type        = object({ arn = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.queue.arn))
    error_message = "queue.arn must be the ARN of an SQS queue, 'arn:aws:sqs:<region>:<account>:<name>'."
  }
}

variable "dead_letters" {
  description = "The dead-letter queue, as the module 'events' gives it."
  type        = object({ arn = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.dead_letters.arn))
    error_message = "dead_letters.arn must be the ARN of an SQS queue, 'arn:aws:sqs:<region>:<account>:<name>'."
  }
}

variable "journal" {
  description = "The table, as the module 'stores' gives it."
  type        = object({ arn = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/.+$", var.journal.arn))
    error_message = "journal.arn must be the ARN of a DynamoDB table, as the module 'stores' gives it."
  }
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

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/app/[^/]+/[^/]+$", var.alb_arn))
    error_message = "alb_arn must be the ARN of an application load balancer, as the module 'alb' gives it."
  }
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
  validation {
    condition     = var.waf == null || try(contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.waf.log_retention_days), false)
    error_message = "waf.log_retention_days must be a retention that CloudWatch Logs offers, such as 7, 30, 90 or 365."
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
