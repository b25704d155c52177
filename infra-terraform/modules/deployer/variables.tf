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
    condition     = var.tasks >= 2 && var.tasks <= 10 && floor(var.tasks) == var.tasks
    error_message = "tasks must be a whole number from 2 to 10: with one, its end would be a pause for everybody."
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
    condition = contains(try({
      256 = [512, 1024, 2048], 512 = range(1024, 4097, 1024), 1024 = range(2048, 8193, 1024), 2048 = range(4096, 16385, 1024), 4096 = range(8192, 30721, 1024)
    }[var.cpu], []), var.memory)
    error_message = "memory must be one that Fargate has for this cpu: from twice to eight times as many MiB, in whole GiB from 1024 on."
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

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[^/]+$", var.cluster.arn)) && endswith(var.cluster.arn, "/${var.cluster.name}")
    error_message = "cluster must hold the ARN of an ECS cluster and its name, as the module 'cluster' gives them."
  }
}

variable "infrastructure_role_arn" {
  description = "The role by which ECS shifts traffic; the deployer hands it to ECS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.infrastructure_role_arn))
    error_message = "infrastructure_role_arn must be the ARN of an IAM role, as the module 'cluster' gives it."
  }
}

variable "network" {
  description = "Where it runs: VPC and private subnets."
  type        = object({ vpc_id = string, private_subnet_ids = list(string) })
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.network.vpc_id)) && length(var.network.private_subnet_ids) >= 2 && alltrue([for id in var.network.private_subnet_ids : can(regex("^subnet-[0-9a-z]+$", id))])
    error_message = "network must hold 'vpc_id' ('vpc-…') and in 'private_subnet_ids' at least two subnets ('subnet-…'), each in another zone, as the module 'network' gives them."
  }
}

variable "test_port" {
  description = "Port of the test listener, which the deployer alone may go out to."
  type        = number
  default     = 8443
  nullable    = false

  validation {
    condition     = var.test_port >= 1 && var.test_port <= 65535 && floor(var.test_port) == var.test_port && var.test_port != 443
    error_message = "test_port must be a whole number from 1 to 65535 and not 443, as the module 'alb' has it."
  }
}

variable "queue" {
  description = "The work queue, as the module 'events' gives it."
  type        = object({ arn = string, name = string, url = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.queue.arn))
    error_message = "queue.arn must be the ARN of an SQS queue, 'arn:aws:sqs:<region>:<account>:<name>'."
  }
  validation {
    condition     = can(regex("^https://[^/]+/[0-9]{12}/[A-Za-z0-9_-]+$", var.queue.url)) && endswith(var.queue.url, "/${var.queue.name}")
    error_message = "queue.url must be the address of the queue and end with queue.name, as the module 'events' gives them."
  }
}

variable "journal" {
  description = "The table, as the module 'stores' gives it."
  type        = object({ arn = string, name = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/.+$", var.journal.arn))
    error_message = "journal.arn must be the ARN of a DynamoDB table, as the module 'stores' gives it."
  }
  validation {
    condition     = endswith(var.journal.arn, "/${var.journal.name}")
    error_message = "journal.name must be the name of the table that journal.arn names."
  }
}

variable "configuration" {
  description = "The configuration tree, as the module 'configuration' gives it."
  type        = object({ url = string, bucket = string, folder = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9.-]+$", var.configuration.bucket)) && var.configuration.url == "s3://${element(split(":::", var.configuration.bucket), 1)}/${var.configuration.folder}" && can(regex("^[A-Za-z0-9_.-]+$", var.configuration.folder))
    error_message = "configuration must hold the ARN of a bucket, a folder without slashes, and 's3://<bucket>/<folder>' as url, as the module 'configuration' gives them."
  }
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

  validation {
    condition     = length(var.services) >= 1
    error_message = "services must have at least one: a policy without resources is refused by AWS."
  }
  validation {
    condition     = alltrue(flatten([for s in values(var.services) : [for arn in s.task_roles : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", arn))]])) && alltrue([for s in values(var.services) : length(s.task_roles) >= 1])
    error_message = "Each service's task_roles must hold ARNs of the IAM roles of its tasks, and at least one."
  }
  validation {
    condition     = alltrue(flatten([for s in values(var.services) : [for arn in s.alarms : can(regex("^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:[0-9]{12}:alarm:.+$", arn))]]))
    error_message = "A service's alarms are ARNs of CloudWatch alarms."
  }
  validation {
    condition     = alltrue([for s in values(var.services) : can(regex("^arn:aws[a-z-]*:ecr:[a-z0-9-]+:[0-9]{12}:repository/.+$", s.repository))])
    error_message = "A service's repository must be the ARN of an ECR repository."
  }
  validation {
    condition     = alltrue(flatten([for s in values(var.services) : [for reference in s.smoke_secrets : can(regex("^(ssm:/|secretsmanager:)[^:]+$", reference))]]))
    error_message = "A service's smoke_secrets are references such as 'ssm:/todo/token' or 'secretsmanager:todo/token'."
  }
}

variable "secret_key_arns" {
  description = "Customer-managed KMS keys of secrets that smoke tests use, if any."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "secret_key_arns holds ARNs of KMS keys, 'arn:aws:kms:<region>:<account>:key/<id>'; an alias stands for nothing in a policy."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that the heartbeat alarm is told to."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "alarm_topic_arns holds ARNs of standard SNS topics, 'arn:aws:sns:<region>:<account>:<name>'; alarms can't tell FIFO topics."
  }
}
