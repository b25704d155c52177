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
}

variable "dead_letters" {
  description = "The dead-letter queue, as the module 'events' gives it."
  type        = object({ name = string })
  nullable    = false
}

variable "alb_arn_suffix" {
  description = "The load balancer, as CloudWatch's dimensions have it."
  type        = string
  nullable    = false
}

variable "services" {
  description = "Target groups of each service by colour, as CloudWatch's dimensions have them."
  type        = map(map(string))
  nullable    = false
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
