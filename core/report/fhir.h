#pragma once
/// A record as HL7 FHIR R4, and what of another system's can be taken into one.
/// docs/formats/fhir.md says what becomes what, and which codes are ours.

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"
#include "core/programme/state.h"

namespace lissom {

namespace fhir {
inline constexpr const char* loinc = "http://loinc.org";
inline constexpr const char* snomed = "http://snomed.info/sct";
inline constexpr const char* physical_activity =
    "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes";
inline constexpr const char* units = "http://unitsofmeasure.org";
/// Codes of ours: system, then "|", then the code in docs/formats/fhir.md.
inline constexpr const char* local = "urn:lissom:codes";
inline constexpr const char* range_tests = "urn:lissom:range-tests";
inline constexpr const char* exercises = "urn:lissom:exercises";
inline constexpr const char* events = "urn:lissom:events";
/// "Pain severity - 0-10 verbal numeric rating [Score] - Reported".
inline constexpr const char* pain_code = "72514-3";
/// "Exercise therapy (regime/therapy)".
inline constexpr const char* exercise_therapy = "229065009";
}  // namespace fhir

struct FhirRequest {
  const Journal& journal;
  const State& state;
  const Catalogue& catalogue;
  Uuid person;
  Instant now;
  int utc_offset_min = 0;
  bool is_closed = false;  ///< the programme is closed: the plan is on hold
};

/// A Bundle (collection) of what counts in the record. Same record and moment, same bytes.
[[nodiscard]] Json fhir_bundle(const FhirRequest& request);

/// Something that was not taken, and why.
struct FhirLeft {
  std::string what;  ///< "Observation 3": its type and place in the bundle, from 1
  std::string why;
};

struct FhirTaken {
  std::vector<Event> events;  ///< in the order of the bundle
  std::vector<std::string> understood;
  std::vector<FhirLeft> left;
};

/// Whose the events become, and when the latest may be.
struct FhirReader {
  const Catalogue& catalogue;
  Uuid person;
  Uuid device;
  Instant now;
  int utc_offset_min = 0;
};

/// Reads a Bundle, or a single resource: exercise therapy that was prescribed (CarePlan,
/// ServiceRequest), pain and range tests (Observation). Nothing is guessed. The same resource gives
/// an event with the same id, so that it counts once however often it is read.
/// @return bad_input if `json` is no FHIR resource at all
[[nodiscard]] Result<FhirTaken> read_fhir(const Json& json, const FhirReader& reader);

}  // namespace lissom
