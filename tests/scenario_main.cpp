// Runs a scenario: a text of what is asked and what must come of it. The same text runs against the
// core in this process and against the program.
//
//   scenario core FILE TRANSCRIPT         asks the core, and writes what was asked and answered
//   scenario cli FILE PROGRAM FOLDER      asks the program, with its record in FOLDER
//
// A scenario is read line by line:
//   # …                          a comment
//   at 2026-11-23T18:05+02:00    from now on it is this moment
//   later N                      N days later, at the same time of day
//   session PAIN EFFORT          a main session from the check (with that pain) to its end, with
//   one step done ask NAME {json}              sends the request; $x is replaced by what was kept
//   as x exit N                       0, 2 or 3 events kind, kind | none     exactly these events
//   came of it (core only), in this order has /json/pointer value      the view holds this value
//   (JSON) there says text                    the answer holds the text       says-not text   and
//   this one not keep x /json/pointer         keeps a text of the view as $x

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "core/api/wire.h"
#include "core/journal/codec.h"

namespace {

using lissom::Json;

struct Answered {
  int exit = 0;
  std::string bytes;  ///< of the whole answer
  Json view;
  std::vector<std::string> events;  ///< kinds; not known from outside the process
};

/// Something that can be asked.
class Asked {
 public:
  Asked() = default;
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;
  virtual ~Asked() = default;
  virtual Answered ask(const Json& request, const std::string& at) = 0;
  [[nodiscard]] virtual bool tells_events() const = 0;
};

class CoreAsked : public Asked {
 public:
  explicit CoreAsked(const std::string& transcript)
      : host_(lissom::embedded_catalogue()), transcript_(transcript) {}

  Answered ask(const Json& request, const std::string& at) override {
    const auto moment = lissom::parse_rfc3339(at);
    Json envelope;
    envelope["moment"] = {{"now_ms", moment ? moment->at.ms : 0},
                          {"utc_offset_min", moment ? moment->utc_offset_min : 0},
                          {"seed", ++seed_}};
    envelope["identity"] = {{"person", "0193a000-0000-7000-8000-000000000001"},
                            {"device", "0193a000-0000-7000-8000-000000000002"}};
    envelope["request"] = request;
    const std::string sent = lissom::to_bytes(envelope);
    Answered answered;
    answered.bytes = host_.answer(sent);
    note({{"envelope", sent}, {"answer", answered.bytes}});
    const Json answer = *lissom::parse_json(answered.bytes);
    answered.exit = answer["exit"].get<int>();
    answered.view = answer.contains("view") ? answer["view"] : Json();
    std::string lines;
    for (const Json& record : answer.contains("records") ? answer["records"] : Json::array()) {
      const auto line = record.get<std::string>();
      lines += line + "\n";
      answered.events.push_back((*lissom::parse_json(line))["kind"].get<std::string>());
    }
    if (!lines.empty()) {
      note({{"load", lines}, {"answer", host_.load(lines)}});
    }
    return answered;
  }
  [[nodiscard]] bool tells_events() const override { return true; }

 private:
  void note(const Json& step) { transcript_ << lissom::to_bytes(step) << '\n'; }

  lissom::WireHost host_;
  std::ofstream transcript_;
  int seed_ = 0;
};

std::string shell_word(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    out += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return out + "'";
}

class ProgramAsked : public Asked {
 public:
  ProgramAsked(std::string program, std::filesystem::path folder)
      : program_(std::move(program)), folder_(std::move(folder)) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  Answered ask(const Json& request, const std::string& at) override {
    const std::string file = (folder_ / "request.json").string();
    std::ofstream(file) << lissom::to_bytes(request);
    const std::string command = shell_word(program_) + " request " + shell_word(file) + " --at " +
                                shell_word(at) + " --data " +
                                shell_word((folder_ / "record").string()) + " 2>&1";
    Answered answered;
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
      std::cerr << "cannot start " << program_ << '\n';
      std::exit(1);
    }
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
      answered.bytes += static_cast<char>(c);
    }
    const int status = pclose(pipe);
    answered.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (const auto json = lissom::parse_json(answered.bytes); json && json->contains("view")) {
      answered.view = (*json)["view"];
    }
    return answered;
  }
  [[nodiscard]] bool tells_events() const override { return false; }

 private:
  std::string program_;
  std::filesystem::path folder_;
};

class Runner {
 public:
  Runner(Asked& asked, std::string file) : asked_(asked), file_(std::move(file)) {}

