# shellcheck shell=bash
# Sourced, after $root is set: configuring a preset, and how many compilers to run at once.
: "${root:?}"

# configure PRESET: unless it is configured already; what changes in CMake files later, the build sees by itself.
configure() {
  local dir=$root/build/$1 fresh=()
  if [ -f "$dir/build.ninja" ] && [ ! "$root/CMakePresets.json" -nt "$dir/build.ninja" ] &&
    grep -qsFx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt"; then
    return
  fi
  if [ -f "$dir/CMakeCache.txt" ]; then
    fresh=(--fresh)  # the folder was moved, the presets changed, or the last attempt failed
  fi
  (cd "$root" && cmake --preset "$1" "${fresh[@]}")
}

# As many as there are processors, as far as there is 1 GB of memory for each.
jobs_at_once() {
  local processors gigabytes
  processors=$(nproc)
  gigabytes=$(awk '/^MemAvailable:/ {print int($2 / 1000000)}' /proc/meminfo)
  if [ "$gigabytes" -lt "$processors" ]; then
    processors=$((gigabytes > 1 ? gigabytes : 1))
  fi
  echo "$processors"
}
