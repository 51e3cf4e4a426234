/// A condition of the screening rules. Law: what parses can be evaluated for any answers.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/catalogue/condition.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto condition = lissom::Condition::parse({reinterpret_cast<const char*>(data), size});
  if (condition) {
    (void)condition->holds([](std::string_view id) { return id == "age" ? "50" : "yes"; });
    (void)condition->ids();
  }
  return 0;
}
