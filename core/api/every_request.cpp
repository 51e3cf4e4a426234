#include "core/api/requests.h"

namespace lissom {
namespace {

/// What only the terminal asks.
constexpr std::array<Request, 8> requests_of_the_terminal = {{
    {"programs", do_programs},
    {"audio", do_audio},
    {"pictures", do_pictures},
    {"muscles", do_muscles},
    {"fhir", do_fhir},
    {"read_fhir", do_read_fhir},
    {"times", do_times},
    {"calendar", do_calendar},
}};

}  // namespace

Handler handler_of(std::string_view name) {
  const Handler handler = find_in(requests_of_the_app, name);
  return handler != nullptr ? handler : find_in(requests_of_the_terminal, name);
}

}  // namespace lissom
