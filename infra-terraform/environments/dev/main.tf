provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "slipway", Environment = "dev", ManagedBy = "terraform" }
  }
}

# Cheaper than production, and quick to destroy: one NAT gateway, no cache, nothing protected against deletion.
module "platform" {
  source = "../../modules/platform"

  name             = "slipway-dev"
  deployer_image   = var.deployer_image
  suites_directory = "${path.module}/../../config"
  certificate      = var.certificate_arn != null ? { arn = var.certificate_arn } : { domain = var.host, zone_id = var.zone_id }
  alarm_emails     = var.alarm_emails
  trusted          = var.trusted

  single_nat          = true
  deletion_protection = false
  log_retention_days  = 7

  # Another service is another block.
  services = {
    web = {
      port     = 8080
      priority = 200
      hosts    = [var.host]
      cpu      = 256
      memory   = 512
      min      = 2
      max      = 4
      tags     = ["v*", "sha-*"]
      strategy = { bake = "2m" }
      identity = { path = "/version", expression = "digest", value = "$${image.digest}" }
      gates = {
        test       = { suites = ["suites/web.yaml"] }
        production = { suites = ["suites/web.yaml"], tags = ["critical"], smoke = "2m" }
      }
    }
  }
}
