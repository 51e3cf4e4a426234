#include "stores/port/owner.h"

#include <string>

namespace lissom {
namespace {

/// Under which name the `number`-th person of a store is settled, from 1.
std::string person_setting(std::size_t number) {
  return number == 1 ? "person" : "person." + std::to_string(number);
}

}  // namespace

Result<std::vector<Uuid>> owners_of(Store& store) {
  std::vector<Uuid> owners;
  for (;;) {
    const auto person = id_setting(store, person_setting(owners.size() + 1));
    if (!person) {
      return tl::unexpected(person.error());
    }
    if (!*person) {
      return owners;
    }
    owners.push_back(**person);
  }
}

Result<std::vector<Uuid>> settle_owner(Store& store, std::size_t count, const Uuid& person) {
  return store.settle(person_setting(count + 1), to_string(person)).and_then([&](auto&&) {
    return owners_of(store);
  });
}

Result<std::optional<Uuid>> id_setting(Store& store, std::string_view name) {
  const auto held = store.setting(name);
  if (!held) {
    return tl::unexpected(held.error());
  }
  if (!*held) {
    return std::nullopt;
  }
  const auto id = parse_uuid(**held);
  if (!id) {
    return fail(Errc::damaged, "the setting " + std::string(name) + " of the record is not an id");
  }
  return *id;
}

}  // namespace lissom
