output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "One for each zone; for the load balancer and the NAT gateways only."
  value       = [for zone in local.zones : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "One for each zone; for tasks and caches."
  value       = [for zone in local.zones : aws_subnet.private[zone].id]
}

output "nat_addresses" {
  description = "Public addresses that private tasks are seen with, by zone; empty without NAT."
  value       = { for zone, address in aws_eip.nat : zone => address.public_ip }
}
