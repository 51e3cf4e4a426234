#pragma once
/// For shells: all stretches held against the model of the body.

#include "core/body/anatomy_check.h"
