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
    error_message = "'${var.service}' is no name for a service: that has 2 to 13 lower-case letters, digits and '-' (the names of its target groups must stay within 32), and is not 'all', which Slipway keeps for itself."
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
    error_message = "Service '${var.service}': port must be from 1 to 65535, and neither 443 nor 6379, which tasks reach others at."
  }
  validation {
    condition     = var.definition.priority >= 1 && var.definition.priority <= 50000 && floor(var.definition.priority) == var.definition.priority
    error_message = "Service '${var.service}': priority must be a whole number from 1 to 50000."
  }
  validation {
    condition     = length(var.definition.hosts) + length(var.definition.paths) >= 1 && length(var.definition.hosts) + length(var.definition.paths) <= 5
    error_message = "Service '${var.service}': hosts and paths together must be one to five: a rule of a load balancer compares no more."
  }
  validation {
    condition = contains(try({
      256  = [512, 1024, 2048], 512 = range(1024, 4097, 1024), 1024 = range(2048, 8193, 1024), 2048 = range(4096, 16385, 1024),
      4096 = range(8192, 30721, 1024), 8192 = range(16384, 61441, 4096), 16384 = range(32768, 122881, 8192)
    }[var.definition.cpu], []), var.definition.memory)
    error_message = "Service '${var.service}': cpu must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, and memory from twice to eight times that in whole GiB (512 too with 256; steps of 4 GiB with 8192, of 8 with 16384; at most 30, 60, 120 GiB with the largest three): Fargate has no other sizes."
  }
  validation {
    condition     = var.definition.min >= 2 && var.definition.max >= var.definition.min
    error_message = "Service '${var.service}': min must be at least 2, one task for each of two zones, and max at least min."
  }
  validation {
    condition     = contains(["X86_64", "ARM64"], var.definition.architecture)
    error_message = "Service '${var.service}': architecture must be 'X86_64' or 'ARM64'."
  }
  validation {
    condition     = startswith(var.definition.health_path, "/") && strcontains(var.definition.health_statuses, "200")
    error_message = "Service '${var.service}': health_path must start with '/', and health_statuses must hold 200, which is what the placeholder answers."
  }
  validation {
    condition     = length(setsubtract(var.definition.stores, ["redis", "documents"])) == 0
    error_message = "Service '${var.service}': stores takes 'redis' and 'documents'."
  }
  validation {
    condition     = length([for key in keys(var.definition.environment) : key if startswith(key, "SLIPWAY_")]) == 0
    error_message = "Service '${var.service}': Variables that start with 'SLIPWAY_' are Slipway's own: it writes them with every release."
  }
  validation {
    condition     = alltrue([for arn in values(var.definition.secrets) : can(regex("^arn:[^:]+:(secretsmanager|ssm):", arn))])
    error_message = "Service '${var.service}': secrets takes ARNs of Secrets Manager secrets or SSM parameters, never the secret itself."
  }
  validation {
    condition     = length(var.definition.tags) >= 1
    error_message = "Service '${var.service}': tags must name at least one tag, glob, /regex/ or semver: range; otherwise no push is ever a release."
  }
  validation {
    condition     = contains(["blue-green", "canary", "linear"], var.definition.strategy.kind)
    error_message = "Service '${var.service}': strategy.kind must be 'blue-green', 'canary' or 'linear': a rolling deployment has no green side to test."
  }
  validation {
    condition     = length(setsubtract(keys(var.definition.gates), var.definition.strategy.kind == "blue-green" ? ["test", "production"] : ["test", "step", "production"])) == 0
    error_message = "Service '${var.service}': gates are 'test' and 'production', and 'step' with canary or linear."
  }
  validation {
    condition     = alltrue([for gate in values(var.definition.gates) : length(gate.suites) > 0 || gate.approval != null])
    error_message = "Service '${var.service}': A gate must name suites, approval or both; otherwise it decides nothing."
  }
  validation {
    condition     = var.definition.url != null || can(regex("^[^*?]+$", var.definition.hosts[0])) || alltrue([for gate in values(var.definition.gates) : length(gate.suites) == 0])
    error_message = "Service '${var.service}': Gates with suites need 'url', or a first host without '*' and '?': smoke tests call the service as users do."
  }
  validation {
    condition     = alltrue([for duration in concat(flatten([for gate in values(var.definition.gates) : [for d in [gate.smoke, gate.approval] : d if d != null]]), values(var.definition.deadlines)) : duration != "" && can(regex("^([0-9]{1,5}d)?([0-9]{1,6}h)?([0-9]{1,7}m)?([0-9]{1,8}s)?$", duration))])
    error_message = "Service '${var.service}': A gate's smoke and approval, and deadlines, are written with units, the greatest first, such as '90s', '10m', '1h30m' or '14d'."
  }
  validation {
    condition     = alltrue([for reference in values(var.definition.smoke_secrets) : can(regex("^(ssm:/|secretsmanager:)[^:]+$", reference))])
    error_message = "Service '${var.service}': smoke_secrets takes references such as 'ssm:/todo/token' or 'secretsmanager:todo/token' (by name, not by ARN), never the secret itself."
  }
  validation {
    condition     = floor(var.definition.port) == var.definition.port && alltrue([for n in [var.definition.min, var.definition.max] : floor(n) == n]) && var.definition.max <= 5000
    error_message = "Service '${var.service}': port, min and max are whole numbers, and max is at most 5000, what ECS lets a service have."
  }
  validation {
    condition     = alltrue([for host in var.definition.hosts : length(host) <= 128 && can(regex("^[A-Za-z0-9*?-]+(\\.[A-Za-z0-9*?-]+)+$", host))])
    error_message = "Service '${var.service}': hosts holds names of at most 128 characters such as 'todo.example.com' or '*.example.com', without scheme, port or path."
  }
  validation {
    condition     = alltrue([for path in var.definition.paths : length(path) <= 128 && can(regex("^/[A-Za-z0-9_.$/~'@:+&*?-]*$", path))])
    error_message = "Service '${var.service}': paths start with '/', have at most 128 characters and no query, such as '/shop/*'."
  }
  validation {
    condition     = var.definition.url == null || can(regex("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$", var.definition.url))
    error_message = "Service '${var.service}': url must be scheme, host and perhaps port, as users know them, such as 'https://todo.example.com'."
  }
  validation {
    condition     = can(regex("^/[A-Za-z0-9_.~/%?=&+:@,-]*$", var.definition.health_path)) && length(var.definition.health_path) <= 1024
    error_message = "Service '${var.service}': health_path has at most 1024 letters, digits and any of '_.~/%?=&+:@,-'."
  }
  validation {
    condition     = can(regex("^[2-4][0-9]{2}(-[2-4][0-9]{2})?(,[2-4][0-9]{2}(-[2-4][0-9]{2})?)*$", var.definition.health_statuses))
    error_message = "Service '${var.service}': health_statuses are numbers from 200 to 499, such as '200', '200,204' or '200-299'."
  }
  validation {
    condition     = var.definition.deregistration_seconds >= 0 && var.definition.deregistration_seconds <= 3600 && var.definition.grace_seconds >= 0 && alltrue([for n in [var.definition.deregistration_seconds, var.definition.grace_seconds] : floor(n) == n])
    error_message = "Service '${var.service}': deregistration_seconds must be a whole number from 0 to 3600, and grace_seconds one of at least 0."
  }
  validation {
    condition     = alltrue([for name in concat(keys(var.definition.environment), keys(var.definition.secrets)) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "Service '${var.service}': Names in environment and secrets are letters, digits and '_', and don't start with a digit."
  }
  validation {
    condition     = length(setintersection(keys(var.definition.environment), concat(keys(var.definition.secrets), ["PORT"], contains(var.definition.stores, "redis") ? ["REDIS_URL"] : [], contains(var.definition.stores, "documents") ? ["DOCUMENTS_BUCKET"] : []))) == 0 && length(setintersection(keys(var.definition.secrets), ["PORT", "REDIS_URL", "DOCUMENTS_BUCKET"])) == 0
    error_message = "Service '${var.service}': A variable has one source: environment and secrets share no name, and PORT and those of stores (REDIS_URL, DOCUMENTS_BUCKET) are set by themselves."
  }
  validation {
    condition     = var.definition.user == null || can(regex("^[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?$", var.definition.user))
    error_message = "Service '${var.service}': user must be a user, perhaps with a group, as the image knows them: '1000', '1000:1000' or 'app'."
  }
  validation {
    condition     = var.definition.cpu_target_percent >= 10 && var.definition.cpu_target_percent <= 100 && var.definition.requests_target > 0
    error_message = "Service '${var.service}': cpu_target_percent must be from 10 to 100, and requests_target more than 0."
  }
  validation {
    condition     = alltrue([for tag in var.definition.tags : can(regex("^(/.+/|semver:.+|[^ /:]+)$", tag))])
    error_message = "Service '${var.service}': tags holds tags such as 'stable', globs such as 'v*', '/regex/' or 'semver:>=1.2'."
  }
  validation {
    condition     = var.definition.release_days >= 90 && floor(var.definition.release_days) == var.definition.release_days
    error_message = "Service '${var.service}': release_days must be a whole number of at least 90: the live image and the one to roll back to are released ones."
  }
  validation {
    condition     = (var.definition.strategy.kind == "canary" || (var.definition.strategy.percent == null && var.definition.strategy.step_bake == null)) && (var.definition.strategy.kind == "linear" || (var.definition.strategy.step == null && var.definition.strategy.every == null))
    error_message = "Service '${var.service}': strategy.percent and step_bake belong to 'canary', step and every to 'linear'; no other kind has them."
  }
  validation {
    condition     = (var.definition.strategy.percent == null || try(var.definition.strategy.percent >= 0.1 && var.definition.strategy.percent <= 100, false)) && (var.definition.strategy.step == null || try(var.definition.strategy.step >= 3 && var.definition.strategy.step <= 100, false))
    error_message = "Service '${var.service}': strategy.percent must be from 0.1 to 100, and strategy.step from 3 to 100."
  }
  validation {
    condition     = alltrue([for duration in [for d in [var.definition.strategy.bake, var.definition.strategy.step_bake, var.definition.strategy.every] : d if d != null] : can(regex("^([0-9]+d)?([0-9]+h)?([0-9]+m)?$", duration)) && try(sum([for part in regexall("([0-9]+)([dhm])", duration) : tonumber(part[0]) * { d = 1440, h = 60, m = 1 }[part[1]]]) <= 1440, false)])
    error_message = "Service '${var.service}': strategy.bake, step_bake and every are whole minutes and at most a day, such as '10m' or '1h30m': ECS takes no others."
  }
  validation {
    condition     = var.definition.alarms.errors_per_minute >= 0 && var.definition.alarms.p99_seconds > 0 && contains(["wait", "proceed"], var.definition.alarms.on_alarm)
    error_message = "Service '${var.service}': alarms.errors_per_minute must be at least 0, p99_seconds more than 0, and on_alarm 'wait' or 'proceed'."
  }
  validation {
    condition     = var.definition.identity == null || try(startswith(var.definition.identity.path, "/") && var.definition.identity.expression != "" && var.definition.identity.value != "", false)
    error_message = "Service '${var.service}': identity must have a path that starts with '/', an expression and a value, such as '/version', 'digest' and the image's digest."
  }
  validation {
    condition     = alltrue(flatten([for gate in values(var.definition.gates) : [for suite in gate.suites : can(regex("^suites/.+\\.ya?ml$", suite))]]))
    error_message = "Service '${var.service}': A gate's suites are paths such as 'suites/todo.yaml'."
  }
  validation {
    condition     = alltrue([for gate in values(var.definition.gates) : gate.reruns >= 0 && gate.reruns <= 10 && floor(gate.reruns) == gate.reruns])
    error_message = "Service '${var.service}': A gate's reruns must be a whole number from 0 to 10."
  }
  validation {
    condition     = contains(["record", "release"], var.definition.on_template_change) && contains(["queue-latest", "replace", "finish-all"], var.definition.supersede) && contains(["gate", "continue", "reject"], var.definition.on_foreign)
    error_message = "Service '${var.service}': on_template_change must be 'record' or 'release', supersede 'queue-latest', 'replace' or 'finish-all', and on_foreign 'gate', 'continue' or 'reject'."
  }
  validation {
    condition     = length(setsubtract(keys(var.definition.deadlines), ["preflight", "start", "scaleUp", "trafficShift", "rollback", "total"])) == 0
    error_message = "Service '${var.service}': deadlines are 'preflight', 'start', 'scaleUp', 'trafficShift', 'rollback' and 'total'."
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

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[^/]+$", var.cluster.arn)) && endswith(var.cluster.arn, "/${var.cluster.name}")
    error_message = "cluster must hold the ARN of an ECS cluster and its name, as the module 'cluster' gives them."
  }
}

variable "infrastructure_role_arn" {
  description = "The role by which ECS shifts traffic."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.infrastructure_role_arn))
    error_message = "infrastructure_role_arn must be the ARN of an IAM role, as the module 'cluster' gives it."
  }
}

