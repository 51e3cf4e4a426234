#include "shells/server/message.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"

namespace lissom::server {
namespace {

constexpr const char* content_security_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

/// The app keeps the screen on and measures angles by the phone's tilt; nothing else is its
/// business.
constexpr const char* permissions_policy =
    "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), camera=(), microphone=(), "
    "geolocation=(), magnetometer=(), payment=(), usb=(), serial=(), midi=(), "
    "display-capture=(), xr-spatial-tracking=()";

constexpr std::array<std::pair<const char*, const char*>, 6> always = {{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", permissions_policy},
}};

std::string_view reason_of(unsigned status) {
  constexpr std::array<std::pair<unsigned, std::string_view>, 17> reasons = {{
      {200, "OK"},
      {206, "Partial Content"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {413, "Content Too Large"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {503, "Service Unavailable"},
  }};
  const auto* const found =
      std::ranges::find(reasons, status, [](const auto& r) { return r.first; });
  return found == reasons.end() ? "?" : found->second;
}

void add_line(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

/// What every head has, made once.
const std::string& lines_of_all() {
  static const std::string lines = [] {
    std::string made;
    for (const auto& [name, value] : always) {
      add_line(made, name, value);
    }
    return made;
  }();
  return lines;
}

}  // namespace

Answer json_answer(std::string body) {
  Answer answer;
  answer.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  answer.body = std::move(body);
  return answer;
}

Answer fault_answer(unsigned status, std::string_view what) {
  Answer answer = json_answer(to_bytes({{"fault", what}}));
  answer.status = status;
  return answer;
}

std::string_view header_of(const Answer& answer, std::string_view name) {
  const auto found =
      std::ranges::find_if(answer.headers, [&](const Header& h) { return h.name == name; });
  return found == answer.headers.end() ? std::string_view() : found->value;
}

std::string head_of(const Answer& answer, bool keeps_alive, Instant now) {
  constexpr std::size_t usual_bytes = 512;
  std::string head;
  head.reserve(lines_of_all().size() + usual_bytes);
  head.append("HTTP/1.1 ").append(std::to_string(answer.status)).append(" ");
  head.append(reason_of(answer.status)).append("\r\n");
  add_line(head, "Date", http_date(now));
  for (const Header& header : answer.headers) {
    add_line(head, header.name, header.value);
  }
  // "Not modified" has no body, and says nothing about the one it does not have.
  if (answer.status != 304) {
    add_line(head, "Content-Length", std::to_string(answer.size()));
  }
  head.append(lines_of_all());
  if (!keeps_alive) {
    add_line(head, "Connection", "close");
  }
  head.append("\r\n");
  return head;
}

std::string log_line(std::string_view method, const Answer& answer, std::uint64_t bytes,
                     std::int64_t ms, Instant now) {
  // Put together as text: as a value it took a tenth of the whole request.
  std::string line = R"({"time":")" + to_rfc3339(now, 0);
  line.append(R"(","method":)").append(to_bytes(method));
  line.append(R"(,"path":)").append(to_bytes(answer.path));
  line.append(R"(,"status":)").append(std::to_string(answer.status));
  line.append(R"(,"bytes":)").append(std::to_string(bytes));
  line.append(R"(,"ms":)").append(std::to_string(ms));
  if (!answer.trouble.empty()) {
    line.append(R"(,"trouble":)").append(to_bytes(answer.trouble));
  }
  return line.append("}\n");
}

std::string http_date(Instant at) {
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string text = to_rfc3339(at, 0);  // "1994-11-06T08:49:37+00:00"
  const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0') - 1);
  return std::string(weekday_name(local_day(at, 0))) + ", " + text.substr(8, 2) + " " +
         months.at(month) + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

}  // namespace lissom::server
