#!/usr/bin/env bash
# tools/fuzz.sh [SECONDS] [SEED]   fuzzes each parser that long (60), two at a time; seed 0: another one each time
#
# Inputs found on the way stay in build/fuzz/work; one that breaks a parser in build/fuzz/broken. To see it again, run
# the program with the file: build/dev/fuzz/fuzz_NAME FILE
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=tools/build.sh
. tools/build.sh

export seconds=${1:-60} seed=${2:-0}
mkdir -p build
configure dev >build/dev.log 2>&1 || { tail -n 20 build/dev.log >&2; exit 1; }
ninja -C build/dev -j 2 --quiet fuzz/all

fuzz() {
  local program=$1 name work
  name=${program##*/fuzz_}
  work=build/fuzz/work/$name
  mkdir -p "$work" build/fuzz/broken
  if [ -d "fuzz/corpus/$name" ]; then
    cp -rn "fuzz/corpus/$name/." "$work"
  fi
  if ! "$program" -max_total_time="$seconds" -seed="$seed" -max_len=65536 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$name-" "$work" >"$work.log" 2>&1; then
    tail -n 40 "$work.log"
    echo "fuzz: $name broke; all it said: $work.log"
    return 1
  fi
  printf 'fuzz: %-20s %9s runs, %7s a second, %5s inputs\n' "$name" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$work.log")" \
    "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$work.log")" "$(find "$work" -type f | wc -l)"
}
export -f fuzz

programs=()
for program in build/dev/fuzz/fuzz_*; do
  if [ -f "$program" ] && [ -x "$program" ]; then
    programs+=("$program")
  fi
done
if [ ${#programs[@]} -eq 0 ]; then
  echo 'fuzz: no program build/dev/fuzz/fuzz_* was built' >&2
  exit 1
fi
printf '%s\0' "${programs[@]}" | xargs -0 -n 1 -P 2 bash -c 'fuzz "$@"' fuzz