variable "network" {
  description = "Where tasks run: VPC and private subnets."
  type        = object({ vpc_id = string, private_subnet_ids = list(string) })
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.network.vpc_id)) && length(var.network.private_subnet_ids) >= 2 && alltrue([for id in var.network.private_subnet_ids : can(regex("^subnet-[0-9a-z]+$", id))])
    error_message = "network must hold 'vpc_id' ('vpc-…') and in 'private_subnet_ids' at least two subnets ('subnet-…'), each in another zone, as the module 'network' gives them."
  }
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

  validation {
    condition     = can(regex("^app/[A-Za-z0-9-]+/[0-9a-z]+$", var.alb.arn_suffix)) && can(regex("^[^/: ]+$", var.alb.dns_name)) && can(regex("^sg-[0-9a-z]+$", var.alb.security_group_id))
    error_message = "alb must hold the load balancer's arn_suffix ('app/<name>/<id>'), its dns_name and its security_group_id ('sg-…'), as the module 'alb' gives them."
  }
  validation {
    condition     = alltrue([for arn in [var.alb.production_arn, var.alb.test_arn] : can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/.+$", arn))]) && var.alb.production_arn != var.alb.test_arn
    error_message = "alb.production_arn and alb.test_arn must be the ARNs of two listeners."
  }
  validation {
    condition     = var.alb.test_port >= 1 && var.alb.test_port <= 65535 && floor(var.alb.test_port) == var.alb.test_port && var.alb.test_port != 443
    error_message = "alb.test_port must be a whole number from 1 to 65535 and not 443."
  }
}

variable "repository" {
  description = "Its ECR repository, as the module 'registry' gives it."
  type        = object({ name = string, arn = string, url = string })
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecr:[a-z0-9-]+:[0-9]{12}:repository/.+$", var.repository.arn)) && endswith(var.repository.arn, ":repository/${var.repository.name}") && endswith(var.repository.url, "/${var.repository.name}")
    error_message = "repository must hold the ARN, the full name and the address of one ECR repository, as the module 'registry' gives them."
  }
}

