#!/usr/bin/env bash
# tools/web.sh   builds the browser app into build/web: the core as WebAssembly, then the pages around it
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=tools/build.sh
. tools/build.sh

mkdir -p build
log=build/web.log
if ! { configure wasm && ninja -C build/wasm -j "$(jobs_at_once)" --quiet; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  exit 1
fi

tools/voice.sh

cd web
lock=node_modules/.package-lock.json
if [ ! -e "$lock" ] || [ package-lock.json -nt "$lock" ]; then
  npm ci --loglevel=error --no-progress >&2
  touch "$lock"
fi
made=$root/build/web/index.html
if [ ! -e "$made" ] || [ -n "$(find . ../build/wasm/shells/wasm/lissom.wasm ../build/voice/packs.json -path ./node_modules -prune -o -type f -newer "$made" -print -quit)" ]; then
  npx tsc --noEmit
  npx vite build --logLevel error
fi
node tools/firstload.mjs >../build/firstload.txt || { cat ../build/firstload.txt >&2; exit 1; }
node tools/guide.mjs
