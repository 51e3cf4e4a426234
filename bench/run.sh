#!/usr/bin/env bash
# bench/run.sh   builds the benchmarks, prints their figures, and the cost of `lissom today` as a whole process on a
# record of a year (2,000 events): seconds of wall clock and peak memory, the middle one of nine runs.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
cmake --preset bench >/dev/null
cmake --build build/bench --target lissom_bench lissom_planner_bench lissom_body_bench lissom_picture_bench lissom_server_bench lissom -- -j 2 --quiet
build/bench/bench/lissom_bench
build/bench/bench/lissom_planner_bench
build/bench/bench/lissom_body_bench
build/bench/bench/lissom_picture_bench
build/bench/bench/lissom_server_bench
! command -v cbc >/dev/null || build/bench/bench/lissom_planner_bench cbc

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
build/bench/bench/lissom_bench "$data/year.jsonl" 2000
build/bench/lissom import "$data/year.jsonl" --data "$data/record" >/dev/null
at=$(tail -n 1 "$data/year.jsonl" | sed 's/.*"at":"\([^"]*\)".*/\1/')
if [ -f build/wasm/shells/wasm/lissom.wasm ]; then
  build/bench/bench/lissom_bench "$data/ten_years.jsonl" 20000
  build/bench/bench/lissom_bench --today "$data/ten_years.jsonl" | node bench/wasm.mjs "$data/ten_years.jsonl"
fi

# Beside MuJoCo's WebAssembly build, which only this needs. It is fetched once.
cmake --preset wasm -B build/wasm-bench -DLISSOM_BENCH=ON >/dev/null
cmake --build build/wasm-bench --target body_bench_wasm -- -j 2 --quiet
[ -d build/wasm-bench/node_modules/@mujoco ] ||
  npm install --silent --no-save --prefix build/wasm-bench @mujoco/mujoco@3.14.0
node bench/body_wasm.mjs build/wasm-bench/bench/body_bench.wasm build/wasm-bench

for _ in 1 2 3 4 5 6 7 8 9; do
  /usr/bin/time -f '%e s %M kB' -o "$data/one" build/bench/lissom today --at "$at" --data "$data/record" >/dev/null || true
  grep ' kB' "$data/one"
done | sort -n | sed -n '5s/^/lissom today, one year: /p'
