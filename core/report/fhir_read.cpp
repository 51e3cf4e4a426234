#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/report/fhir.h"

namespace lissom {
namespace {

using namespace fhir;

constexpr std::size_t most_entries = 20'000;
/// Clocks of two systems never agree to the second.
constexpr std::int64_t slack_ms = 86'400'000;
/// As in an export of ours.
constexpr std::size_t most_text_bytes = 2000;

const Json& at(const Json& json, const char* key) {
  static const Json none;
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() ? *found : none;
}

std::string text_at(const Json& json, const char* key) {
  const Json& value = at(json, key);
  return value.is_string() ? value.get<std::string>() : "";
}

/// The items of a list; of what is no list, nothing.
const Json& list_at(const Json& json, const char* key) {
  static const Json none = Json::array();
  const Json& value = at(json, key);
  return value.is_array() ? value : none;
}

bool has_code(const Json& of, const char* system, std::string_view code) {
  return std::ranges::any_of(list_at(of, "coding"), [&](const Json& one) {
    return text_at(one, "system") == system && text_at(one, "code") == code;
  });
}

std::string code_in(const Json& of, const char* system) {
  for (const Json& one : list_at(of, "coding")) {
    if (text_at(one, "system") == system) {
      return text_at(one, "code");
    }
  }
  return "";
}

bool is_one_of(const std::string& text, std::initializer_list<const char*> list) {
  return std::ranges::any_of(list, [&](const char* one) { return text == one; });
}

bool any_has_code(const Json& concepts, const char* system, std::string_view code) {
  return std::ranges::any_of(concepts,
                             [&](const Json& one) { return has_code(one, system, code); });
}

/// FNV-1a, 64 bits: the same resource, the same id.
std::uint64_t hash_of(const std::string& bytes) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  return hash;
}

/// A whole number of tenths, or nothing.
std::optional<int> tenths_of(const Json& value) {
  constexpr double ten = 10;
  constexpr double most = 100'000;
  if (!value.is_number()) {
    return std::nullopt;
  }
  const double number = value.get<double>() * ten;
  if (!(number > -most && number < most)) {
    return std::nullopt;
  }
  const auto whole = static_cast<int>(number < 0 ? number - 0.5 : number + 0.5);
  const double off = number - whole;
  constexpr double slip = 1e-6;
  return off < slip && off > -slip ? std::optional(whole) : std::nullopt;
}

class Taker {
 public:
  explicit Taker(const FhirReader& reader) : reader_(reader) {}

  Result<FhirTaken> run(const Json& json) {
    const std::string type = text_at(json, "resourceType");
    if (type.empty()) {
      return bad_input("this is no FHIR resource; expected an object with resourceType");
    }
    if (type != "Bundle") {
      take(json);
    } else if (list_at(json, "entry").size() > most_entries) {
      return bad_input("the bundle has more than " + std::to_string(most_entries) + " entries");
    } else {
      for (const Json& entry : list_at(json, "entry")) {
        take(at(entry, "resource"));
      }
    }
    if (subjects_.size() > 1) {
      return bad_input("the file is about more than one person; expected one");
    }
    return std::move(taken_);
  }

 private:
  void take(const Json& resource) {
    ++place_;
    const std::string type = text_at(resource, "resourceType");
    name_ = (type.empty() ? "entry" : shortened(type)) + " " + std::to_string(place_);
    if (type == "Observation") {
      take_observation(resource);
    } else if (type == "ServiceRequest") {
      take_service_request(resource);
    } else if (type == "CarePlan") {
      take_care_plan(resource);
    } else {
      leave(type.empty() ? "has no resourceType" : "nothing is taken from this type");
    }
  }

  void leave(std::string why) { taken_.left.push_back({name_, std::move(why)}); }

