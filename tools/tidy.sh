#!/usr/bin/env bash
# tools/tidy.sh   clang-tidy over every source file of core, stores and shells that is not a test
#
# A file that passed is not looked at again until it changes, or a header, or how it is compiled.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=tools/build.sh
. tools/build.sh

mkdir -p build
{ configure dev && cmake --build build/dev --target precompiled; } >build/dev.log 2>&1 || { tail -n 20 build/dev.log >&2; exit 1; }

export stamps=$root/build/tidy/stamps plugin=$root/build/tidy/own_code.so
mkdir -p "$stamps"
if [ ! "$plugin" -nt tools/tidy/own_code.cpp ]; then
  clang++-14 -std=c++17 -O1 -fPIC -fno-rtti -shared -isystem /usr/lib/llvm-14/include tools/tidy/own_code.cpp -o "$plugin"
fi
sums() {
  LC_ALL=C sort -z | xargs -0 sha256sum
}
export all_else
all_else=$({
  clang-tidy-14 --version
  cat tools/tidy.sh tools/tidy/own_code.cpp
  find core stores shells -name '*.h' -print0 | sums
  find . \( -path ./build -o -path ./.git -o -name node_modules \) -prune -o \( -name CMakeLists.txt -o -path './cmake/*.cmake' -o -name CMakePresets.json \
    -o -name .clang-tidy \) -print0 | sums
} | sha256sum | cut -c 1-64)

# Which files have no stamp that says: passed, with this content, and this of all else.
todo=()
count=0
while read -r sum file; do
  count=$((count + 1))
  if [ "$(cat "$stamps/${file//\//__}" 2>/dev/null)" != "$sum $all_else" ]; then
    todo+=("$sum" "$file")
  fi
done < <(find core stores shells -name '*.cpp' ! -name '*_test.cpp' ! -name '*_prop.cpp' -print0 | sums)
if [ "$count" -eq 0 ]; then
  echo 'tidy: there are no source files' >&2
  exit 1
fi
echo "tidy: $((${#todo[@]} / 2)) of $count files to look at"
if [ ${#todo[@]} -eq 0 ]; then
  exit
fi

tidy() {
  clang-tidy-14 --load="$plugin" --checks=lissom-own-code --quiet "$@" 2>&1
}

# What is wrong in a header of ours, or in a file, must still be seen when nothing of the libraries is.
sample=build/tidy/core
mkdir -p "$sample"
echo 'inline int NotOurWay() { return 1; }' >"$sample/sample.h"
printf '#include <string>\n#include "sample.h"\nint not_either(std::string s) { return NotOurWay() + s.size(); }\n' >"$sample/sample.cpp"
said=$(tidy --config-file=.clang-tidy "$sample/sample.cpp" -- -std=c++20) || true
if [[ $said != *sample.h:1:*NotOurWay* || $said != *sample.cpp:3:*unnecessary-value-param* ]]; then
  echo 'tidy: clang-tidy overlooks what it should see:' "$said" >&2
  exit 1
fi

# The analyzer walks into the JSON library and stays there: with a tenth of its usual patience it finds the same and
# takes a third of the time.
look_at() {
  local sum=$1 file=$2 said
  if said=$(tidy -p build/dev --extra-arg=-Xclang --extra-arg=-analyzer-config \
    --extra-arg=-Xclang --extra-arg=max-nodes=20000 "$file"); then
    printf '%s %s\n' "$sum" "$all_else" >"$stamps/${file//\//__}"
  else
    printf '%s\n' "$said"
    return 1
  fi
}
export -f tidy look_at
if ! printf '%s\0' "${todo[@]}" | xargs -0 -n 2 -P 2 bash -c 'look_at "$@"' tidy; then
  echo 'tidy: clang-tidy has something to say; see above' >&2
  exit 1
fi
