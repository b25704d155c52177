variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
  validation {
    condition     = !can(regex("^(aws|ssm|internal-)", var.name))
    error_message = "name can't start with 'aws' or 'ssm', which Parameter Store keeps for itself, nor with 'internal-', which load balancers can't be called."
  }
}

variable "deployer_image" {
  description = "Image of the deployer in ECR, pinned by digest or by a tag other than 'latest'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.[^/]+/[^:@]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.deployer_image)) && !endswith(var.deployer_image, ":latest")
    error_message = "deployer_image must be '<account>.dkr.ecr.<region>.amazonaws.com/<name>' with '@sha256:…' or a tag other than 'latest'."
  }
}

variable "deployer" {
  description = "Size of the deployer: tasks, CPU units and MiB of a task, services looked at at once."
  type = object({
    tasks        = optional(number, 2)
    cpu          = optional(number, 512)
    memory       = optional(number, 1024)
    concurrency  = optional(number, 8)
    architecture = optional(string, "X86_64")
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.deployer.tasks >= 2 && var.deployer.tasks <= 10 && floor(var.deployer.tasks) == var.deployer.tasks
    error_message = "deployer.tasks must be a whole number from 2 to 10: with one, its end would be a pause for everybody."
  }
  validation {
    condition = contains(try({
      256 = [512, 1024, 2048], 512 = range(1024, 4097, 1024), 1024 = range(2048, 8193, 1024), 2048 = range(4096, 16385, 1024), 4096 = range(8192, 30721, 1024)
    }[var.deployer.cpu], []), var.deployer.memory)
    error_message = "deployer.cpu and deployer.memory must be a size that Fargate has: 256, 512, 1024, 2048 or 4096 units, and from twice to eight times that in MiB, in whole GiB from 1024 on."
  }
  validation {
    condition     = var.deployer.concurrency >= 1 && var.deployer.concurrency <= 64 && floor(var.deployer.concurrency) == var.deployer.concurrency
    error_message = "deployer.concurrency must be a whole number from 1 to 64."
  }
  validation {
    condition     = contains(["X86_64", "ARM64"], var.deployer.architecture)
    error_message = "deployer.architecture must be 'X86_64' or 'ARM64'."
  }
}

variable "services" {
  description = "The services by name. A block here is all that a new one needs; modules/service explains each key."
  nullable    = false
  type = map(object({
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
  }))

  validation {
    condition     = length(var.services) >= 1
    error_message = "services must have at least one: without any there is nothing to deploy."
  }
  validation {
    condition     = length(distinct([for service in values(var.services) : service.priority])) == length(var.services)
    error_message = "Each service needs a priority of its own: rules of one listener can't share one."
  }
  validation {
    condition     = !contains(keys(var.services), "deployer")
    error_message = "No service can be called 'deployer': that one is Slipway's."
  }
  validation {
    condition     = length(var.services) <= 45
    error_message = "At most 45 services: each takes two of the 100 target groups that a load balancer may have by default."
  }
}

variable "suites_directory" {
  description = "Directory that holds 'suites/' and 'schemas/', which gates refer to."
  type        = string
  nullable    = false

  validation {
    condition     = length(try(fileset(var.suites_directory, "**"), [])) >= 1
    error_message = "suites_directory must be a directory with 'suites/' in it, such as that of this repository, 'config'; there is none, or nothing in it."
  }
}

variable "cidr" {
  description = "Address range of the VPC."
  type        = string
  default     = "10.20.0.0/16"
  nullable    = false
}

variable "az_count" {
  description = "Number of availability zones."
  type        = number
  default     = 2
  nullable    = false
}

variable "egress" {
  description = "How tasks reach AWS: 'nat' or 'endpoints'."
  type        = string
  default     = "nat"
  nullable    = false

  validation {
    condition     = var.egress != "endpoints" || var.internal
    error_message = "With egress = 'endpoints' the load balancer must be internal: the deployer could not reach the public addresses of another one, to test through it."
  }
  validation {
    condition     = var.egress != "endpoints" || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.", var.placeholder_image))
    error_message = "With egress = 'endpoints' no public registry can be reached: name a copy of the placeholder in the account's own ('<account>.dkr.ecr.<region>.amazonaws.com/…') as placeholder_image."
  }
}

variable "single_nat" {
  description = "One NAT gateway for all zones."
  type        = bool
  default     = false
  nullable    = false
}

variable "extra_endpoints" {
  description = "With egress = 'endpoints': further interface endpoints by short name."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "internal" {
  description = "Whether the load balancer has private addresses only."
  type        = bool
  default     = false
  nullable    = false
}

variable "users" {
  description = "Address ranges that may call the services."
  type        = set(string)
  default     = ["0.0.0.0/0"]
  nullable    = false
}

variable "certificate" {
  description = "'arn' of a certificate, or 'domain' and 'zone_id' to make one."
  type = object({
    arn               = optional(string)
    domain            = optional(string)
    alternative_names = optional(set(string), [])
    zone_id           = optional(string)
  })
  nullable = false
}

variable "placeholder_image" {
  description = "Image that new services start on."
  type        = string
  default     = "public.ecr.aws/docker/library/busybox:1.37.0"
  nullable    = false
}

variable "redis" {
  description = "The cache, if services use one."
  type = object({
    node_type      = optional(string, "cache.t4g.small")
    engine_version = optional(string, "8.0")
    nodes          = optional(number, 2)
    snapshot_days  = optional(number, 7)
    auth_version   = optional(number, 1)
  })
  default = null

  validation {
    condition     = var.redis != null || !anytrue([for service in values(var.services) : contains(service.stores, "redis")])
    error_message = "A service uses the store 'redis', and there is none: set redis = {}."
  }
}

variable "documents" {
  description = "Whether there is a bucket of documents."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = var.documents || !anytrue([for service in values(var.services) : contains(service.stores, "documents")])
    error_message = "A service uses the store 'documents', and there is none: set documents = true."
  }
}

variable "alarm_emails" {
  description = "Who is told of alarms and of releases that ended badly."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+$", email))])
    error_message = "alarm_emails holds addresses such as 'on-call@example.com'."
  }
}

variable "trusted" {
  description = "Who may take the roles of pusher, promoter and administrator."
  type = object({
    pusher        = optional(list(string), [])
    promoter      = optional(list(string), [])
    administrator = optional(list(string), [])
  })
  default  = {}
  nullable = false
}

variable "secret_key_arns" {
  description = "Customer-managed KMS keys of the secrets that tasks or smoke tests use."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "waf" {
  description = "A web application firewall; null makes none."
  type = object({
    requests_per_five_minutes = optional(number, 2000)
    log_retention_days        = optional(number, 30)
  })
  default = null
}

variable "guardduty" {
  description = "GuardDuty with runtime monitoring; of the whole account."
  type        = bool
  default     = false
  nullable    = false
}

variable "cloudtrail" {
  description = "CloudTrail; of the whole account."
  type        = bool
  default     = false
  nullable    = false
}

variable "log_retention_days" {
  description = "How long logs of tasks are kept, in days."
  type        = number
  default     = 30
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether load balancer, tables, buckets, repositories and services refuse to be deleted with what is in them."
  type        = bool
  default     = true
  nullable    = false
}
