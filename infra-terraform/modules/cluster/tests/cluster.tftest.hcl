provider "aws" {
  # Never a real account: with the real provider these tests fail instead of creating something.
  region                      = "eu-central-1"
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

variables {
  name = "slipway-t"
}

run "only_ecs_may_shift_traffic_and_only_here" {
  command = apply

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.infrastructure_trust.json).Statement[0].Principal.Service == "ecs.amazonaws.com"
    error_message = "somebody else may take the role"
  }
  assert {
    condition     = alltrue([for s in jsondecode(data.aws_iam_policy_document.infrastructure.json).Statement : s.Resource != "*" || s.Sid == "Look"])
    error_message = "only looking has no resource level"
  }
  assert {
    condition     = one([for s in jsondecode(data.aws_iam_policy_document.infrastructure.json).Statement : s.Resource if s.Sid == "Rules"]) == "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/slipway-t/*/*/*"
    error_message = "the role reaches rules of another load balancer"
  }
}