variable "stores" {
  description = "The stores there are, as the module 'stores' gives them."
  type = object({
    redis     = optional(object({ security_group_id = string, url_secret_arn = string }))
    documents = optional(object({ bucket = string, arn = string }))
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.stores.redis == null || (can(regex("^sg-[0-9a-z]+$", var.stores.redis.security_group_id)) && can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$", var.stores.redis.url_secret_arn)))
    error_message = "stores.redis must hold a security group ('sg-…') and the ARN of the secret with the cache's address, as the module 'stores' gives them."
  }
  validation {
    condition     = var.stores.documents == null || can(regex("^arn:aws[a-z-]*:s3:::[a-z0-9.-]+$", var.stores.documents.arn))
    error_message = "stores.documents must hold a bucket and its ARN, 'arn:aws:s3:::<bucket>'."
  }
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

  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "alarm_topic_arns holds ARNs of standard SNS topics, 'arn:aws:sns:<region>:<account>:<name>'; alarms can't tell FIFO topics."
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

variable "secret_key_arns" {
  description = "Customer-managed KMS keys of the task's secrets, if any."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.secret_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", arn))])
    error_message = "secret_key_arns holds ARNs of KMS keys, 'arn:aws:kms:<region>:<account>:key/<id>'; an alias stands for nothing in a policy."
  }
}

variable "force_delete" {
  description = "Whether the service is deleted though it runs tasks."
  type        = bool
  default     = false
  nullable    = false
}
