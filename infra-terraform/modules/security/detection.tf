locals {
  trail = "arn:${local.partition}:cloudtrail:${local.region}:${local.account}:trail/${var.name}"
}

# Both are of the whole account: off, unless this environment is alone in it.
resource "aws_guardduty_detector" "this" {
  for_each = var.guardduty ? { this = true } : {}

  enable = true
}

resource "aws_guardduty_detector_feature" "runtime" {
  for_each = aws_guardduty_detector.this

  detector_id = each.value.id
  name        = "RUNTIME_MONITORING"
  status      = "ENABLED"

  additional_configuration {
    name   = "ECS_FARGATE_AGENT_MANAGEMENT"
    status = "ENABLED"
  }
}

module "trail" {
  source   = "../bucket"
  for_each = var.cloudtrail ? { this = true } : {}

  name             = "${var.name}-trail"
  expire_days      = 400
  old_version_days = 30

  grants = [
    {
      sid     = "CloudTrailLooks"
      service = "cloudtrail.amazonaws.com"
      action  = "s3:GetBucketAcl"
      equals  = { "aws:SourceArn" = local.trail }
    },
    {
      sid     = "CloudTrailWrites"
      service = "cloudtrail.amazonaws.com"
      action  = "s3:PutObject"
      path    = "/AWSLogs/${local.account}/*"
      equals  = { "aws:SourceArn" = local.trail, "s3:x-amz-acl" = "bucket-owner-full-control" }
    },
  ]
}

resource "aws_cloudtrail" "this" {
  for_each = module.trail

  name                          = var.name
  s3_bucket_name                = each.value.id
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  depends_on = [module.trail]
}
