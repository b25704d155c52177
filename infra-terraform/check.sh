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
checkov=3.3.30
tflint=0.64.0
cache=${XDG_CACHE_HOME:-$HOME/.cache}/slipway-infra
offline=${TF_OFFLINE:-}
[ -z "$offline" ] || offline=$(cd "$offline" && pwd) || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/infra-terraform
mkdir -p "$cache/plugins"
export LC_ALL=C.UTF-8 CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_PLUGIN_CACHE_DIR=$cache/plugins
export TF_OFFLINE_HOME=$cache/tf-offline TF_OFFLINE_SCHEMA=$work/schema.json
export here checkov tflint cache offline work tree

check() { # name, command...: runs it, says how it went and how long it took, shows its output if it failed
  local name=$1 log start=$SECONDS
  shift
  log=$(mktemp -p "$work")
  if "$@" >"$log" 2>&1; then
    printf 'ok      %-44s %3d s  %s\n' "$name" $((SECONDS - start)) "$(grep -E '^(Success! [0-9]|[0-9]+ (actions|files|of)|Passed checks)' "$log" | tail -n 1)"
  else
    echo "$name" >>"$work/failed"
    printf 'FAILED  %-44s %3d s\n%s\n' "$name" $((SECONDS - start)) "$(grep -vE 'dev_overrides|^$' "$log" | tail -n 60 | sed 's/^/        /')"
  fi
}
skip() {
  echo "$1" >>"$work/skipped"
  printf 'SKIPPED %s: %s\n' "$1" "$2"
}

# A copy, so that nothing is left beside the sources, and the environments can do without their backend.
copy() {
  mkdir -p "$tree" "$work/deployer/src/test/resources/aws"
  cp -r "$here/." "$tree"
  cp "$here"/../deployer/src/test/resources/aws/iam-actions.txt "$work/deployer/src/test/resources/aws/"
  find "$tree" -name .terraform -prune -exec rm -rf {} +
}
roots() { # those that take longest first
  printf '%s\n' modules/service modules/platform environments/prod modules/network
  printf '%s\n' bootstrap environments/* modules/* | grep -vE '^(modules/(service|platform|network)|environments/prod)$'
}

tf() { "$offline/tf.sh" "$@"; }
prepare_offline() { # fetches what the stand-in needs, once and not by two at a time
  python3 tools/small-schema.py "$offline/schema.json" "$here" "$TF_OFFLINE_SCHEMA" && tf "$tree/modules/cluster" validate -no-color
}
tested() { tf "$tree/$1" validate -no-color && tf "$tree/$1" test -no-color; }
validated() { terraform -chdir="$tree/$1" init -backend=false -input=false -no-color && terraform -chdir="$tree/$1" validate -no-color; }
# Makes a root with the values of its example, in a copy of its own; leaves its state and outputs in $work.
made() {
  local root=$1 mine=$work/made-${1//\//-} vars=()
  [ -d "$mine" ] || cp -r "$tree" "$mine"
  rm -f "$mine/$root/backend.tf"
  if [ "$root" = bootstrap ]; then vars=(-var region=eu-central-1 -var 'ci_subjects=["repo:acme/todo:ref:refs/heads/main"]')
  else cp "$mine/$root/terraform.tfvars.example" "$mine/$root/terraform.tfvars"; fi
  tf "$mine/$root" apply -no-color -auto-approve -input=false "${vars[@]}" && tf "$mine/$root" plan -no-color -input=false -detailed-exitcode "${vars[@]}" &&
    tf "$mine/$root" show -no-color -json >"$mine.json" && tf "$mine/$root" output -no-color -json >"$mine-outputs.json"
}
granted() { # a warning is a failure too, unless tools/iam-exceptions.txt has it with a reason
  local seen
  seen=$(node "$cache/tf-offline/check-iam.mjs" <"$work/made-${1//\//-}.json") || { printf '%s\n' "$seen"; return 1; }
  ! grep '^WARN' <<<"$seen" | grep -vF -f <(sed -n 's/ *#.*//; /./p' tools/iam-exceptions.txt) && tail -n 1 <<<"$seen"
}

