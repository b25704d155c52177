# What Slipway reads about the service: the service file, the template of its task definition, its three parameters.
locals {
  url         = coalesce(var.definition.url, try("https://${var.definition.hosts[0]}", null), "https://none")
  template    = "templates/${var.service}.json"
  environment = merge(var.definition.environment, { PORT = tostring(var.definition.port) }, contains(var.definition.stores, "documents") ? { DOCUMENTS_BUCKET = var.stores.documents.bucket } : {})

  # By the load balancer's own name, whatever DNS says; Host, certificate check and cookies are those of the URL.
  gate_port = { test = var.alb.test_port, step = var.alb.test_port, production = 443 }

  gates = {
    for kind, gate in var.definition.gates : kind => { for key, value in {
      suites   = length(gate.suites) > 0 ? gate.suites : null
      tags     = length(gate.tags) > 0 ? gate.tags : null
      target   = length(gate.suites) > 0 ? { url = local.url, connectTo = "${var.alb.dns_name}:${local.gate_port[kind]}", allowWrites = gate.allow_writes } : null
      smoke    = gate.smoke
      reruns   = gate.reruns
      approval = gate.approval == null ? null : { within = gate.approval }
    } : key => value if value != null }
  }

  strategy = { for key, value in {
    kind     = var.definition.strategy.kind
    bake     = var.definition.strategy.bake
    percent  = var.definition.strategy.percent
    stepBake = var.definition.strategy.step_bake
    step     = var.definition.strategy.step
    every    = var.definition.strategy.every
  } : key => value if value != null }

  service_file = { for key, value in {
    name           = var.service
    service        = aws_ecs_service.this.name
    cluster        = var.cluster.name
    image          = { repository = var.repository.name, tags = var.definition.tags, containers = [local.container] }
    taskDefinition = { template = local.template, onChange = var.definition.on_template_change }
    strategy       = local.strategy
    circuitBreaker = { enabled = true }
    alarms         = { names = sort([for alarm in aws_cloudwatch_metric_alarm.watched : alarm.alarm_name]), onAlarm = var.definition.alarms.on_alarm }
    identity       = var.definition.identity == null ? null : { get = var.definition.identity.path, json = { (var.definition.identity.expression) = var.definition.identity.value } }
    gates          = length(local.gates) > 0 ? local.gates : null
    secrets        = length(var.definition.smoke_secrets) > 0 ? var.definition.smoke_secrets : null
    supersede      = var.definition.supersede
    onForeign      = var.definition.on_foreign
    deadlines      = length(var.definition.deadlines) > 0 ? var.definition.deadlines : null
  } : key => value if value != null }

  # As RegisterTaskDefinition takes it; what stands in dollar and braces is Slipway's to fill in.
  task_definition = {
    family                  = local.full_name
    requiresCompatibilities = ["FARGATE"]
    networkMode             = "awsvpc"
    cpu                     = tostring(var.definition.cpu)
    memory                  = tostring(var.definition.memory)
    executionRoleArn        = aws_iam_role.execution.arn
    taskRoleArn             = aws_iam_role.task.arn
    runtimePlatform         = { cpuArchitecture = var.definition.architecture, operatingSystemFamily = "LINUX" }
    containerDefinitions = [{ for key, value in {
      name                   = local.container
      image                  = "$${image.uri}"
      essential              = true
      readonlyRootFilesystem = var.definition.read_only_root
      user                   = var.definition.user
      stopTimeout            = 30
      portMappings           = [{ containerPort = var.definition.port, hostPort = var.definition.port, protocol = "tcp" }]
      environment            = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
      secrets                = [for name in sort(keys(local.secrets)) : { name = name, valueFrom = local.secrets[name] }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.this.name
          awslogs-region        = local.region
          awslogs-stream-prefix = "app"
        }
      }
    } : key => value if value != null }]
  }
}

# People write these two, the deployer the third. Terraform makes them and never looks again: with anything less than "all"
# the provider puts the value it remembers once more when, say, a description changes, and an old order would be obeyed again.
resource "aws_ssm_parameter" "command" {
  name           = "/${var.prefix}/command/${var.service}"
  description    = "none | promote [release] | rollback [release|tag|digest] [full] | hold [reason] | resume | retry"
  type           = "String"
  insecure_value = "none"

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_ssm_parameter" "admin" {
  name           = "/${var.prefix}/admin/${var.service}"
  description    = "none | deploy <tag|digest> | rollback ... emergency [force <release>] | clear <digest> | detach"
  type           = "String"
  insecure_value = "none"

  lifecycle {
    ignore_changes = all
  }
}

resource "aws_ssm_parameter" "status" {
  name           = "/${var.prefix}/status/${var.service}"
  description    = "The deployer's last five answers; nobody else writes here"
  type           = "String"
  insecure_value = "none"

  lifecycle {
    ignore_changes = all
  }
}
