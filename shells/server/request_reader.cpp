#include "shells/server/request_reader.h"

#include <algorithm>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>

namespace lissom::server {

namespace http = boost::beast::http;

RequestReader::RequestReader(std::uint32_t most_head_bytes, std::uint64_t most_body_bytes) {
  header_limit(most_head_bytes);
  body_limit(most_body_bytes);
}

RequestReader::Error RequestReader::read_head(boost::beast::flat_buffer& buffer) {
  Error trouble;
  if (!has_head() && buffer.size() > 0) {
    buffer.consume(put(buffer.data(), trouble));
  }
  return trouble == http::error::need_more ? Error() : trouble;
}

RequestReader::Error RequestReader::read_body(boost::beast::flat_buffer& buffer) {
  Error trouble;
  while (!trouble && !is_whole() && buffer.size() > 0) {
    buffer.consume(put(buffer.data(), trouble));
  }
  return trouble == http::error::need_more ? Error() : trouble;
}

std::string* RequestReader::place_of(Field name) {
  switch (name) {
    case Field::host:
      return &request_.host;
    case Field::origin:
      return &request_.origin;
    case Field::cookie:
      return &request_.cookie;
    case Field::content_type:
      return &request_.content_type;
    case Field::accept_encoding:
      return &request_.accept_encoding;
    case Field::if_none_match:
      return &request_.if_none_match;
    case Field::range:
      return &request_.range;
    case Field::if_range:
      return &request_.if_range;
    default:
      return nullptr;
  }
}

void RequestReader::on_request_impl(http::verb /*verb*/, Text method, Text target, int /*version*/,
                                    Error& /*error*/) {
  request_.method.assign(method.data(), method.size());
  request_.target.assign(target.data(), target.size());
}

void RequestReader::on_response_impl(int /*code*/, Text /*reason*/, int /*version*/,
                                     Error& /*error*/) {
}

/// Of several with one name the first counts. What comes behind a body in pieces has come too late
/// to mean anything.
void RequestReader::on_field_impl(Field name, Text /*name_text*/, Text value, Error& /*error*/) {
  const auto number = static_cast<std::size_t>(name);
  std::string* const place = place_of(name);
  if (has_head() || number >= seen_.size()) {
    return;
  }
  if (name == Field::host && seen_[number]) {
    // Two hosts are none: whoever looks at another one than we do must not be led astray.
    request_.host.clear();
  } else if (place != nullptr && !seen_[number]) {
    place->assign(value.data(), value.size());
  } else if (name == Field::expect && !seen_[number]) {
    waits_for_leave_ = boost::beast::iequals(value, "100-continue");
  }
  seen_.set(number);
}

void RequestReader::on_header_impl(Error& /*error*/) {
}

void RequestReader::on_body_init_impl(const boost::optional<std::uint64_t>& size,
                                      Error& /*error*/) {
  // What is announced need not come: room for that only as it comes.
  constexpr std::uint64_t most_at_once = 64U << 10U;
  request_.body.reserve(static_cast<std::size_t>(std::min(size.value_or(0), most_at_once)));
}

std::size_t RequestReader::on_body_impl(Text bytes, Error& /*error*/) {
  request_.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

void RequestReader::on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                                         Error& /*error*/) {
}

std::size_t RequestReader::on_chunk_body_impl(std::uint64_t /*left*/, Text bytes,
                                              Error& /*error*/) {
  request_.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

void RequestReader::on_finish_impl(Error& /*error*/) {
}

std::optional<Answer> answer_to(const RequestReader::Error& trouble) {
  if (trouble == http::error::body_limit) {
    return fault_answer(413, "the body is larger than this server takes");
  }
  if (trouble == http::error::header_limit || trouble == http::error::buffer_overflow) {
    return fault_answer(431, "the headers are larger than this server takes");
  }
  const bool is_of_http = trouble.category() == http::make_error_code(http::error{}).category();
  if (is_of_http && trouble != http::error::end_of_stream &&
      trouble != http::error::partial_message) {
    return fault_answer(400, "this is not a request of HTTP/1.1");
  }
  return std::nullopt;
}

}  // namespace lissom::server
