#!/usr/bin/env bash
# tools/format.sh           formats every C++ file
# tools/format.sh --check   changes nothing and fails if a file is not formatted
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

how=(-i)
if [ "${1-}" = --check ]; then
  how=(--dry-run -Werror)
fi
folders=()
for folder in core stores shells tests bench fuzz tools; do
  [ ! -d "$folder" ] || folders+=("$folder")
done
find "${folders[@]}" \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -r -n 8 -P 2 clang-format-14 "${how[@]}"
