// And one that skips the façade.
#include "core/api/api.h"
#include "core/planner/planner.h"