  void add(const Json& resource, const LocalMoment& when, Body body, const char* by,
           const std::string& words) {
    if (const std::string subject = text_at(at(resource, "subject"), "reference");
        !subject.empty()) {
      subjects_.insert(subject);
    }
    SplitMix64 chance(hash_of(to_bytes(resource)));
    Event event;
    event.id = own_id(resource).value_or(uuid_v7(when.at, chance));
    event.person = reader_.person;
    event.device = reader_.device;
    event.at = when.at;
    event.utc_offset_min = when.utc_offset_min;
    event.by = by;
    event.body = std::move(body);
    taken_.events.push_back(std::move(event));
    taken_.understood.push_back(name_ + ": " + words);
  }

  /// Of what we wrote ourselves: the event that it was.
  static std::optional<Uuid> own_id(const Json& resource) {
    for (const Json& one : list_at(resource, "identifier")) {
      const auto id = parse_uuid(text_at(one, "value"));
      if (text_at(one, "system") == events && id) {
        return *id;
      }
    }
    return std::nullopt;
  }

  /// When it was; says what is wrong with it.
  std::optional<LocalMoment> moment_of(const Json& resource, const char* key) {
    const std::string text = text_at(resource, key);
    const auto moment = parse_rfc3339(text);
    if (!moment) {
      leave(text.empty() ? std::string("has no ") + key
                         : std::string(key) + " has no time of day with its distance from UTC");
      return std::nullopt;
    }
    if (moment->at.ms > reader_.now.ms + slack_ms) {
      leave("lies in the future");
      return std::nullopt;
    }
    return *moment;
  }

  // ---- observations

  void take_observation(const Json& resource) {
    const Json& code = at(resource, "code");
    const std::string test = code_in(code, range_tests);
    if (!is_one_of(text_at(resource, "status"), {"final", "amended", "corrected"})) {
      leave("its status is not final");
    } else if (has_code(code, loinc, pain_code)) {
      take_pain(resource);
    } else if (!test.empty()) {
      take_range(resource, test);
    } else {
      leave("its code is not known here");
    }
  }

  void take_pain(const Json& resource) {
    constexpr int most = 100;
    const Json& integer = at(resource, "valueInteger");
    const auto tenths =
        tenths_of(integer.is_null() ? at(at(resource, "valueQuantity"), "value") : integer);
    if (!tenths || *tenths < 0 || *tenths > most || *tenths % 10 != 0) {
      leave("its value is no whole number from 0 to 10");
      return;
    }
    if (const auto when = moment_of(resource, "effectiveDateTime")) {
      PainReported pain;
      pain.now = *tenths / 10;
      add(resource, *when, pain, "person", "pain " + std::to_string(*pain.now));
    }
  }

  void take_range(const Json& resource, const std::string& id) {
    const RangeTest* test = reader_.catalogue.measures.find_test(id);
    if (test == nullptr) {
      leave("there is no such range test");
      return;
    }
    const auto readings = readings_of(resource, test->unit);
    const std::string side = side_of(resource);
    if (readings.empty()) {
      leave("its values are not in " + test->unit + " with one decimal at most");
    } else if ((side == "both") == test->each_side) {
      leave(test->each_side ? "it does not say which side" : "this test has no sides");
    } else if (const auto when = moment_of(resource, "effectiveDateTime")) {
      std::string method = text_at(at(resource, "method"), "text");
      add(resource, *when,
          RangeMeasured{id, side, readings, method.empty() ? test->method : shortened(method)},
          "person", test->name + ", " + side);
    }
  }

  static std::optional<int> reading_of(const Json& quantity, const std::string& unit) {
    const bool has_unit = text_at(quantity, "code") == unit && text_at(quantity, "system") == units;
    return has_unit ? tenths_of(at(quantity, "value")) : std::nullopt;
  }

  /// All readings, or none if one of them cannot be understood.
  static std::vector<int> readings_of(const Json& resource, const std::string& unit) {
    std::vector<int> readings;
    const Json& components = list_at(resource, "component");
    constexpr std::size_t most = 9;
    if (components.size() > most) {
      return {};
    }
    for (const Json& one : components) {
      const auto reading = reading_of(at(one, "valueQuantity"), unit);
      if (!reading) {
        return {};
      }
      readings.push_back(*reading);
    }
    const auto only = reading_of(at(resource, "valueQuantity"), unit);
    if (components.empty() && only) {
      readings.push_back(*only);
    }
    return readings;
  }

