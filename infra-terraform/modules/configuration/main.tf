locals {
  folder = "config"
}

# Old versions tell who changed what, and when: this is code that runs with the roles of the services.
module "bucket" {
  source = "../bucket"

  name             = "${var.name}-config"
  force_destroy    = var.force_destroy
  old_version_days = 365
}

# What service files refer to is written before them, and deleted after them: the deployer reads a tree at any time.
resource "aws_s3_object" "part" {
  for_each = { for path, content in var.files : path => content if !startswith(path, "services/") }

  bucket       = module.bucket.id
  key          = "${local.folder}/${each.key}"
  content      = each.value
  content_type = endswith(each.key, ".json") ? "application/json" : "application/yaml"

  depends_on = [module.bucket]
}

resource "aws_s3_object" "service" {
  for_each = { for path, content in var.files : path => content if startswith(path, "services/") }

  bucket       = module.bucket.id
  key          = "${local.folder}/${each.key}"
  content      = each.value
  content_type = "application/yaml"

  depends_on = [aws_s3_object.part]
}
