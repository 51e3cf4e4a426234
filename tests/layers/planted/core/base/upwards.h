#pragma once
// One arrow that points up: the test "layers_catch" needs something to catch.
#include "core/api/api.h"
#include "core/base/result.h"
