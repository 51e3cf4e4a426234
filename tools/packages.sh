# shellcheck shell=bash
# Sourced by start and check, which set $me and $root: the Debian packages they need, what for, and how to get them.
# A row is package|what for|a command that makes the package unnecessary.
: "${me:?}" "${root:?}"

# shellcheck disable=SC2034  # used by those who source this
program_packages=(
  'g++|the C++20 compiler'
  'cmake|plans the build (3.25 or newer)'
  'ninja-build|runs the build'
  'libexpected-dev|results that say why there is none'
  'nlohmann-json3-dev|JSON'
  'libtomlplusplus-dev|reads the catalogue'
  'libcli11-dev|reads the command line'
  'libsqlite3-dev|keeps the journal'
  'libpugixml-dev|reads musculoskeletal models'
  'libboost-dev|the server of the browser app: HTTP'
  'libsodium-dev|secrets for links and cookies, and their hashes'
  'libqrencode-dev|the link to another machine as a picture to scan'
  'libncurses-dev|the guided session in the terminal'
  'libical-dev|calendars: writing them, and reading when you are taken'
  'libcairo2-dev|pictures as PNG and PDF, and in the terminal'
  'libpango1.0-dev|text on printed sheets, in any script'
  'fonts-noto-core|the letters of printed sheets'
  'pkg-config|finds Pango and what it needs|pkg-config'
)
# shellcheck disable=SC2034
check_packages=(
  'libgtest-dev|unit tests'
  'librapidcheck-dev|property tests'
  'locales|a locale with decimal commas, to test under'
  'poppler-utils|reads printed sheets back, as text and as pictures|pdftotext'
  'coinor-cbc|another solver, to compare plans with|cbc'
  'tmux|a terminal to test the guided session in'
  'python3|reads the record without the program, to prove that it can be|python3'
  'clang-format-14|the format'
  'clang-tidy-14|the tidiness'
  'libclang-14-dev|a plugin for it that keeps it out of the libraries'
  'clang-14|fuzzing'
  'libclang-rt-14-dev|sanitizers and libFuzzer for clang-14'
  'chromium|a browser to test the app in|chromium'
)
# shellcheck disable=SC2034
app_packages=(
  'clang-19|compiles to WebAssembly'
  'lld-19|links WebAssembly'
  'llvm-19|archives for WebAssembly'
  'libclang-rt-19-dev-wasm32|compiler support for WebAssembly'
  'libc++-19-dev-wasm32|C++ library for WebAssembly'
  'libc++abi-19-dev-wasm32|C++ library for WebAssembly, lower half'
  'wasi-libc|C library for WebAssembly'
  'binaryen|makes WebAssembly smaller|wasm-opt'
  'nodejs|builds the app (20.19 or newer)|node'
  'npm|brings what the app is built with|npm'
  'festival|says the sentences of a session, once, when the app is built'
  'festvox-us-slt-hts|the voice that it says them with'
)

say() {
  printf '%s: %s\n' "$me" "$*" >&2
}

die() {
  say "$@"
  exit 1
}

# Prints those of the packages $@ that are installed, one a line.
installed() {
  # shellcheck disable=SC2016  # the fields are dpkg-query's
  dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true
}

# need_packages ROW...: installs the packages that are missing, or ends with one line that says what to do.
need_packages() {
  local row package reason command present rows='' missing=() all=()
  for row in "$@"; do
    all+=("${row%%|*}")
  done
  present=" $(installed "${all[@]}" | tr '\n' ' ') "
  for row in "$@"; do
    IFS='|' read -r package reason command <<<"$row"
    if [[ $present != *" $package "* ]] && ! { [ -n "$command" ] && command -v "$command" >/dev/null; }; then
      missing+=("$package")
      rows+=$(printf '  %-26s %s' "$package" "$reason")$'\n'
    fi
  done
  if [ ${#missing[@]} -eq 0 ]; then
    return
  fi
  say 'these Debian packages are missing:'
  printf '%s' "$rows" >&2
  install_packages "${missing[@]}"
}

install_packages() {
  local by_hand="apt-get install --no-install-recommends $*" root_by=() plan removed log
  command -v apt-get >/dev/null ||
    die 'this machine has no apt-get; install the same by its own means, then use cmake --preset release'
  if [ "$EUID" -ne 0 ]; then
    command -v sudo >/dev/null || die "you are not root and there is no sudo; as root, run: $by_hand"
    sudo true || die "sudo refuses; as root, run: $by_hand"
    root_by=(sudo)
  fi

  "${root_by[@]}" apt-get -qq update </dev/null >&2 || say 'the package lists could not be renewed; trying those that are here'
  plan=$(LC_ALL=C apt-get -s install --no-install-recommends "$@" </dev/null 2>&1) ||
    die "apt-get cannot install them: $(grep '^E: ' <<<"$plan" | head -n 3 | tr '\n' ' ')"
  removed=$(sed -n 's/^Remv \([^ ]*\).*/\1/p' <<<"$plan" | tr '\n' ' ')
  [ -z "$removed" ] || die "this would remove packages, so nothing was done: ${removed}(your decision: $by_hand)"

  say "installing them and what they need ($(grep -c '^Inst ' <<<"$plan") packages) ..."
  log=$(mktemp)
  if ! "${root_by[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install \
    --no-install-recommends --no-remove "$@" </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    die "apt-get failed (all it said: $log); as root, try: $by_hand"
  fi
  rm -f "$log"
}

# Started with sudo in somebody's folder: from here on go on as that person, or root would own what is built and
# keep the journal.
become_owner() {
  if [ "$EUID" -eq 0 ] && [ "${SUDO_UID:-0}" -ne 0 ] && [ "$(stat -c %u "$root")" = "$SUDO_UID" ]; then
    exec sudo -H -u "#$SUDO_UID" -- "$root/$me" "$@"
  fi
}
