variable "name" {
  description = "Prefix of all names, such as 'slipway-dev'."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 12 lower-case letters, digits and '-', so that names of load balancers and target groups stay within 32."
  }
}

variable "files" {
  description = "The whole configuration tree, path to content."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for path in keys(var.files) : can(regex("^(services/[^/]+\\.yaml|suites/.+\\.ya?ml|schemas/.+\\.json|templates/[^/]+\\.json)$", path))])
    error_message = "Files lie under 'services/' (.yaml), 'suites/' (.yaml), 'schemas/' (.json) or 'templates/' (.json); the deployer reads no others."
  }
}

variable "force_destroy" {
  description = "Whether the bucket may be deleted with all versions of its objects."
  type        = bool
  default     = false
  nullable    = false
}
