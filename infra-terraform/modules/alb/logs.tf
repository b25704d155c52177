data "aws_caller_identity" "this" {}

# Log files are written once and expire; versions of them would be kept for nobody.
module "logs" {
  source = "../bucket"

  name          = "${var.name}-alb-logs"
  force_destroy = !var.deletion_protection
  expire_days   = var.access_log_days

  grants = [{
    sid     = "LoadBalancerWrites"
    service = "logdelivery.elasticloadbalancing.amazonaws.com"
    action  = "s3:PutObject"
    path    = "/alb/AWSLogs/${data.aws_caller_identity.this.account_id}/*"
  }]
}
