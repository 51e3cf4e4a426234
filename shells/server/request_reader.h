#pragma once
/// Reads requests of HTTP/1.1 as their bytes come, and keeps of their headers only what means
/// something here. For listen.cpp: beside it nobody knows Boost.

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "shells/server/message.h"

namespace lissom::server {

/// Reads one request.
class RequestReader : private boost::beast::http::basic_parser<true> {
 public:
  using Error = boost::system::error_code;

  RequestReader(std::uint32_t most_head_bytes, std::uint64_t most_body_bytes);

  /// Reads on in what has come and takes it out of `buffer`, up to the end of the headers. What is
  /// not whole yet may stay there.
  [[nodiscard]] Error read_head(boost::beast::flat_buffer& buffer);
  /// The same up to the end of the request.
  [[nodiscard]] Error read_body(boost::beast::flat_buffer& buffer);
  [[nodiscard]] bool has_head() const { return is_header_done(); }
  [[nodiscard]] bool is_whole() const { return is_done(); }

  /// @pre the head is there
  [[nodiscard]] bool keeps_alive() const { return keep_alive(); }
  /// Whether the client sends the body only when it is told to go on. @pre the head is there
  [[nodiscard]] bool waits_for_leave() const { return waits_for_leave_; }
  /// Its body is there when all is.
  [[nodiscard]] Request& request() { return request_; }

 private:
  using Field = boost::beast::http::field;
  using Text = boost::beast::string_view;

  [[nodiscard]] std::string* place_of(Field name);

  void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                       Error& error) override;
  void on_response_impl(int code, Text reason, int version, Error& error) override;
  void on_field_impl(Field name, Text name_text, Text value, Error& error) override;
  void on_header_impl(Error& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& size, Error& error) override;
  std::size_t on_body_impl(Text bytes, Error& error) override;
  void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override;
  std::size_t on_chunk_body_impl(std::uint64_t left, Text bytes, Error& error) override;
  void on_finish_impl(Error& error) override;

  Request request_;
  bool waits_for_leave_ = false;
  std::bitset<512> seen_;  ///< which fields were there
};

/// What to say to a request that cannot be read, or nothing if there is nobody to say it to.
[[nodiscard]] std::optional<Answer> answer_to(const RequestReader::Error& trouble);

}  // namespace lissom::server