install_checkov() {
  command -v python3 >/dev/null && python3 -c 'import venv' || { echo 'there is no python3 with venv'; return 1; }
  [ -x "$cache/checkov-$checkov/bin/checkov" ] && return 0
  rm -rf "$cache/checkov-$checkov" && python3 -m venv "$cache/checkov-$checkov" && "$cache/checkov-$checkov/bin/pip" install -q "checkov==$checkov"
}
install_tflint() {
  [ -x "$cache/tflint-$tflint/tflint" ] && return 0
  command -v go >/dev/null || { echo 'there is no go'; return 1; }
  GOBIN=$cache/tflint-$tflint go install "github.com/terraform-linters/tflint@v$tflint"
}
run_checkov() { "$cache/checkov-$checkov/bin/checkov" --config-file .checkov.yaml --directory . --compact --quiet; }
run_tflint() { "$cache/tflint-$tflint/tflint" --recursive --config "$here/.tflint.hcl"; }

job() {
  case $1 in
    test) check "validate and test: $2" tested "$2" ;;
    validate) check "init and validate: $2" validated "$2" ;;
    make)
      check "make, and make again: $2" made "$2"
      [ ! -f "$work/made-${2//\//-}.json" ] || check "every IAM statement: $2" granted "$2"
      ;;
    lint)
      if "install_$2" >"$work/$2.log" 2>&1; then check "$2 ${!2}" "run_$2"; else skip "$2 ${!2}" "$(tail -n 1 "$work/$2.log")"; fi
      ;;
  esac
}
export -f check skip tf tested validated made granted install_checkov install_tflint run_checkov run_tflint job

copy
has_terraform() { command -v terraform >/dev/null; }
if [ "${1-}" = golden ]; then
  [ -n "$offline" ] && has_terraform || { echo 'check.sh golden: needs terraform, and TF_OFFLINE set to the directory of a stand-in for the provider'; exit 2; }
  { prepare_offline && made environments/prod; } >"$work/log" 2>&1 || { tail -n 40 "$work/log"; exit 1; }
  python3 tools/golden.py environments/prod/tests/golden <"$work/made-environments-prod-outputs.json"
  exit
fi

if command -v python3 >/dev/null; then
  check 'rules: who owns what' python3 tools/rules.py .
  check 'rules: broken on purpose' python3 tools/rules.py . mutants
else skip 'rules: who owns what' 'there is no python3'; fi
for tool in python3 node openssl; do
  [ -z "$offline" ] || command -v "$tool" >/dev/null || { skip "the provider's stand-in" "there is no $tool"; offline=; }
done
jobs=('lint checkov' 'lint tflint')
if ! has_terraform; then skip 'fmt, validate, test, IAM statements' 'there is no terraform; install 1.11 or later'
else
  check 'terraform fmt' terraform fmt -check -recursive -diff .
  if [ -n "$offline" ]; then
    check "the provider's stand-in" prepare_offline
    mapfile -t -O ${#jobs[@]} jobs < <(roots | sed 's/^/test /'; printf 'make %s\n' environments/prod environments/dev bootstrap)
  else
    skip 'terraform test, IAM statements' 'TF_OFFLINE names no stand-in for the provider'
    # By the first root the provider comes into the cache, which is not made for two at a time.
    if validated modules/cluster >"$work/init.log" 2>&1; then roots | while read -r root; do job validate "$root"; done
    else skip 'terraform validate' "$(grep -m 1 -E 'Error|error' "$work/init.log")"; fi
  fi
fi
printf '%s\n' "${jobs[@]}" | xargs -P 2 -L 1 bash -c 'job "$@"' job
count() { [ ! -f "$work/$1" ] && echo 0 || wc -l <"$work/$1"; }
printf '%d failed, %d skipped, %d s\n' "$(count failed)" "$(count skipped)" "$SECONDS"
[ ! -f "$work/failed" ]
