variable "name" {
  description = "How the bucket's name begins, such as 'slipway-dev-config'; AWS adds the rest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,34}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 36 lower-case letters, digits and '-': S3 takes prefixes up to 37 characters."
  }
}

variable "force_destroy" {
  description = "Whether the bucket may be deleted with all that is in it."
  type        = bool
  default     = false
  nullable    = false
}

variable "expire_days" {
  description = "How long an object stays, in days; null keeps it."
  type        = number
  default     = null

  validation {
    condition     = var.expire_days == null || try(var.expire_days >= 1 && floor(var.expire_days) == var.expire_days, false)
    error_message = "expire_days must be a whole number of days, at least 1, or null."
  }
}

variable "old_version_days" {
  description = "How long overwritten and deleted objects stay, in days; null keeps no versions."
  type        = number
  default     = null

  validation {
    condition     = var.old_version_days == null || try(var.old_version_days >= 1 && floor(var.old_version_days) == var.old_version_days, false)
    error_message = "old_version_days must be a whole number of days, at least 1, or null."
  }
}

variable "grants" {
  description = "What services of AWS may do here: an action on the bucket, or with 'path' on the objects below it, if all of 'equals' hold."
  type = list(object({
    sid     = string
    service = string
    action  = string
    path    = optional(string, "")
    equals  = optional(map(string), {})
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for grant in var.grants : can(regex("^[a-z]+\\.([a-z]+\\.)?amazonaws\\.com$", grant.service)) && startswith(grant.action, "s3:") && can(regex("^(|/.+)$", grant.path))])
    error_message = "Each of grants must name a service such as 'cloudtrail.amazonaws.com', an action such as 's3:PutObject', and a path that is empty or begins with '/'."
  }
}
