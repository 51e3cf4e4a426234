#include "shells/server/service.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <utility>

#include "core/base/json.h"
#include "core/journal/bundle.h"
#include "core/journal/codec.h"

namespace lissom::server {
namespace {

constexpr std::string_view cookie_name = "lissom";
constexpr std::size_t most_records = 1000;
/// Nobody mistypes a link, so more wrong ones than this are not a person. Conventions.
constexpr std::size_t most_wrong_tokens = 10;
constexpr std::int64_t wrong_tokens_ms = 60'000;
/// Calendars are asked for every few minutes at most. Convention.
constexpr std::size_t most_calendars = 60;
constexpr std::string_view calendar_folder = "calendar";

/// Whether less than a minute ago there were already `most` of them.
bool is_too_often(std::deque<Instant>& times, Instant now, std::size_t most) {
  while (!times.empty() && now.ms - times.front().ms >= wrong_tokens_ms) {
    times.pop_front();
  }
  return times.size() >= most;
}

std::string cookie(std::string_view secret, std::int64_t age_s) {
  return std::string(cookie_name) + "=" + std::string(secret) +
         "; Path=/api; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(age_s);
}

bool is_reading(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

/// A fault of the store or of what was sent, as an answer.
Answer answer_to(const Fault& fault) {
  switch (fault.code) {
    case Errc::bad_input:
    case Errc::unknown:
      return fault_answer(400, fault.what);
    case Errc::conflict:
      return fault_answer(409, fault.what);
    case Errc::damaged:
    case Errc::io:
      break;
  }
  Answer answer =
      fault_answer(500, "the record cannot be used now; the server's terminal says why");
  answer.trouble = fault.what;
  return answer;
}

Json id_or_null(const std::optional<Uuid>& id) {
  return id ? Json(to_string(*id)) : Json();
}

/// The lines of a body as records of `person`, or the first one that is none.
Result<std::vector<Record>> records_in(const Json& lines, const Uuid& person) {
  if (!lines.is_array()) {
    return bad_input("records: expected a list of lines");
  }
  std::vector<Record> records;
  records.reserve(lines.size());
  const auto bad_line = [&](const std::string& what) {
    return bad_input("records, line " + std::to_string(records.size() + 1) + ": " + what);
  };
  for (const Json& line : lines) {
    if (!line.is_string()) {
      return bad_line("expected a text, as in an export");
    }
    auto record = from_line(line.get_ref<const std::string&>());
    if (!record) {
      return bad_line(record.error().what);
    }
    if (record->person != person) {
      return bad_line("is about another person than the request");
    }
    records.push_back(std::move(*record));
  }
  return records;
}

/// A body of `{"person", "records"}`.
Result<Sent> parse_records(std::string_view body) {
  const auto json = parse_json(body);
  if (!json) {
    return tl::unexpected(json.error());
  }
  ObjectReader in(*json, "request");
  const std::string name = in.text("person");
  const Json& lines = in.any("records");
  if (const auto fault = in.fault()) {
    return tl::unexpected(*fault);
  }
  const auto person = parse_uuid(name);
  if (!person) {
    return bad_input("person: " + person.error().what);
  }
  return records_in(lines, *person).transform([&](std::vector<Record> records) {
    return Sent{.person = *person, .records = std::move(records)};
  });
}

/// A body of records as bytes.
Result<Sent> parse_bundle(std::string_view body) {
  auto records = from_bundle(body);
  if (!records) {
    return tl::unexpected(records.error());
  }
  if (records->empty()) {
    return bad_input("expected records");
  }
  const Uuid person = records->front().person;
  if (!std::ranges::all_of(*records, [&](const Record& each) { return each.person == person; })) {
    return bad_input("expected the records of one person");
  }
  return Sent{.person = person, .records = std::move(*records)};
}

Result<std::string> parse_token(std::string_view body) {
  const auto json = parse_json(body);
  if (!json) {
    return tl::unexpected(json.error());
  }
  ObjectReader in(*json, "request");
  std::string token = in.text("token");
  const auto fault = in.fault();
  return fault ? tl::unexpected(*fault) : Result<std::string>(std::move(token));
}

/// How records are handed out: as readable lines, or each as its bytes.
struct Wanted {
  Position after = 0;
  bool is_raw = false;
};

/// "after=12", "after=12&as=raw"; nothing is 0.
Result<Wanted> parse_wanted(std::string_view query) {
  if (query.empty()) {
    return Wanted{};
  }
  const std::string_view text = query_value(query, "after").value_or("");
  Position after = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, after);
  const bool is_number = !text.empty() && read.ec == std::errc{} && read.ptr == end && after >= 0;
  if (!is_number) {
    return bad_input("after: expected a whole number from 0, as \"next\" gave it");
  }
  return Wanted{.after = after, .is_raw = query_value(query, "as") == "raw"};
}

}  // namespace

Service::Service(ServiceOptions options, Browsers browsers)
    : options_(std::move(options)),
      browsers_(std::move(browsers)),
      record_(options_.folder),
      intake_(std::make_unique<Intake>(options_.folder)),
      files_(options_.web) {
}

Result<Service> Service::open(ServiceOptions options) {
  auto browsers = Browsers::open(options.folder);
  if (!browsers) {
    return tl::unexpected(browsers.error());
  }
  Service service(std::move(options), std::move(*browsers));
  if (auto usable = service.record_.check(); !usable) {
    return tl::unexpected(usable.error());
  }
  return service;
}

const std::vector<Service::Endpoint>& Service::endpoints() {
  static const std::vector<Endpoint> all = {
      {"GET", "hello", true, &Service::hello},
      {"POST", "pair", true, &Service::pair},
      {"POST", "unpair", false, &Service::unpair},
      {"GET", "records", false, &Service::give_records},
      {"POST", "records", false, nullptr},
  };
  return all;
}

Answer Service::answer(const Request& request) {
  if (auto refused = refusal(request)) {
    return std::move(*refused);
  }
  std::promise<Answer> told;
  answer(request, [&](Answer answer) { told.set_value(std::move(answer)); });
  return told.get_future().get();
}

/// What a page of another origin, or a name that somebody pointed at this machine, could ask is
/// refused before anything is looked at.
std::optional<Answer> Service::refusal(const Request& head) {
  if (std::ranges::find(options_.hosts, head.host) == options_.hosts.end()) {
    return fault_answer(403, "this server does not go by that name; open the link that it printed");
  }
  if (!is_reading(head.method) && head.origin != "http://" + head.host) {
    return fault_answer(403, "only the app of this server may ask that");
  }
  const auto target = parse_target(head.target);
  if (!target) {
    return fault_answer(400, "the path is not one; expected plain names between slashes");
  }
  if (!target->segments.empty() && target->segments.front() == "api") {
    return refuse_call(head, *target);
  }
  if (!is_reading(head.method)) {
    Answer answer = fault_answer(405, "files can only be read");
    answer.headers.push_back({"Allow", "GET, HEAD"});
    return answer;
  }
  return std::nullopt;
}

std::optional<Answer> Service::refuse_call(const Request& head, const Target& target) {
  const std::string_view name =
      target.segments.size() == 2 ? std::string_view(target.segments[1]) : std::string_view();
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  std::string allowed;
  const Endpoint* called = nullptr;
  for (const Endpoint& endpoint : endpoints()) {
    if (endpoint.name == name) {
      allowed.append(allowed.empty() ? "" : ", ").append(endpoint.method);
      called = endpoint.method == method ? &endpoint : called;
    }
  }
  if (allowed.empty()) {
    return fault_answer(404, "there is no such request");
  }
  std::optional<Answer> refused;
  if (called == nullptr) {
    refused = fault_answer(405, "this is asked by " + allowed);
    refused->headers.push_back({"Allow", allowed});
  } else {
    refused = refuse_caller(head, *called);
  }
  if (refused) {
    refused->path = "/api/" + std::string(name);
  }
  return refused;
}

std::optional<Answer> Service::refuse_caller(const Request& head, const Endpoint& called) {
  const bool takes_bundles = called.handler == nullptr;
  const bool is_readable =
      is_json(head.content_type) || (takes_bundles && is_bundle(head.content_type));
  if (called.method == "POST" && !is_readable) {
    return fault_answer(400, "expected a body of the type application/json");
  }
  if (called.is_open) {
    return std::nullopt;
  }
  const auto paired = is_paired(head);
  if (!paired) {
    return answer_to(paired.error());
  }
  return *paired ? std::nullopt
                 : std::optional(
                       fault_answer(401, "this browser is not paired; open a link of the server"));
}

void Service::answer(const Request& request, Then then) {
  const auto target = parse_target(request.target).value_or(Target{});
  if (!target.segments.empty() && target.segments.front() == calendar_folder) {
    then(give_calendar(target));
    return;
  }
  if (target.segments.empty() || target.segments.front() != "api") {
    then(files_.answer(request, target.segments));
    return;
  }
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  const auto called = std::ranges::find_if(endpoints(), [&](const Endpoint& endpoint) {
    return endpoint.name == target.segments.back() && endpoint.method == method;
  });
  if (called->handler == nullptr) {
    take_records(request, std::move(then));
  } else {
    Answer answer = (this->*called->handler)(request, target);
    answer.path = "/api/" + target.segments.back();
    then(std::move(answer));
  }
}

Result<bool> Service::is_paired(const Request& request) {
  const std::string_view secret = cookie_value(request.cookie, cookie_name);
  return secret.empty() ? Result<bool>(false) : browsers_.knows(secret, options_.now());
}

Answer Service::hello(const Request& request, const Target& /*target*/) {
  const auto paired = is_paired(request);
  if (!paired) {
    return answer_to(paired.error());
  }
  return json_answer(
      to_bytes({{"app", "lissom"}, {"version", options_.version}, {"paired", *paired}}));
}

bool Service::has_guessed_too_often() {
  return is_too_often(wrong_tokens_, options_.now(), most_wrong_tokens);
}

bool Service::has_read_too_often() {
  return is_too_often(calendars_read_, options_.now(), most_calendars);
}

/// `/calendar/SECRET.ics`. Whatever is not a link, or not any more, is looked up and answered
/// alike; nothing of the path is ever logged.
Answer Service::give_calendar(const Target& target) {
  Answer answer = fault_answer(404, "there is no such calendar");
  constexpr std::string_view ending = ".ics";
  std::string_view secret = target.segments.back();
  const bool has_ending = secret.ends_with(ending);
  secret.remove_suffix(has_ending ? ending.size() : 0);
  const auto known = browsers_.knows_feed(secret);
  const bool is_link = known.value_or(false) && has_ending && target.segments.size() == 2;
  if (!known) {
    answer = answer_to(known.error());
  } else if (!is_link && has_guessed_too_often()) {
    answer = fault_answer(429, "too many wrong links; wait a minute");
  } else if (!is_link) {
    wrong_tokens_.push_back(options_.now());
  } else if (has_read_too_often()) {
    answer = fault_answer(429, "asked too often; wait a minute");
  } else if (options_.calendar) {
    calendars_read_.push_back(options_.now());
    auto text = options_.calendar();
    if (text) {
      answer = Answer{};
      answer.headers = {{"Content-Type", "text/calendar; charset=utf-8"},
                        {"Cache-Control", "no-store"}};
      answer.body = std::move(*text);
    } else {
      answer = answer_to(text.error());
    }
  }
  answer.path = "/calendar";
  return answer;
}

Answer Service::pair(const Request& request, const Target& /*target*/) {
  if (has_guessed_too_often()) {
    return fault_answer(429, "too many wrong links; wait a minute");
  }
  const auto token = parse_token(request.body);
  if (!token) {
    return answer_to(token.error());
  }
  const auto person = record_.person();
  const auto secret =
      person ? browsers_.pair(*token, options_.now()) : tl::unexpected(person.error());
  if (!secret) {
    return answer_to(secret.error());
  }
  if (!*secret) {
    wrong_tokens_.push_back(options_.now());
    return fault_answer(
        403, "this link does not work (any more); \"lissom serve --link\" prints a new one");
  }
  Answer answer = json_answer(to_bytes({{"person", id_or_null(*person)}}));
  answer.headers.push_back({"Set-Cookie", cookie(**secret, browser_s)});
  return answer;
}

Answer Service::unpair(const Request& request, const Target& /*target*/) {
  const auto forgotten = browsers_.forget(cookie_value(request.cookie, cookie_name));
  if (!forgotten) {
    return answer_to(forgotten.error());
  }
  Answer answer = json_answer("{}");
  answer.headers.push_back({"Set-Cookie", cookie("", 0)});
  return answer;
}

Answer Service::give_records(const Request& /*request*/, const Target& target) {
  const auto wanted = parse_wanted(target.query);
  const auto part =
      wanted ? record_.read(wanted->after, most_records) : tl::unexpected(wanted.error());
  if (!part) {
    return answer_to(part.error());
  }
  Json lines = Json::array();
  for (const Record& record : part->records) {
    lines.push_back(wanted->is_raw ? to_raw_line(record) : to_line(record));
  }
  return json_answer(to_bytes({{"person", id_or_null(part->person)},
                               {"records", std::move(lines)},
                               {"next", part->next},
                               {"more", part->has_more}}));
}

void Service::take_records(const Request& request, Then then) {
  const auto tell = [](const Then& whom, Answer answer) {
    answer.path = "/api/records";
    whom(std::move(answer));
  };
  auto sent =
      is_bundle(request.content_type) ? parse_bundle(request.body) : parse_records(request.body);
  if (!sent) {
    tell(then, answer_to(sent.error()));
    return;
  }
  intake_->add(std::move(*sent), [tell, then = std::move(then)](const Result<Merged>& merged) {
    tell(then, merged ? json_answer(R"({"stored":)" + std::to_string(merged->stored) +
                                    R"(,"already":)" + std::to_string(merged->already) + "}")
                      : answer_to(merged.error()));
  });
}

}  // namespace lissom::server
