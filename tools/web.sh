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
# Of the content, not of the time: a file that is put back is older than what was built without it.
stamp=$root/build/web.sum
sum=$(find . ../build/wasm/shells/wasm/lissom.wasm ../build/voice/packs.json -path ./node_modules -prune -o -type f -print0 |
  LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
if [ ! -e ../build/web/index.html ] || [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ]; then
  rm -f "$stamp"
  npx tsc --noEmit
  npx vite build --logLevel error
  echo "$sum" >"$stamp"
fi
node tools/firstload.mjs >../build/firstload.txt || { cat ../build/firstload.txt >&2; exit 1; }
node tools/guide.mjs