  /// @return the number of expectations that held, or -1 after the first that did not
  int run() {
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
      ++number_;
      if (line.empty() || line.front() == '#') {
        continue;
      }
      const std::size_t space = line.find(' ');
      const std::string word = line.substr(0, space);
      const std::string rest = space == std::string::npos ? "" : filled(line.substr(space + 1));
      if (!step(word, rest)) {
        return -1;
      }
    }
    return held_;
  }

 private:
  bool complain(const std::string& what) {
    std::cerr << file_ << ':' << number_ << ": " << what
              << "\n  the answer was: " << last_.bytes.substr(0, 1500) << '\n';
    return false;
  }

  bool expect(bool sound, const std::string& what) {
    held_ += sound ? 1 : 0;
    return sound || complain(what);
  }

  bool step(const std::string& word, const std::string& rest) {
    if (word == "at") {
      at_ = rest;
      return lissom::parse_rfc3339(rest).has_value() || complain("not a moment: " + rest);
    }
    if (word == "later") {
      const auto moment = lissom::parse_rfc3339(at_);
      at_ = lissom::to_rfc3339({moment->at.ms + std::atoi(rest.c_str()) * lissom::ms_per_day},
                               moment->utc_offset_min);
      return true;
    }
    if (word == "session") {
      return session(rest.substr(0, rest.find(' ')), rest.substr(rest.find(' ') + 1));
    }
    if (word == "ask") {
      return ask(rest);
    }
    if (word == "exit") {
      return expect(std::to_string(last_.exit) == rest,
                    "exit " + std::to_string(last_.exit) + ", expected " + rest);
    }
    if (word == "events") {
      return events(rest);
    }
    if (word == "says") {
      return expect(last_.bytes.find(rest) != std::string::npos, "does not say: " + rest);
    }
    if (word == "says-not") {
      return expect(last_.bytes.find(rest) == std::string::npos, "says: " + rest);
    }
    if (word == "has" || word == "keep") {
      return place(word, rest);
    }
    return complain("not a word of a scenario: " + word);
  }

  /// Puts what was kept in the place of its name.
  [[nodiscard]] std::string filled(std::string text) const {
    for (const auto& [name, value] : kept_) {
      for (std::size_t at = text.find("$" + name); at != std::string::npos;
           at = text.find("$" + name)) {
        text.replace(at, name.size() + 1, value);
      }
    }
    return text;
  }

  bool ask(const std::string& rest) {
    const std::size_t space = rest.find(' ');
    const auto body =
        lissom::parse_json(space == std::string::npos ? "{}" : rest.substr(space + 1));
    if (!body || !body->is_object()) {
      return complain("not a JSON object");
    }
    Json request;
    request["do"] = rest.substr(0, space);
    request.update(*body);
    last_ = asked_.ask(request, at_);
    return true;
  }

  bool session(const std::string& pain, const std::string& effort) {
    (void)ask(R"(start {"slot": "core", "answers": {"CHECK_NERVE": "no", "CHECK_BLADDER": "no", )"
              R"("CHECK_UNWELL": "no", "CHECK_PAIN": )" +
              pain + "}}");
    if (last_.exit != 0) {
      return complain("the session does not start");
    }
    const std::string id = R"({"session": ")" + last_.view["session"].get<std::string>() + "\"";
    (void)ask("step " + id + R"(, "step": 0, "held_s": 10})");
    (void)ask("end " + id + R"(, "how": "completed", "effort": ")" + effort + "\"}");
    return last_.exit == 0 || complain("the session does not end");
  }

  bool events(const std::string& rest) {
    std::string got;
    for (const std::string& kind : last_.events) {
      got += (got.empty() ? "" : ", ") + kind;
    }
    return !asked_.tells_events() ||
           expect((got.empty() ? "none" : got) == rest, "events " + got + ", expected " + rest);
  }

  bool place(const std::string& word, const std::string& rest) {
    const std::size_t space = rest.find(' ');
    const std::string first = rest.substr(0, space);
    const std::string second = space == std::string::npos ? "" : rest.substr(space + 1);
    const Json::json_pointer pointer(word == "has" ? first : second);
    if (!last_.view.contains(pointer)) {
      return complain("nothing at " + pointer.to_string());
    }
    const Json& value = last_.view.at(pointer);
    if (word == "keep") {
      kept_[first] = value.is_string() ? value.get<std::string>() : lissom::to_bytes(value);
      return true;
    }
    return expect(lissom::to_bytes(value) == second,
                  first + " is " + lissom::to_bytes(value) + ", expected " + second);
  }

  Asked& asked_;
  std::string file_;
  std::string at_ = "2026-11-23T18:05+02:00";
  std::map<std::string, std::string> kept_;
  Answered last_;
  int number_ = 0;
  int held_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  std::unique_ptr<Asked> asked;
  if (args.size() == 3 && args[0] == "core") {
    asked = std::make_unique<CoreAsked>(args[2]);
  } else if (args.size() == 4 && args[0] == "cli") {
    const char* const other = std::getenv("LISSOM");
    asked = std::make_unique<ProgramAsked>(other != nullptr ? other : args[2], args[3]);
  } else {
    std::cerr << "usage: scenario core FILE TRANSCRIPT | scenario cli FILE PROGRAM FOLDER\n"
                 "(LISSOM names another program)\n";
    return 2;
  }
  const int held = Runner(*asked, args[1]).run();
  std::cout << held << " expectations held\n";
  return held > 0 ? 0 : 1;
}
