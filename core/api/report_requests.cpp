#include "core/api/call.h"
#include "core/journal/codec.h"
#include "core/report/fhir.h"
#include "core/report/tables.h"

namespace lissom {

/// Always open: what was written down belongs to the person.
Result<Outcome> do_tables(Call& call, ObjectReader&) {
  Json list = Json::array();
  for (const Table& table : tables_of(call.journal(), call.catalogue)) {
    list.push_back({{"name", table.name},
                    {"rows", static_cast<std::int64_t>(table.rows.size())},
                    {"csv", to_csv(table)}});
  }
  Json view;
  view["tables"] = std::move(list);
  return call.done(std::move(view));
}

/// Always open, as above.
Result<Outcome> do_fhir(Call& call, ObjectReader&) {
  Json view;
  view["bundle"] = fhir_bundle({.journal = call.journal(),
                                .state = call.state(),
                                .catalogue = call.catalogue,
                                .person = call.identity.person,
                                .now = call.moment.now,
                                .utc_offset_min = call.moment.utc_offset_min,
                                .is_closed = call.world.gate.locked});
  return call.done(std::move(view));
}

/// What came from elsewhere lies in the past, so it is merged like the record of another device and
/// not added like something that is said now: the view holds the records, the shell merges them.
Result<Outcome> do_read_fhir(Call& call, ObjectReader& in) {
  const Json& json = in.any("resource");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const auto taken = read_fhir(json, {.catalogue = call.catalogue,
                                      .person = call.identity.person,
                                      .device = call.identity.device,
                                      .now = call.moment.now,
                                      .utc_offset_min = call.moment.utc_offset_min});
  if (!taken) {
    return tl::unexpected(taken.error());
  }
  Json lines = Json::array();
  for (const Event& event : taken->events) {
    lines.push_back(to_line(to_record(event)));
  }
  Json left = Json::array();
  for (const FhirLeft& one : taken->left) {
    left.push_back({{"what", one.what}, {"why", one.why}});
  }
  Json view;
  view["records"] = std::move(lines);
  view["understood"] = texts_view(taken->understood);
  view["left"] = std::move(left);
  return call.done(std::move(view));
}

}  // namespace lissom
