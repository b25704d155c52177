variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "repositories" {
  description = "Repositories by short name; the full name is '<name>/<short name>'."
  type = map(object({
    release_tags     = optional(list(string), ["v*"])                    # kept for release_days, whatever else the image is tagged
    release_days     = optional(number, 3650)                            # days after the push; what runs and what a rollback needs must be younger
    scratch_tags     = optional(list(string), ["sha-*", "pr-*", "ci-*"]) # of builds that are not released
    scratch_count    = optional(number, 50)                              # of which that many are kept
    untagged_days    = optional(number, 7)
    mutable_patterns = optional(list(string), []) # tags that may be moved, such as "latest"; none of them should be released
  }))
  nullable = false

  validation {
    condition     = alltrue([for short in keys(var.repositories) : can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", short))])
    error_message = "A repository's short name has lower-case letters and digits, with '.', '_' or '-' between them."
  }
  validation {
    condition     = alltrue([for r in values(var.repositories) : length(setintersection(r.release_tags, r.scratch_tags)) == 0])
    error_message = "A tag pattern can't be both in release_tags and in scratch_tags: what is released must not be counted away."
  }
  validation {
    condition     = alltrue(flatten([for r in values(var.repositories) : [for pattern in concat(r.release_tags, r.scratch_tags) : can(regex("^[a-zA-Z0-9_.*-]+$", pattern)) && length(regexall("[*]", pattern)) <= 4]]))
    error_message = "ECR's patterns are letters, digits, '.', '_', '-' and at most four '*'; a /regex/ or semver: policy of a service has to be written as such a pattern here."
  }
  validation {
    condition     = alltrue([for r in values(var.repositories) : r.release_days >= 90 && r.scratch_count >= 1 && r.untagged_days >= 1])
    error_message = "release_days must be at least 90 (the live image and the one to roll back to are released ones), scratch_count and untagged_days at least 1."
  }
  validation {
    condition     = alltrue([for short in keys(var.repositories) : length(short) <= 200])
    error_message = "A repository's short name has at most 200 characters: with the prefix ECR takes 256."
  }
  validation {
    condition     = alltrue(flatten([for r in values(var.repositories) : [for n in [r.release_days, r.scratch_count, r.untagged_days] : floor(n) == n]]))
    error_message = "release_days, scratch_count and untagged_days are whole numbers."
  }
  validation {
    condition     = alltrue(flatten([for r in values(var.repositories) : [for pattern in r.mutable_patterns : can(regex("^[a-zA-Z0-9_.*-]{1,128}$", pattern)) && length(regexall("[*]", pattern)) <= 2]])) && alltrue([for r in values(var.repositories) : length(r.mutable_patterns) <= 5])
    error_message = "mutable_patterns holds at most five patterns of letters, digits, '.', '_', '-' and at most two '*'."
  }
}

variable "force_delete" {
  description = "Whether a repository may be deleted together with its images."
  type        = bool
  default     = false
  nullable    = false
}
