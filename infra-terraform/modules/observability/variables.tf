variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "queue" {
  description = "The work queue, as the module 'events' gives it."
  type        = object({ name = string })
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,80}$", var.queue.name))
    error_message = "queue.name must be the name of a standard SQS queue: at most 80 letters, digits, '-' and '_'."
  }
}

variable "dead_letters" {
  description = "The dead-letter queue, as the module 'events' gives it."
  type        = object({ name = string })
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,80}$", var.dead_letters.name))
    error_message = "dead_letters.name must be the name of a standard SQS queue: at most 80 letters, digits, '-' and '_'."
  }
}

variable "alb_arn_suffix" {
  description = "The load balancer, as CloudWatch's dimensions have it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^app/[A-Za-z0-9-]+/[0-9a-z]+$", var.alb_arn_suffix))
    error_message = "alb_arn_suffix must be what follows 'loadbalancer/' in the ARN of an application load balancer, 'app/<name>/<id>'."
  }
}

variable "services" {
  description = "Target groups of each service by colour, as CloudWatch's dimensions have them."
  type        = map(map(string))
  nullable    = false

  validation {
    condition     = alltrue([for groups in values(var.services) : join(" ", sort(keys(groups))) == "blue green"])
    error_message = "services must give each service the two target groups 'blue' and 'green', and no other."
  }
  validation {
    condition     = alltrue(flatten([for groups in values(var.services) : [for suffix in values(groups) : can(regex("^targetgroup/[A-Za-z0-9-]+/[0-9a-z]+$", suffix))]]))
    error_message = "services holds the ends of target groups' ARNs, 'targetgroup/<name>/<id>'."
  }
}

variable "emails" {
  description = "Who is told of alarms and of releases that ended badly, by e-mail. Each has to confirm once."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+$", email))])
    error_message = "emails holds addresses such as 'on-call@example.com'."
  }
}
