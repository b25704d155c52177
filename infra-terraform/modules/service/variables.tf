variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "service" {
  description = "Name of the service, in ECS and in Slipway."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,11}[a-z0-9]$", var.service)) && var.service != "all"
    error_message = "A service's name has 2 to 13 lower-case letters, digits and '-' (the names of its target groups must stay within 32), and is not 'all', which Slipway keeps for itself."
  }
}

variable "definition" {
  description = "The service: its traffic, its tasks, and how it is released."
  nullable    = false
  type = object({
    # Traffic
    port                   = number
    priority               = number                         # of its rules; lower is asked first; unique in the environment
    hosts                  = optional(list(string), [])     # the rule takes these hosts …
    paths                  = optional(list(string), ["/*"]) # … and these paths
    url                    = optional(string)               # as users write it; default "https://<first host>"
    health_path            = optional(string, "/healthz")
    health_statuses        = optional(string, "200")
    deregistration_seconds = optional(number, 30)
    grace_seconds          = optional(number, 60)

    # Tasks
    cpu                = number # units, 1024 is one
    memory             = number # MiB
    min                = number
    max                = number
    architecture       = optional(string, "X86_64")
    environment        = optional(map(string), {})
    secrets            = optional(map(string), {}) # variable to ARN of a secret or a parameter
    stores             = optional(set(string), []) # "redis" gives REDIS_URL, "documents" DOCUMENTS_BUCKET
    read_only_root     = optional(bool, true)
    user               = optional(string)
    cpu_target_percent = optional(number, 60)
    requests_target    = optional(number, 1000) # a minute and task

    # Releases, as docs/configuration.md has them
    tags         = optional(list(string), ["v*"])
    release_days = optional(number, 3650)
    strategy = optional(object({
      kind      = optional(string, "blue-green")
      bake      = optional(string, "10m")
      percent   = optional(number)
      step_bake = optional(string)
      step      = optional(number)
      every     = optional(string)
    }), {})
    alarms = optional(object({
      errors_per_minute = optional(number, 10)
      p99_seconds       = optional(number, 2)
      on_alarm          = optional(string, "wait")
    }), {})
    identity = optional(object({ path = string, expression = string, value = string }))
    gates = optional(map(object({ # "test", "step", "production"
      suites       = optional(list(string), [])
      tags         = optional(list(string), [])
      smoke        = optional(string, "5m")
      reruns       = optional(number, 1)
      approval     = optional(string) # how long a person has
      allow_writes = optional(bool, false)
    })), {})
    smoke_secrets      = optional(map(string), {}) # name in suites to "ssm:/path" or "secretsmanager:name"
    on_template_change = optional(string, "record")
    supersede          = optional(string, "queue-latest")
    on_foreign         = optional(string, "gate")
    deadlines          = optional(map(string), {})
  })

  validation {
    condition     = var.definition.port >= 1 && var.definition.port <= 65535 && !contains([443, 6379], var.definition.port)
    error_message = "port must be from 1 to 65535, and neither 443 nor 6379, which tasks reach others at."
  }
  validation {
    condition     = var.definition.priority >= 1 && var.definition.priority <= 50000 && floor(var.definition.priority) == var.definition.priority
    error_message = "priority must be a whole number from 1 to 50000."
  }
  validation {
    condition     = length(var.definition.hosts) + length(var.definition.paths) >= 1 && length(var.definition.hosts) + length(var.definition.paths) <= 5
    error_message = "hosts and paths together must be one to five: a rule of a load balancer compares no more."
  }
  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.definition.cpu) && var.definition.memory >= 2 * var.definition.cpu && var.definition.memory <= 8 * var.definition.cpu && var.definition.memory % 512 == 0
    error_message = "cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, and memory from twice to eight times that, in steps of 512: Fargate has no other sizes."
  }
  validation {
    condition     = var.definition.min >= 2 && var.definition.max >= var.definition.min
    error_message = "min must be at least 2, one task for each of two zones, and max at least min."
  }
  validation {
    condition     = contains(["X86_64", "ARM64"], var.definition.architecture)
    error_message = "architecture must be 'X86_64' or 'ARM64'."
  }
  validation {
    condition     = startswith(var.definition.health_path, "/") && strcontains(var.definition.health_statuses, "200")
    error_message = "health_path must start with '/', and health_statuses must hold 200, which is what the placeholder answers."
  }
  validation {
    condition     = length(setsubtract(var.definition.stores, ["redis", "documents"])) == 0
    error_message = "stores takes 'redis' and 'documents'."
  }
  validation {
    condition     = length([for key in keys(var.definition.environment) : key if startswith(key, "SLIPWAY_")]) == 0
    error_message = "Variables that start with 'SLIPWAY_' are Slipway's own: it writes them with every release."
  }
  validation {
    condition     = alltrue([for arn in values(var.definition.secrets) : can(regex("^arn:[^:]+:(secretsmanager|ssm):", arn))])
    error_message = "secrets takes ARNs of Secrets Manager secrets or SSM parameters, never the secret itself."
  }
  validation {
    condition     = length(var.definition.tags) >= 1
    error_message = "tags must name at least one tag, glob, /regex/ or semver: range; otherwise no push is ever a release."
  }
  validation {
    condition     = contains(["blue-green", "canary", "linear"], var.definition.strategy.kind)
    error_message = "strategy.kind must be 'blue-green', 'canary' or 'linear': a rolling deployment has no green side to test."
  }
  validation {
    condition     = length(setsubtract(keys(var.definition.gates), var.definition.strategy.kind == "blue-green" ? ["test", "production"] : ["test", "step", "production"])) == 0
    error_message = "gates are 'test' and 'production', and 'step' with canary or linear."
  }
  validation {
    condition     = alltrue([for gate in values(var.definition.gates) : length(gate.suites) > 0 || gate.approval != null])
    error_message = "A gate must name suites, approval or both; otherwise it decides nothing."
  }
  validation {
    condition     = var.definition.url != null || length(var.definition.hosts) > 0 || alltrue([for gate in values(var.definition.gates) : length(gate.suites) == 0])
    error_message = "Gates with suites need 'url' or a host: smoke tests call the service as users do."
  }
  validation {
    condition     = alltrue([for duration in concat([var.definition.strategy.bake], [for gate in values(var.definition.gates) : gate.smoke], values(var.definition.deadlines)) : can(regex("^([0-9]+[dhms])+$", duration))])
    error_message = "Durations are written with a unit, such as '90s', '10m', '1h30m' or '14d'."
  }
  validation {
    condition     = alltrue([for reference in values(var.definition.smoke_secrets) : can(regex("^(ssm:/|secretsmanager:)[^:]+$", reference))])
    error_message = "smoke_secrets takes references such as 'ssm:/todo/token' or 'secretsmanager:todo/token' (by name, not by ARN), never the secret itself."
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

variable "cluster" {
  description = "The cluster, as the module 'cluster' gives it."
  type        = object({ arn = string, name = string })
  nullable    = false
}

variable "infrastructure_role_arn" {
  description = "The role by which ECS shifts traffic."
  type        = string
  nullable    = false
}

variable "network" {
  description = "Where tasks run: VPC and private subnets."
  type        = object({ vpc_id = string, private_subnet_ids = list(string) })
  nullable    = false
}

variable "alb" {
  description = "The load balancer, as the module 'alb' gives it."
  type = object({
    arn_suffix        = string
    dns_name          = string
    security_group_id = string
    production_arn    = string
    test_arn          = string
    test_port         = number
  })
  nullable = false
}

variable "repository" {
  description = "Its ECR repository, as the module 'registry' gives it."
  type        = object({ name = string, arn = string, url = string })
  nullable    = false
}

variable "stores" {
  description = "The stores there are, as the module 'stores' gives them."
  type = object({
    redis     = optional(object({ security_group_id = string, url_secret_arn = string }))
    documents = optional(object({ bucket = string, arn = string }))
  })
  default  = {}
  nullable = false
}

variable "placeholder_image" {
  description = "Image with a shell and BusyBox's httpd that the service starts on, before its first release."
  type        = string
  default     = "public.ecr.aws/docker/library/busybox:1.37.0"
  nullable    = false

  validation {
    condition     = can(regex("(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.placeholder_image)) && !endswith(var.placeholder_image, ":latest")
    error_message = "placeholder_image must name a tag or a digest, and not 'latest'."
  }
}

variable "alarm_topic_arns" {
  description = "SNS topics that alarms are told to."
  type        = list(string)
  default     = []
  nullable    = false
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

variable "secret_key_arns" {
  description = "Customer-managed KMS keys of the task's secrets, if any."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "force_delete" {
  description = "Whether the service is deleted though it runs tasks."
  type        = bool
  default     = false
  nullable    = false
}
