output "repositories" {
  description = "By short name: full name, ARN, and the address to push to."
  value = {
    for short, repository in aws_ecr_repository.this : short => {
      name = repository.name
      arn  = repository.arn
      url  = repository.repository_url
    }
  }
}
