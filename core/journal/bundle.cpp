#include "core/journal/bundle.h"

#include <cstdint>

#include "core/journal/codec.h"

namespace lissom {
namespace {

/// How long a record is stands before it, lowest byte first.
constexpr std::size_t length_bytes = 4;

std::size_t read_length(std::string_view bytes) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) {
    length |= std::size_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
  }
  return length;
}

void put_length(std::string& out, std::size_t length) {
  for (std::size_t i = 0; i < length_bytes; ++i, length >>= 8U) {
    out += static_cast<char>(static_cast<unsigned char>(length));
  }
}

Result<Record> read_record(std::string_view bytes) {
  return decode(bytes).transform([&](const Event& event) {
    return Record{event.id, event.person, event.at, std::string(bytes)};
  });
}

tl::unexpected<Fault> wrong(std::size_t before, const std::string& what) {
  return bad_input("record " + std::to_string(before + 1) + ": " + what);
}

}  // namespace

Result<std::string> to_bundle(std::span<const Record> records) {
  std::string bundle;
  std::size_t before = 0;
  for (const Record& record : records) {
    const auto back = read_record(record.bytes);
    if (!back || *back != record || record.bytes.size() > UINT32_MAX) {
      return wrong(before, back ? "is filed under another name" : back.error().what);
    }
    put_length(bundle, record.bytes.size());
    bundle += record.bytes;
    ++before;
  }
  return bundle;
}

Result<std::vector<Record>> from_bundle(std::string_view bundle) {
  std::vector<Record> records;
  while (!bundle.empty()) {
    const bool has_length = bundle.size() >= length_bytes;
    const std::size_t length = has_length ? read_length(bundle) : 0;
    if (!has_length || length > bundle.size() - length_bytes) {
      return wrong(records.size(), "is cut short");
    }
    auto record = read_record(bundle.substr(length_bytes, length));
    if (!record) {
      return wrong(records.size(), record.error().what);
    }
    records.push_back(std::move(*record));
    bundle.remove_prefix(length_bytes + length);
  }
  return records;
}

}  // namespace lissom
