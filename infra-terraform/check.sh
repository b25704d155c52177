#!/usr/bin/env bash
# Checks all of the Terraform without an AWS account. What can't be had on this machine is skipped, and said so in capitals.
#   check.sh           all checks
#   check.sh golden    writes environments/prod/tests/golden anew; read the diff
# TF_OFFLINE names a directory with a stand-in for the provider (tf.sh, schema.json, check-iam.mjs). With it modules are tested
# without the provider's registry; without it they are validated by the real provider, and not tested: a test applies, and
# with the real provider it would have to make what it tests.
set -uo pipefail
cd "$(dirname "$0")"
here=$PWD
offline=${TF_OFFLINE:-}
[ -z "$offline" ] || offline=$(cd "$here/.." && cd "$offline" && pwd) || exit 2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/slipway-infra
export LC_ALL=C.UTF-8 CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
checkov=3.3.30
tflint=0.64.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/infra-terraform
failed=0 skipped=0

check() { # name, command...: runs it, says how it went and how long it took, shows its output if it failed
  local name=$1 log start=$SECONDS
  shift
  log=$(mktemp -p "$work")
  if "$@" >"$log" 2>&1; then printf 'ok      %-44s %3d s  %s\n' "$name" $((SECONDS - start)) "$(grep -E '^(Success! [0-9]|[0-9]+ (actions|files|of)|Passed checks)' "$log" | tail -n 1)"
  else
    printf 'FAILED  %-44s %3d s\n' "$name" $((SECONDS - start))
    grep -vE 'dev_overrides|^$' "$log" | tail -n 60 | sed 's/^/        /'
    return 1
  fi
}
must() { check "$@" || failed=$((failed + 1)); }
skip() { printf 'SKIPPED %s: %s\n' "$1" "$2"; skipped=$((skipped + 1)); }

