# The ruleset that is built in, all of it.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# Files are cut by purpose (traffic, roles, alarms), so a module has more than main, variables and outputs.
rule "terraform_standard_module_structure" {
  enabled = false
}
