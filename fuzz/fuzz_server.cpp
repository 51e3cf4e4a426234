/// A request to the local server: the first line is the path, the second what goes into all
/// headers, the rest the body. Laws: what is sent comes from the folder of the app; what is refused
/// is one line, and has stored nothing; what is stored comes out again.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/contract.h"
#include "core/base/json.h"
#include "shells/server/service.h"
#include "stores/sqlite/scratch_folder.h"

namespace {

using lissom::Json;
using lissom::server::Answer;
using lissom::server::Request;
using lissom::server::Service;

constexpr const char* host = "127.0.0.1:8080";

Request request(std::string_view method, std::string_view target) {
  Request made;
  made.method = method;
  made.target = target;
  made.host = host;
  made.origin = std::string("http://") + host;
  made.content_type = "application/json";
  return made;
}

/// A server with one browser that was let in.
struct Rig {
  lissom::ScratchFolder folder{lissom::quick_place()};
  std::string web = (folder / "web").string();
  lissom::Instant now{1'795'543'500'000};
  Service service = open();
  std::string cookie = pair();

  Service open() {
    std::filesystem::create_directories(web + "/assets");
    std::filesystem::create_symlink("/etc", web + "/out");
    lissom::put_content(web + "/index.html", "<!doctype html>");
    lissom::put_content(web + "/index.html.gz", "zipped");
    lissom::put_content(web + "/assets/a-B2x9Kq0_.js", "0123456789");
    auto opened = Service::open(
        {.folder = folder / "data", .web = web, .version = "1", .hosts = {host}, .now = [this] {
           return now;
         }});
    LISSOM_EXPECTS(opened.has_value());
    return std::move(*opened);
  }
  std::string pair() {
    Request asked = request("POST", "/api/pair");
    asked.body = lissom::to_bytes({{"token", *service.browsers().new_token(now)}});
    const Answer answer = service.answer(asked);
    LISSOM_EXPECTS(answer.status == 200);
    const std::string set(header_of(answer, "Set-Cookie"));
    return set.substr(0, set.find(';'));
  }
};

Json fault_or_answer(const Answer& answer) {
  const auto json = lissom::parse_json(answer.body);
  LISSOM_EXPECTS(json.has_value() && json->is_object());
  LISSOM_EXPECTS(answer.status != 500 && (answer.status >= 400) == json->contains("fault"));
  LISSOM_EXPECTS(answer.body.find('\n') == std::string::npos);
  return *json;
}

void check_file(const Rig& rig, const Answer& answer) {
  if (!answer.part) {
    return;
  }
  std::error_code error;
  const auto file = std::filesystem::read_symlink(
      "/proc/self/fd/" + std::to_string(answer.part->file.number()), error);
  LISSOM_EXPECTS(!error && file.string().starts_with(rig.web + "/"));
  LISSOM_EXPECTS(answer.part->from + answer.part->size <= std::filesystem::file_size(file));
}

std::string_view cut_line(std::string_view& text) {
  const std::size_t at = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Rig rig;
  static std::int64_t next = 0;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view target = cut_line(rest);
  const std::string header(cut_line(rest));

  Request reading = request("GET", target);
  reading.cookie = reading.accept_encoding = reading.if_none_match = header;
  reading.range = reading.if_range = header;
  check_file(rig, rig.service.answer(reading));
  reading.if_none_match = reading.if_range = "";
  check_file(rig, rig.service.answer(reading));

  Request writing = request("POST", "/api/records");
  writing.cookie = rig.cookie;
  writing.body = rest;
  for (const char* type : {"application/vnd.lissom.records", "application/json"}) {
    writing.content_type = type;
    const Json said = fault_or_answer(rig.service.answer(writing));
    Request looking = request("GET", "/api/records?after=" + std::to_string(next));
    looking.cookie = rig.cookie;
    const Json page = fault_or_answer(rig.service.answer(looking));
    LISSOM_EXPECTS(page["records"].size() == said.value("stored", std::size_t{0}));
    next = page["next"].get<std::int64_t>();
  }

  // Just so slow that no guess is one too many.
  rig.now.ms += 6'100;
  writing.target = "/api/pair";
  LISSOM_EXPECTS(fault_or_answer(rig.service.answer(writing)).contains("fault"));
  return 0;
}