# A copy, so that nothing is left beside the sources, and the environments can do without their backend.
copy() {
  mkdir -p "$tree" "$work/deployer/src/test/resources/aws"
  cp -r "$here/." "$tree"
  cp "$here"/../deployer/src/test/resources/aws/iam-actions.txt "$work/deployer/src/test/resources/aws/"
  find "$tree" -name .terraform -prune -exec rm -rf {} +
}
roots() { # longest first
  printf '%s\n' modules/service modules/platform environments/prod modules/network
  (cd "$here" && printf '%s\n' bootstrap environments/* modules/* | grep -vE '^(modules/(service|platform|network)|environments/prod)$')
}

tf() { "$offline/tf.sh" "$@"; }
one_offline() { check "validate and test: $1" bash -c '"$0/tf.sh" "$1" validate -no-color && "$0/tf.sh" "$1" test -no-color' "$offline" "$tree/$1"; }
one_real() { check "init and validate: $1" bash -c 'terraform -chdir="$0" init -backend=false -input=false -no-color && terraform -chdir="$0" validate -no-color' "$tree/$1"; }
export -f check one_offline one_real
export offline tree work

prepare_offline() {
  export TF_OFFLINE_HOME=$cache/tf-offline TF_OFFLINE_SCHEMA=$work/schema.json
  python3 "$here/tools/small-schema.py" "$offline/schema.json" "$here" "$TF_OFFLINE_SCHEMA"
  # Fetches what the stand-in needs, once and not by two at a time.
  tf "$tree/modules/cluster" validate -no-color
}

# Makes a root in the copy, with the values of its example, and leaves its state and outputs in $work.
made() {
  local root=$1 name=${1//\//-}
  shift
  rm -f "$tree/$root/backend.tf"
  [ ! -f "$tree/$root/terraform.tfvars.example" ] || cp "$tree/$root/terraform.tfvars.example" "$tree/$root/terraform.tfvars"
  tf "$tree/$root" apply -no-color -auto-approve -input=false "$@" &&
    tf "$tree/$root" show -no-color -json >"$work/$name.json" && tf "$tree/$root" output -no-color -json >"$work/$name-outputs.json"
}
# Made twice, the second time with nothing to do.
settles() {
  local root=$1
  shift
  made "$root" "$@" && tf "$tree/$root" plan -no-color -input=false -detailed-exitcode "$@"
}
iam() { # a warning is a failure too, unless tools/iam-exceptions.txt has it with a reason
  node "$cache/tf-offline/check-iam.mjs" <"$work/$1.json" >"$work/$1.iam" || { cat "$work/$1.iam"; return 1; }
  local unknown
  unknown=$(grep '^WARN' "$work/$1.iam" | grep -vF -f <(sed -n 's/ *#.*//; /./p' tools/iam-exceptions.txt))
  [ -z "$unknown" ] || { printf '%s\n' "$unknown"; return 1; }
  tail -n 1 "$work/$1.iam"
}

install_checkov() {
  [ -x "$cache/checkov-$checkov/bin/checkov" ] && return 0
  rm -rf "$cache/checkov-$checkov" && python3 -m venv "$cache/checkov-$checkov" && "$cache/checkov-$checkov/bin/pip" install -q "checkov==$checkov"
}
install_tflint() {
  [ -x "$cache/tflint-$tflint/tflint" ] && return 0
  GOBIN=$cache/tflint-$tflint GOFLAGS=-mod=mod go install "github.com/terraform-linters/tflint@v$tflint"
}
run_checkov() {
  "$cache/checkov-$checkov/bin/checkov" --config-file .checkov.yaml --directory . --compact --quiet 2>&1
}
run_tflint() { "$cache/tflint-$tflint/tflint" --recursive --config "$here/.tflint.hcl"; }

mkdir -p "$cache"
command -v terraform >/dev/null || { skip 'everything' 'there is no terraform; install 1.11 or later'; exit 0; }
copy
if [ "${1-}" = golden ]; then
  [ -n "$offline" ] || { echo "check.sh golden: set TF_OFFLINE to the directory of the provider's stand-in"; exit 2; }
  prepare_offline >/dev/null && made environments/prod >"$work/made" || { tail -n 30 "$work/made"; exit 1; }
  python3 tools/golden.py environments/prod/tests/golden <"$work/environments-prod-outputs.json"
  exit
fi

# The two linters are installed while Terraform is busy.
if command -v python3 >/dev/null && python3 -c 'import venv' 2>/dev/null; then install_checkov >"$work/checkov.log" 2>&1 & checkov_job=$!; else checkov_job=; fi
if command -v go >/dev/null; then install_tflint >"$work/tflint.log" 2>&1 & tflint_job=$!; else tflint_job=; fi

must 'terraform fmt' terraform fmt -check -recursive -diff .
must 'rules: who owns what' python3 tools/rules.py .
must 'rules: broken on purpose' python3 tools/rules.py . mutants
if [ -n "$offline" ]; then
  must "the provider's stand-in" prepare_offline
  export TF_OFFLINE_HOME=$cache/tf-offline TF_OFFLINE_SCHEMA=$work/schema.json
  roots | xargs -P 2 -I{} bash -c 'one_offline "$0"' {} || failed=$((failed + 1))
  must 'make, and make again: bootstrap' settles bootstrap -var region=eu-central-1 -var 'ci_subjects=["repo:acme/todo:ref:refs/heads/main"]'
  for environment in dev prod; do must "make, and make again: $environment" settles "environments/$environment"; done
  for root in bootstrap environments-dev environments-prod; do must "every IAM statement: $root" iam "$root"; done
else
  skip 'terraform test, IAM statements' "TF_OFFLINE names no stand-in for the provider"
  export TF_PLUGIN_CACHE_DIR=$cache/plugins && mkdir -p "$TF_PLUGIN_CACHE_DIR"
  # One after another: the plugin cache is not made for two.
  if check 'init and validate: modules/cluster' one_real modules/cluster >/dev/null; then roots | xargs -I{} bash -c 'one_real "$0"' {} || failed=$((failed + 1))
  else skip 'terraform validate' 'the provider could not be fetched (terraform init failed)'; fi
fi
if [ -n "$checkov_job" ] && wait "$checkov_job"; then must "checkov $checkov" run_checkov
else skip "checkov $checkov" "$(tail -n 1 "$work/checkov.log" 2>/dev/null || echo 'there is no python3 with venv')"; fi
if [ -n "$tflint_job" ] && wait "$tflint_job"; then must "tflint $tflint" run_tflint
else skip "tflint $tflint" "$(tail -n 1 "$work/tflint.log" 2>/dev/null || echo 'there is no go')"; fi
printf '%d failed, %d skipped, %d s\n' "$failed" "$skipped" "$SECONDS"
[ "$failed" = 0 ]
