#pragma once
/// What the server answers, apart from sockets: the app's files, and the requests of
/// docs/formats/server.md. It stores and hands out records and decides nothing about health.

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "shells/server/browsers.h"
#include "shells/server/header_text.h"
#include "shells/server/intake.h"
#include "shells/server/message.h"
#include "shells/server/shared_record.h"
#include "shells/server/static_files.h"

namespace lissom::server {

struct ServiceOptions {
  std::filesystem::path folder;    ///< of the record
  std::filesystem::path web;       ///< of the app
  std::string version;             ///< of the program
  std::vector<std::string> hosts;  ///< names and ports under which we are reached: "127.0.0.1:80"
  std::function<Instant()> now;    ///< the clock
  /// The calendar that is handed out as a feed, as the core has it now; none: there is no feed.
  std::function<Result<std::string>()> calendar = {};
};

/// For one thread, apart from what `Then` says.
class Service {
 public:
  /// Gets an answer, once. Where records are to be stored, later and from another thread.
  using Then = std::function<void(Answer)>;

  /// @return what the files beside the record, or the record if there is one, say if they cannot
  /// be used
  [[nodiscard]] static Result<Service> open(ServiceOptions options);

  /// Whether the answer is no already, whatever the body will be: nothing, or that answer.
  [[nodiscard]] std::optional<Answer> refusal(const Request& head);

  /// Answers one request. Never fails: what goes wrong is an answer. What was sent to be stored is
  /// stored when the answer says so, and all requests are answered before the service ends.
  /// @pre `refusal` has just now had nothing to say
  void answer(const Request& request, Then then);
  /// Both of these, for who has nothing else to do meanwhile.
  [[nodiscard]] Answer answer(const Request& request);

  /// For the program around: the list of browsers.
  [[nodiscard]] Browsers& browsers() { return browsers_; }
  [[nodiscard]] Instant now() const { return options_.now(); }

 private:
  using Handler = Answer (Service::*)(const Request&, const Target&);
  struct Endpoint {
    std::string_view method;
    std::string_view name;
    bool is_open;     ///< to browsers that are not paired
    Handler handler;  ///< nothing for what is answered later
  };
  static const std::vector<Endpoint>& endpoints();

  Service(ServiceOptions options, Browsers browsers);

  [[nodiscard]] std::optional<Answer> refuse_call(const Request& head, const Target& target);
  [[nodiscard]] std::optional<Answer> refuse_caller(const Request& head, const Endpoint& called);
  [[nodiscard]] Result<bool> is_paired(const Request& request);
  [[nodiscard]] bool has_guessed_too_often();
  [[nodiscard]] bool has_read_too_often();

  Answer hello(const Request& request, const Target& target);
  Answer pair(const Request& request, const Target& target);
  Answer unpair(const Request& request, const Target& target);
  Answer give_records(const Request& request, const Target& target);
  void take_records(const Request& request, Then then);
  Answer give_calendar(const Target& target);

  ServiceOptions options_;
  Browsers browsers_;
  SharedRecord record_;             ///< to read
  std::unique_ptr<Intake> intake_;  ///< to write
  StaticFiles files_;
  std::deque<Instant> wrong_tokens_;    ///< when they came, of the last minute
  std::deque<Instant> calendars_read_;  ///< the same
};

}  // namespace lissom::server
