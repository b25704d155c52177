output "configuration" {
  description = "Where the deployer reads the tree."
  value = {
    url    = "s3://${module.bucket.id}/${local.folder}"
    bucket = module.bucket.arn
    folder = local.folder
  }
}
