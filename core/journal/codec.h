#pragma once
/// Events as bytes and as JSON. docs/formats/journal.md is the specification.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/journal/event.h"
#include "core/journal/record.h"

namespace lissom {

/// The bytes of an event: version, kind, head, fields, checksum. Canonical: the same event, the
/// same bytes.
[[nodiscard]] std::string encode(const Event& event);
/// The record that a store keeps of an event.
[[nodiscard]] Record to_record(const Event& event);

/// Reads the bytes of one event. Fields with unknown tags (of a later version) are passed over.
/// @return damaged if the checksum or the form is wrong; unknown if the version or kind is of a
/// later program
[[nodiscard]] Result<Event> decode(std::string_view bytes);

/// One line of an export: `{"lissom":1,"kind":…,"id":…,…,"body":{…}}`, or `{"lissom":1,"raw":…}`
/// for a record that cannot be read here, byte for byte in hexadecimal.
[[nodiscard]] std::string to_line(const Record& record);
/// The second of these for any record: also an older program can take it, and reads the fields that
/// it knows.
[[nodiscard]] std::string to_raw_line(const Record& record);
/// Reads a line of an export. @return bad_input with the place in the line
[[nodiscard]] Result<Record> from_line(std::string_view line);

[[nodiscard]] Json to_json(const Event& event);

}  // namespace lissom
