#!/usr/bin/env bash
# tools/tidy.sh   clang-tidy over every source file of core, stores and shells that is not a test
#
# A file that passed is not looked at again until it changes, or a header, or how it is compiled.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=tools/build.sh
. tools/build.sh

# Files of a module are looked at together, as the release preset compiles them: that takes half the time. The analyzer
# takes what a file includes for its own only if the path of that file says UnifiedSource.
units=build/UnifiedSource
mkdir -p build
{ configure UnifiedSource && ninja -C $units build.ninja; } >build/tidy.log 2>&1 || { tail -n 20 build/tidy.log >&2; exit 1; }

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

# What a unit consists of: the files that it includes, or itself.
files_of() {
  case $1 in
    *.cxx) sed -n 's/^#include "\(.*\)"$/\1/p' "$1" ;;
    *) echo "$1" ;;
  esac
}

stamp_of() {
  local unit=${1#"$root/"}
  echo "${unit//\//__}"
}
export root

# Every file is in a unit or one itself.
mapfile -t together < <(sed -n 's/^ *"file": "\(.*unity_[0-9]*_cxx\.cxx\)".*/\1/p' $units/compile_commands.json)
in_units=$(for unit in "${together[@]}"; do files_of "$unit"; done)
apart=()
count=0
while IFS= read -r -d '' file; do
  count=$((count + 1))
  grep -qxF "$root/$file" <<<"$in_units" || apart+=("$file")
done < <(find core stores shells -name '*.cpp' ! -name '*_test.cpp' ! -name '*_prop.cpp' -print0 | LC_ALL=C sort -z)
if [ "$count" -eq 0 ]; then
  echo 'tidy: there are no source files' >&2
  exit 1
fi

# Which units have no stamp that says: passed, with this content, and this of all else.
todo=()
for unit in "${together[@]}" "${apart[@]}"; do
  sum=$(files_of "$unit" | xargs sha256sum | sha256sum | cut -c 1-64)
  if [ "$(cat "$stamps/$(stamp_of "$unit")" 2>/dev/null)" != "$sum $all_else" ]; then
    todo+=("$sum" "$unit")
  fi
done
echo "tidy: $count files in $((${#together[@]} + ${#apart[@]})) units, $((${#todo[@]} / 2)) to look at"
if [ ${#todo[@]} -eq 0 ]; then
  exit
fi

tidy() {
  clang-tidy-14 --load="$plugin" --checks=lissom-own-code,-bugprone-suspicious-include --quiet "$@" 2>&1
}

# What is wrong in a header of ours, or in a file, must still be seen when nothing of the libraries is.
sample=build/tidy/UnifiedSource/core
mkdir -p "$sample"
echo 'inline int NotOurWay() { return 1; }' >"$sample/sample.h"
printf '#include <string>\n#include "sample.h"\nint not_either(std::string s) { return NotOurWay() + s.size(); }\n' >"$sample/sample.cpp"
echo 'int nor_this(int x) { const int z = 0; return x > 3 ? 1 / z : x; }' >>"$sample/sample.cpp"
echo '#include "sample.cpp"' >"$sample/unit.cxx"
said=$(tidy --config-file=.clang-tidy "$sample/unit.cxx" -- -std=c++20) || true
if [[ $said != *sample.h:1:*NotOurWay* || $said != *sample.cpp:3:*unnecessary-value-param* || $said != *sample.cpp:4:*DivideZero* ]]; then
  echo 'tidy: clang-tidy overlooks what it should see:' "$said" >&2
  exit 1
fi

# The analyzer walks into the JSON library and stays there: with a tenth of its usual patience it finds the same and
# takes a third of the time.
look_at() {
  local sum=$1 unit=$2 said
  if said=$(tidy -p build/UnifiedSource --extra-arg=-Xclang --extra-arg=-analyzer-config \
    --extra-arg=-Xclang --extra-arg=max-nodes=20000 "$unit"); then
    printf '%s %s\n' "$sum" "$all_else" >"$stamps/$(stamp_of "$unit")"
  else
    printf '%s\n' "$said"
    return 1
  fi
}
export -f tidy look_at stamp_of
if ! printf '%s\0' "${todo[@]}" | xargs -0 -n 2 -P 2 bash -c 'look_at "$@"' tidy; then
  echo 'tidy: clang-tidy has something to say; see above' >&2
  exit 1
fi
