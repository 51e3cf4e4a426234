#pragma once
/// For test programs that write text with cairo; include it in one of their files. Fontconfig keeps
/// what it found until the process ends and does not give it back, which is a leak to the
/// sanitizer.

extern "C" const char* __lsan_default_suppressions() {  // NOLINT: its name is given
  return "leak:libfontconfig\n";
}
