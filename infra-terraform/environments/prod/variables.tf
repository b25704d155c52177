variable "region" {
  description = "AWS Region of the environment; the deployer works in this one only."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be a Region such as 'eu-central-1'."
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

variable "host" {
  description = "Host by which users call the services."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.host))
    error_message = "host must be a name such as 'todo.example.com'."
  }
}

variable "zone_id" {
  description = "Route 53 zone of the host; the certificate and the record are made in it. Null if certificate_arn is given."
  type        = string
  default     = null

  validation {
    condition     = var.zone_id == null || can(regex("^Z[0-9A-Z]{1,31}$", var.zone_id))
    error_message = "zone_id must be the id of a Route 53 zone, 'Z…', or null."
  }
}

variable "certificate_arn" {
  description = "Certificate of the host, if it is not to be made. The host's record is then one's own affair."
  type        = string
  default     = null

  validation {
    condition     = (var.certificate_arn == null) != (var.zone_id == null)
    error_message = "Give either certificate_arn, for a certificate that there is, or zone_id, to have one made."
  }
  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate, 'arn:aws:acm:<region>:<account>:certificate/<id>', or null."
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
  description = "ARNs of principals who may take the roles of pusher, promoter and administrator."
  type = object({
    pusher        = optional(list(string), [])
    promoter      = optional(list(string), [])
    administrator = optional(list(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for arn in concat(var.trusted.pusher, var.trusted.promoter, var.trusted.administrator) : can(regex("^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:.+$", arn))])
    error_message = "trusted holds ARNs of users, roles or accounts, such as 'arn:aws:iam::123456789012:role/on-call', and never '*'."
  }
}
