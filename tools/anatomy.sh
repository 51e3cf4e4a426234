#!/usr/bin/env bash
# tools/anatomy.sh [PROGRAM]           writes docs/anatomy-check.md and catalogue/lengths.toml anew
# tools/anatomy.sh --check [PROGRAM]   changes nothing, and fails if they are not current or a difference has no reason
#
# From the entries and reasons of catalogue/ as they are now, with the body (catalogue/body/muscles.toml, skeleton.toml,
# scenes.toml) that is built into PROGRAM, usually build/release/lissom: after a change to those, build first. After
# this, build again: the program holds catalogue/lengths.toml, too.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

if [ "${1-}" != --check ]; then
  exec "${1:-build/release/lissom}" body check --catalogue catalogue -o docs/anatomy-check.md --lengths catalogue/lengths.toml --force
fi
made=$(mktemp -d)
trap 'rm -r "$made"' EXIT
"${2:-build/release/lissom}" body check --catalogue catalogue -o "$made/document" --lengths "$made/lengths"
if ! cmp "$made/document" docs/anatomy-check.md || ! cmp "$made/lengths" catalogue/lengths.toml; then
  echo 'anatomy: not current: build, tools/anatomy.sh, build' >&2
  exit 1
fi
if grep -n 'Not looked at yet' docs/anatomy-check.md; then
  echo 'anatomy: these differences need a reason in catalogue/body/anatomy.toml, explained or open' >&2
  exit 1
fi
