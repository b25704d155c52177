variable "region" {
  description = "AWS Region of the state bucket and of the deployer's repository."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be a Region such as 'eu-central-1'."
  }
}

variable "name" {
  description = "Prefix of names that belong to the account and not to an environment."
  type        = string
  default     = "slipway"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name must have 3 to 20 lower-case letters, digits and '-'."
  }
}

variable "environments" {
  description = "Names of the environments of this account. CI may push to their repositories, '<environment>/*'."
  type        = set(string)
  default     = ["slipway-dev"]
  nullable    = false

  validation {
    condition     = length(var.environments) >= 1 && alltrue([for name in var.environments : can(regex("^[a-z][a-z0-9-]{1,10}[a-z0-9]$", name))])
    error_message = "environments must hold at least one name of 3 to 12 lower-case letters, digits and '-', as the environment itself has it."
  }
}

variable "ci_subjects" {
  description = "Which runs of GitHub Actions may push, as the token's subject names them: 'repo:<owner>/<name>:ref:refs/heads/main' or 'repo:<owner>/<name>:environment:<environment>'. Empty makes neither provider nor role."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for subject in var.ci_subjects : can(regex("^repo:[^:*/]+/[^:*]+:(ref:refs/(heads|tags)/|environment:)[^*]+[*]?$", subject))])
    error_message = "ci_subjects names one repository and a branch, tag or environment each, such as 'repo:acme/todo:ref:refs/heads/main'; a '*' may stand at the very end only."
  }
}

variable "oidc_provider_arn" {
  description = "The account's provider for GitHub's tokens, if there is one: an account can have only one. Null makes it."
  type        = string
  default     = null

  validation {
    condition     = var.oidc_provider_arn == null || can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com$", var.oidc_provider_arn))
    error_message = "oidc_provider_arn must be 'arn:aws:iam::<account>:oidc-provider/token.actions.githubusercontent.com', or null to have it made."
  }
}
