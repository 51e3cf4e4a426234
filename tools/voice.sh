#!/usr/bin/env bash
# tools/voice.sh   makes the voice clips into build/voice, if what can be said has changed: the program lists the
#                  sentences, festival's HMM voice says them (docs/adr/0015-a-voice-made-when-the-app-is-built.md)
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=tools/build.sh
. tools/build.sh

mkdir -p build
log=build/voice.log
if ! { configure release && ninja -C build/release -j "$(jobs_at_once)" --quiet lissom_voice_clips; } </dev/null >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  exit 1
fi
program=build/release/lissom_voice_clips
voice=cmu_us_slt_arctic_hts

work=build/voice.work
mkdir -p "$work/wavs"
"$program" list >"$work/sentences"
stamp=$({ echo "$voice"; cat "$work/sentences" "$program"; } | sha256sum)
if [ -f build/voice/packs.json ] && [ "$(cat "$work/stamp" 2>/dev/null)" = "$stamp" ]; then
  exit
fi

# A script for festival: the voice, then each sentence into a file of its own. What was said before is kept.
awk -v voice="$voice" -v folder="$root/$work/wavs" '
  BEGIN { printf "(voice_%s)\n", voice }
  { gsub(/["\\]/, "\\\\&")
    printf "(utt.save.wave (utt.synth (Utterance Text \"%s\")) \"%s/%04d.wav\" (quote riff))\n", $0, folder, NR - 1 }
' "$work/sentences" >"$work/say.scm"
if ! cmp -s "$work/sentences" "$work/said"; then
  rm -f "$work"/wavs/*.wav
  festival --batch "$work/say.scm" >"$log" 2>&1 || { tail -n 10 "$log" >&2; exit 1; }
  cp "$work/sentences" "$work/said"
fi
rm -rf "$work/packs"
mkdir "$work/packs"
"$program" pack "$work/wavs" "$work/packs" >&2
rm -rf build/voice
mv "$work/packs" build/voice
printf '%s\n' "$stamp" >"$work/stamp"
