provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "slipway", Environment = "prod", ManagedBy = "terraform" }
  }
}

module "platform" {
  source = "../../modules/platform"

  name             = "slipway-prod"
  deployer_image   = var.deployer_image
  suites_directory = "${path.module}/../../config"
  certificate      = var.certificate_arn != null ? { arn = var.certificate_arn } : { domain = var.host, zone_id = var.zone_id }
  alarm_emails     = var.alarm_emails
  trusted          = var.trusted

  az_count           = 2
  log_retention_days = 90
  redis              = {}
  documents          = true

  # Another service is another block.
  services = {
    web = {
      port     = 8080
      priority = 200
      hosts    = [var.host]
      cpu      = 512
      memory   = 1024
      min      = 2
      max      = 8
      tags     = ["v*"]
      identity = { path = "/version", expression = "digest", value = "$${image.digest}" }
      gates = {
        test       = { suites = ["suites/web.yaml"], approval = "4h" }
        production = { suites = ["suites/web.yaml"], tags = ["critical"], smoke = "3m" }
      }
    }

    ask = {
      port          = 8081
      priority      = 100
      hosts         = [var.host]
      paths         = ["/ask", "/now"]
      cpu           = 256
      memory        = 512
      min           = 2
      max           = 6
      environment   = { GREETING = "hello" }
      stores        = ["redis", "documents"]
      tags          = ["semver:>=1.0"]
      strategy      = { kind = "canary", percent = 5, step_bake = "10m", bake = "30m" }
      smoke_secrets = { askToken = "ssm:/slipway-prod/ask/smoke-token" }
      deadlines     = { scaleUp = "20m" }
      gates = {
        test       = { suites = ["suites/ask.yaml"] }
        step       = { suites = ["suites/ask.yaml"], tags = ["critical"], smoke = "3m", reruns = 2 }
        production = { suites = ["suites/ask.yaml"], tags = ["critical"], smoke = "3m" }
      }
    }
  }
}
