module "documents" {
  source   = "../bucket"
  for_each = var.documents ? { this = true } : {}

  name             = "${var.name}-documents"
  force_destroy    = !var.deletion_protection
  old_version_days = 90
}