  static std::string side_of(const Json& resource) {
    const Json& site = at(resource, "bodySite");
    return has_code(site, snomed, "7771000")    ? "left"
           : has_code(site, snomed, "24028007") ? "right"
                                                : "both";
  }

  // ---- prescriptions

  static bool is_exercise(const Json& resource) {
    return has_code(at(resource, "code"), snomed, exercise_therapy) ||
           any_has_code(list_at(resource, "category"), physical_activity, "PhysicalActivity") ||
           any_has_code(list_at(resource, "category"), snomed, exercise_therapy);
  }

  static void put(std::string& text, const std::string& more) {
    if (!more.empty()) {
      text += (text.empty() ? "" : "\n") + more;
    }
  }

  static std::string notes_of(const Json& resource) {
    std::string text;
    for (const Json& note : list_at(resource, "note")) {
      put(text, text_at(note, "text"));
    }
    return text;
  }

  /// The event is of now, when it was read; the day it was written stands in its text.
  void add_prescription(const Json& resource, const char* when_key, const char* who_key,
                        std::string text) {
    const std::string written = text_at(resource, when_key);
    if (text.empty()) {
      leave("holds no words about what to do");
      return;
    }
    put(text, written.empty() ? "" : "Written " + shortened(written) + ".");
    if (text.size() > most_text_bytes) {
      leave("its text is longer than " + std::to_string(most_text_bytes) + " bytes");
      return;
    }
    const std::string who = text_at(at(resource, who_key), "display");
    // The id does not hang on the moment of reading, or each reading would add it again.
    const Instant born = parse_day(written.substr(0, std::string_view("2026-11-24").size()))
                             .map([](Day day) { return Instant{day.number * ms_per_day}; })
                             .value_or(Instant{0});
    SplitMix64 chance(hash_of(to_bytes(resource)));
    const Uuid id = uuid_v7(born, chance);
    add(resource, {reader_.now, reader_.utc_offset_min}, PrescriptionWritten{shortened(who), text},
        "clinician", "exercise therapy" + (who.empty() ? "" : ", by " + shortened(who)));
    if (!own_id(resource)) {
      taken_.events.back().id = id;
    }
  }

  void take_service_request(const Json& resource) {
    if (!is_exercise(resource)) {
      leave("is not marked as exercise therapy");
    } else if (text_at(resource, "status") != "active") {
      leave("is not active");
    } else if (!is_one_of(text_at(resource, "intent"), {"order", "original-order", "plan"})) {
      leave("is no order");
    } else {
      std::string text = notes_of(resource);
      put(text, text_at(resource, "patientInstruction"));
      if (text.empty()) {
        put(text, text_at(at(resource, "code"), "text"));
      }
      add_prescription(resource, "authoredOn", "requester", std::move(text));
    }
  }

  void take_care_plan(const Json& resource) {
    if (own_id(resource)) {
      leave("is a plan of Lissom's own; it follows from the record");
    } else if (!is_exercise(resource)) {
      leave("is not marked as exercise therapy");
    } else if (text_at(resource, "status") != "active") {
      leave("is not active");
    } else {
      std::string text = text_at(resource, "title");
      put(text, text_at(resource, "description"));
      for (const Json& activity : list_at(resource, "activity")) {
        const Json& detail = at(activity, "detail");
        const std::string what = text_at(detail, "description");
        put(text, what.empty() ? text_at(at(detail, "code"), "text") : what);
      }
      put(text, notes_of(resource));
      add_prescription(resource, "created", "author", std::move(text));
    }
  }

  const FhirReader& reader_;
  FhirTaken taken_;
  std::set<std::string> subjects_;
  std::string name_;
  int place_ = 0;
};

}  // namespace

Result<FhirTaken> read_fhir(const Json& json, const FhirReader& reader) {
  return Taker(reader).run(json);
}

}  // namespace lissom
