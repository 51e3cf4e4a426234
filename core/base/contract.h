#pragma once
/// Contracts: what must hold if our own code is right. A broken contract stops the program in every
/// build.

#define LISSOM_EXPECTS(condition) \
  do {                            \
    if (!(condition))             \
      __builtin_trap();           \
  } while (false)
