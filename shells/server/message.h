#pragma once
/// A request and its answer, apart from how they travel.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "shells/server/file.h"

namespace lissom::server {

/// What was asked: the parts of an HTTP request that mean something here, "" for what is not there.
struct Request {
  std::string method;  ///< as it was sent
  std::string target;  ///< path and query, as sent
  std::string host;
  std::string origin;
  std::string cookie;
  std::string content_type;
  std::string accept_encoding;
  std::string if_none_match;
  std::string range;
  std::string if_range;
  std::string body;
};

struct Header {
  std::string name;
  std::string value;
};

/// A part of a file that is sent as it is read.
struct FilePart {
  File file;
  std::uint64_t from = 0;
  std::uint64_t size = 0;
};

struct Answer {
  unsigned status = 200;
  std::vector<Header> headers;
  std::string body;
  std::optional<FilePart> part;  ///< in place of `body`
  std::string path = "?";        ///< for the log: the path if it is one of ours, or "?"
  std::string trouble;           ///< for the log: what is wrong with this machine, if anything is

  [[nodiscard]] std::uint64_t size() const { return part ? part->size : body.size(); }
};

/// `{"fault": what}`.
[[nodiscard]] Answer fault_answer(unsigned status, std::string_view what);
/// A JSON text, not to be kept by anybody on the way.
[[nodiscard]] Answer json_answer(std::string body);

/// The value of a header of an answer, or "".
[[nodiscard]] std::string_view header_of(const Answer& answer, std::string_view name);

/// The first lines of an answer up to and with the empty one. Whatever the answer is, they carry
/// what tells a browser to keep everybody else out.
[[nodiscard]] std::string head_of(const Answer& answer, bool keeps_alive, Instant now);

/// What is logged of an answer, as a line of JSON. @param bytes  of the body, that were sent
/// @param ms  how long it took
[[nodiscard]] std::string log_line(std::string_view method, const Answer& answer,
                                   std::uint64_t bytes, std::int64_t ms, Instant now);

/// "Sun, 06 Nov 1994 08:49:37 GMT". Source: RFC 9110, 5.6.7.
[[nodiscard]] std::string http_date(Instant at);

}  // namespace lissom::server
