output "alb" {
  description = "What services, the deployer and alarms need of the load balancer."
  value = {
    arn               = aws_lb.this.arn
    arn_suffix        = aws_lb.this.arn_suffix
    dns_name          = aws_lb.this.dns_name
    zone_id           = aws_lb.this.zone_id
    security_group_id = aws_security_group.this.id
    production_arn    = aws_lb_listener.this["production"].arn
    test_arn          = aws_lb_listener.this["test"].arn
    test_port         = var.test_port
  }
}
