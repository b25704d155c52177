# The bucket is what bootstrap made: terraform init -backend-config="bucket=…" -backend-config="region=…"
terraform {
  backend "s3" {
    key          = "dev.tfstate"
    encrypt      = true
    use_lockfile = true
  }
}
