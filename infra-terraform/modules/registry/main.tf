resource "aws_ecr_repository" "this" {
  #checkov:skip=CKV_AWS_51:immutable unless mutable_patterns says otherwise, which checkov can't tell
  for_each = var.repositories

  name                 = "${var.name}/${each.key}"
  image_tag_mutability = length(each.value.mutable_patterns) == 0 ? "IMMUTABLE" : "IMMUTABLE_WITH_EXCLUSION"
  force_delete         = var.force_delete

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = toset(each.value.mutable_patterns)
    content {
      filter      = image_tag_mutability_exclusion_filter.value
      filter_type = "WILDCARD"
    }
  }

  encryption_configuration {
    encryption_type = "KMS"
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

# By class of tag and not "keep the last hundred": ECR does not know what runs, and on a busy repository the live image is
# soon the hundred-and-first. An image that a rule has matched by its tags is out of reach of the rules after it, so the
# first rule also keeps released images from being counted as builds.
resource "aws_ecr_lifecycle_policy" "this" {
  for_each = var.repositories

  repository = aws_ecr_repository.this[each.key].name
  policy = jsonencode({
    rules = concat(
      [for index, pattern in each.value.release_tags : {
        rulePriority = index + 1
        description  = "released: ${pattern}"
        selection    = { tagStatus = "tagged", tagPatternList = [pattern], countType = "sinceImagePushed", countUnit = "days", countNumber = each.value.release_days }
        action       = { type = "expire" }
      }],
      [for index, pattern in each.value.scratch_tags : {
        rulePriority = 100 + index
        description  = "builds: ${pattern}"
        selection    = { tagStatus = "tagged", tagPatternList = [pattern], countType = "imageCountMoreThan", countNumber = each.value.scratch_count }
        action       = { type = "expire" }
      }],
      [{
        rulePriority = 900
        description  = "untagged"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = each.value.untagged_days }
        action       = { type = "expire" }
      }],
    )
  })
}
