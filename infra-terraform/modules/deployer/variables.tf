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

variable "log_retention_days" {
  description = "How long the logs of its tasks are kept, in days."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be a retention that CloudWatch Logs offers, such as 7, 30, 90 or 365."
  }
}

variable "image" {
  description = "Image of the deployer, pinned: by digest, or by a tag of a repository whose tags can't be moved. The deployer never deploys itself."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.image)) && !endswith(var.image, ":latest")
    error_message = "image must name a digest ('…@sha256:…') or a tag other than 'latest'."
  }
  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.[^/]+/[^:@]+", var.image))
    error_message = "image must be in an ECR repository, '<account>.dkr.ecr.<region>.amazonaws.com/<name>…': the deployer's role pulls from nowhere else."
  }
}

variable "tasks" {
  description = "How many deployers run; any number works side by side."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.tasks >= 2 && var.tasks <= 10
    error_message = "tasks must be from 2 to 10: with one, its end would be a pause for everybody."
  }
}

variable "cpu" {
  description = "CPU units of a task, 1024 is one."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.cpu)
    error_message = "cpu must be 256, 512, 1024, 2048 or 4096."
  }
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 1024
  nullable    = false

  validation {
    condition     = var.memory >= 512 && var.memory % 512 == 0
    error_message = "memory must be at least 512, in steps of 512."
  }
}

variable "architecture" {
  description = "'X86_64' or 'ARM64', as the image has it."
  type        = string
  default     = "X86_64"
  nullable    = false

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "architecture must be 'X86_64' or 'ARM64'."
  }
}

variable "concurrency" {
  description = "How many services one deployer looks at at once."
  type        = number
  default     = 8
  nullable    = false

  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 64 && floor(var.concurrency) == var.concurrency
    error_message = "concurrency must be a whole number from 1 to 64."
  }
}

variable "cluster" {
  description = "The cluster, as the module 'cluster' gives it."
  type        = object({ arn = string, name = string })
  nullable    = false
}

variable "infrastructure_role_arn" {
  description = "The role by which ECS shifts traffic; the deployer hands it to ECS."
  type        = string
  nullable    = false
}

variable "network" {
  description = "Where it runs: VPC and private subnets."
  type        = object({ vpc_id = string, private_subnet_ids = list(string) })
  nullable    = false
}

variable "test_port" {
  description = "Port of the test listener, which the deployer alone may go out to."
  type        = number
  default     = 8443
  nullable    = false
}

variable "queue" {
  description = "The work queue, as the module 'events' gives it."
  type        = object({ arn = string, name = string, url = string })
  nullable    = false
}

variable "journal" {
  description = "The table, as the module 'stores' gives it."
  type        = object({ arn = string, name = string })
  nullable    = false
}

variable "configuration" {
  description = "The configuration tree, as the module 'configuration' gives it."
  type        = object({ url = string, bucket = string, folder = string })
  nullable    = false
}

variable "services" {
  description = "The services it deploys, as the modules 'service' give them."
  type = map(object({
    service       = string
    family        = string
    task_roles    = list(string)
    alarms        = list(string)
    repository    = string
    smoke_secrets = list(string)
  }))
  nullable = false
}

variable "secret_key_arns" {
  description = "Customer-managed KMS keys of secrets that smoke tests use, if any."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "alarm_topic_arns" {
  description = "SNS topics that the heartbeat alarm is told to."
  type        = list(string)
  default     = []
  nullable    = false
}
