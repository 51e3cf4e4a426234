#include "core/api/wire.h"

#include "core/journal/bundle.h"
#include "core/journal/codec.h"

namespace lissom {
namespace {

Result<Outcome> ask(Tally& tally, std::string_view envelope, const Catalogue& catalogue) {
  const Result<Json> json = parse_json(envelope);
  if (!json) {
    return tl::unexpected(json.error());
  }
  ObjectReader in(*json, "envelope");
  ObjectReader at(in.any("moment"), "moment");
  ObjectReader who(in.any("identity"), "identity");
  const Json request = in.any("request");
  constexpr int most_offset_min = 14 * 60;
  Moment moment;
  moment.now.ms = at.integer("now_ms", 0, INT64_MAX / 2, 0);
  moment.utc_offset_min =
      static_cast<int>(at.integer("utc_offset_min", -most_offset_min, most_offset_min, 0));
  moment.seed = static_cast<std::uint64_t>(at.integer("seed", 0, INT64_MAX, 0));
  const Result<Uuid> person = parse_uuid(who.text("person"));
  const Result<Uuid> device = parse_uuid(who.text("device"));
  for (const auto& fault : {in.fault(), at.fault(), who.fault()}) {
    if (fault) {
      return tl::unexpected(*fault);
    }
  }
  if (!person || !device) {
    return tl::unexpected(person ? device.error() : person.error());
  }
  return answer(tally, request, moment, {*person, *device}, catalogue);
}

/// @return the first line that is none, with its number
Result<std::vector<Record>> read_lines(std::string_view lines) {
  std::vector<Record> records;
  int number = 0;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    ++number;
    if (line.empty()) {
      continue;
    }
    Result<Record> record = from_line(line);
    if (!record) {
      return bad_input("line " + std::to_string(number) + ": " + record.error().what);
    }
    records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace

std::string WireHost::load(std::string_view lines) {
  const auto records = read_lines(lines);
  if (!records) {
    return records.error().what;
  }
  tally_.add(read_journal(*records));
  return "";
}

std::string WireHost::bundle(std::string_view lines) {
  return read_lines(lines).and_then(to_bundle).value_or("");
}

std::string WireHost::answer(std::string_view envelope) {
  const Result<Outcome> outcome = ask(tally_, envelope, catalogue_);
  Json out;
  if (!outcome) {
    out["exit"] = 2;
    out["fault"] = outcome.error().what;
    return to_bytes(out);
  }
  out["exit"] = outcome->exit;
  out["view"] = outcome->view;
  Json records = Json::array();
  for (const Event& event : outcome->events) {
    records.push_back(to_line(to_record(event)));
  }
  out["records"] = std::move(records);
  return to_bytes(out);
}

}  // namespace lissom
