// expect: conversion from .int. to non-scalar|no viable conversion
#include "core/base/random.h"

/// A seed is given on purpose.
std::uint64_t first() {
#ifdef MUST_NOT_COMPILE
  lissom::SplitMix64 chance = 42;
#else
  lissom::SplitMix64 chance(42);
#endif
  return chance.next();
}
