// In the place of every_request.cpp, for the browser; see shells/wasm/CMakeLists.txt.

#include "core/api/requests.h"

namespace lissom {

Handler handler_of(std::string_view name) {
  return find_in(requests_of_the_app, name);
}

}  // namespace lissom
