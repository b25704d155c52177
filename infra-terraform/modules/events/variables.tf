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

variable "cluster_arn" {
  description = "The cluster whose deployments, hooks and tasks wake the deployer."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[^:]+:ecs:[^:]+:[0-9]{12}:cluster/[^/]+$", var.cluster_arn))
    error_message = "cluster_arn must be the ARN of an ECS cluster."
  }
}

variable "repositories" {
  description = "ECR repositories, by full name, whose pushes start releases."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.repositories) >= 1
    error_message = "repositories must name at least one: a rule with an empty list would match nothing, and is refused by AWS."
  }
  validation {
    condition     = alltrue([for repository in var.repositories : can(regex("^[a-z0-9]+([._/-]+[a-z0-9]+)*$", repository))])
    error_message = "repositories holds full names without the registry's host, such as 'slipway-dev/web'."
  }
}

variable "sender_arns" {
  description = "ARNs of the roles that may send to the queue: the deployer's, and that of administrators, who redrive dead letters."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.sender_arns) >= 1 && alltrue([for arn in var.sender_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn))])
    error_message = "sender_arns must hold the ARN of at least one IAM role, the deployer's: nobody but these roles and the rules may send to the queue."
  }
}
