data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

locals {
  full_name = "${var.name}-${var.service}"
  container = "app"
  account   = data.aws_caller_identity.this.account_id
  region    = data.aws_region.this.region
  partition = data.aws_partition.this.partition

  # What the placeholder serves: the health path as a file, without its query.
  health_file = replace(var.definition.health_path, "/[?].*$/", "")
  placeholder = endswith(local.health_file, "/") ? "${local.health_file}index.html" : local.health_file
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/slipway/${var.name}/${var.service}"
  retention_in_days = var.log_retention_days
}

# The first revision and nothing more: the placeholder, so that ECS has brought the service up once before the first push.
# What releases run is rendered from the template that stands beside the service file.
resource "aws_ecs_task_definition" "placeholder" {
  family                   = local.full_name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.definition.cpu
  memory                   = var.definition.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  runtime_platform {
    cpu_architecture        = var.definition.architecture
    operating_system_family = "LINUX"
  }

  volume {
    name = "www"
  }

  container_definitions = jsonencode([{
    name                   = local.container
    image                  = var.placeholder_image
    essential              = true
    readonlyRootFilesystem = true
    command = ["sh", "-c", join(" && ", [
      "mkdir -p '/www${dirname(local.placeholder)}'",
      "echo 'nothing was released yet' > '/www${local.placeholder}'",
      "exec httpd -f -p ${var.definition.port} -h /www",
    ])]
    portMappings = [{ containerPort = var.definition.port, hostPort = var.definition.port, protocol = "tcp" }]
    mountPoints  = [{ sourceVolume = "www", containerPath = "/www", readOnly = false }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = local.region
        awslogs-stream-prefix = "placeholder"
      }
    }
  }])
}

resource "aws_ecs_service" "this" {
  name                              = var.service
  cluster                           = var.cluster.arn
  task_definition                   = aws_ecs_task_definition.placeholder.arn
  desired_count                     = var.definition.min
  launch_type                       = "FARGATE"
  platform_version                  = "LATEST"
  propagate_tags                    = "SERVICE"
  enable_ecs_managed_tags           = true
  availability_zone_rebalancing     = "ENABLED"
  health_check_grace_period_seconds = var.definition.grace_seconds
  force_delete                      = var.force_delete
  # With a pause hook in place the provider would wait for a person, and then fail.
  wait_for_steady_state = false

  deployment_controller {
    type = "ECS"
  }

  # For the first deployment only, without hooks: nobody would answer them for the placeholder.
  deployment_configuration {
    strategy             = "BLUE_GREEN"
    bake_time_in_minutes = 0
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this["blue"].arn
    container_name   = local.container
    container_port   = var.definition.port

    advanced_configuration {
      alternate_target_group_arn = aws_lb_target_group.this["green"].arn
      production_listener_rule   = aws_lb_listener_rule.this["production"].arn
      test_listener_rule         = aws_lb_listener_rule.this["test"].arn
      role_arn                   = var.infrastructure_role_arn
    }
  }

  network_configuration {
    subnets          = var.network.private_subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  lifecycle {
    ignore_changes = [
      task_definition,                    # the deployer registers a revision for each release
      desired_count,                      # autoscaling counts
      deployment_configuration,           # the deployer sends strategy, bake and hooks with every UpdateService …
      deployment_circuit_breaker,         # … and these, which are parts of the same object of the API
      deployment_maximum_percent,         #
      deployment_minimum_healthy_percent, #
      alarms,                             #
      load_balancer,                      # sending it starts a deployment, which would not alternate the target groups
    ]
  }

  # Its tasks can't pull or log without it; and a service outlives the right to be drained otherwise.
  depends_on = [aws_iam_role_policy.execution]
}
