output "configuration" {
  description = "Where the deployer reads the tree."
  value = {
    url    = "s3://${aws_s3_bucket.this.id}/${local.folder}"
    bucket = aws_s3_bucket.this.arn
    folder = local.folder
  }
}
