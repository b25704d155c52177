locals {
  folder = "config"
}

resource "aws_s3_bucket" "this" {
  bucket_prefix = "${var.name}-config-"
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# Who changed what, and when: this is code that runs with the roles of the services.
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 365
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]
    resources = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.this.json
}

# What service files refer to is written before them, and deleted after them: the deployer reads a tree at any time.
resource "aws_s3_object" "part" {
  for_each = { for path, content in var.files : path => content if !startswith(path, "services/") }

  bucket       = aws_s3_bucket.this.id
  key          = "${local.folder}/${each.key}"
  content      = each.value
  content_type = endswith(each.key, ".json") ? "application/json" : "application/yaml"

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_object" "service" {
  for_each = { for path, content in var.files : path => content if startswith(path, "services/") }

  bucket       = aws_s3_bucket.this.id
  key          = "${local.folder}/${each.key}"
  content      = each.value
  content_type = "application/yaml"

  depends_on = [aws_s3_object.part]
}
