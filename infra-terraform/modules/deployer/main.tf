data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  full_name = "${var.name}-deployer"
  http_port = 8080

  # All of the deployer's settings. It refuses to start with one that it does not know.
  environment = {
    SLIPWAY_PREFIX      = var.prefix
    SLIPWAY_QUEUE_URL   = var.queue.url
    SLIPWAY_TABLE       = var.journal.name
    SLIPWAY_CONFIG      = var.configuration.url
    SLIPWAY_HTTP_PORT   = tostring(local.http_port)
    SLIPWAY_CONCURRENCY = tostring(var.concurrency)
    AWS_REGION          = data.aws_region.this.region
  }

  # What operators' commands take from the parameter, so that they need SLIPWAY_PREFIX alone.
  shared = {
    queueUrl = var.queue.url
    table    = var.journal.name
    config   = var.configuration.url
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/slipway/${var.name}/deployer"
  retention_in_days = var.log_retention_days
}

resource "aws_ssm_parameter" "shared" {
  name           = "/${var.prefix}/deployer"
  description    = "Where operators' commands find the deployer's queue, table and configuration"
  type           = "String"
  insecure_value = jsonencode(local.shared)
}

# For all services at once: hold and resume. Terraform makes it and never looks again.
resource "aws_ssm_parameter" "all" {
  name           = "/${var.prefix}/command/all"
  description    = "none | hold [reason] | resume, for every service"
  type           = "String"
  insecure_value = "none"

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_security_group" "this" {
  name        = local.full_name
  description = "Deployers of ${var.name}"
  vpc_id      = var.network.vpc_id
}

# Nothing comes in: its HTTP port is for the health check inside the task.
resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = { https = 443, test = var.test_port }

  security_group_id = aws_security_group.this.id
  description       = each.key == "https" ? "AWS, and the production listener" : "test listener"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.full_name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    cpu_architecture        = var.architecture
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode([{
    name                   = "deployer"
    image                  = var.image
    essential              = true
    readonlyRootFilesystem = true
    stopTimeout            = 30
    environment            = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
    portMappings           = [{ containerPort = local.http_port, hostPort = local.http_port, protocol = "tcp" }]
    # Alive, not ready: a deployer that waits for the journal must not be killed for it.
    healthCheck = {
      command     = ["CMD-SHELL", "bash -c 'exec 3<>/dev/tcp/127.0.0.1/${local.http_port} && printf \"GET /healthz HTTP/1.0\\r\\n\\r\\n\" >&3 && grep -q \"200 OK\" <&3'"]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 30
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = data.aws_region.this.region
        awslogs-stream-prefix = "deployer"
      }
    }
  }])
}

# Terraform owns all of it: nobody deploys the deployer but who changes its image here.
resource "aws_ecs_service" "this" {
  name                               = "deployer"
  cluster                            = var.cluster.arn
  task_definition                    = aws_ecs_task_definition.this.arn
  desired_count                      = var.tasks
  launch_type                        = "FARGATE"
  platform_version                   = "LATEST"
  propagate_tags                     = "SERVICE"
  enable_ecs_managed_tags            = true
  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  # Its image may be pushed after it.
  wait_for_steady_state = false

  deployment_controller {
    type = "ECS"
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.network.private_subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  depends_on = [aws_iam_role_policy.execution, aws_iam_role_policy.task]
}

# The deployers ask their queue without a pause, and each question is counted. So this hears them without their help: no
# question for three minutes, or no data at all, and nobody is there. That is less than half of the shortest hook's timeout
# (five minutes and a smoke run), after which ECS rolls a release back by itself.
resource "aws_cloudwatch_metric_alarm" "heartbeat" {
  alarm_name          = "${local.full_name}-heartbeat"
  alarm_description   = "No deployer asks the queue '${var.queue.name}': nothing is released, and gates time out"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 3
  datapoints_to_alarm = 3
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns

  metric_query {
    id          = "asked"
    label       = "questions to the queue"
    expression  = "FILL(empty,0)+FILL(received,0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { empty = "NumberOfEmptyReceives", received = "NumberOfMessagesReceived" }
    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 60
        dimensions  = { QueueName = var.queue.name }
      }
    }
  }
}
