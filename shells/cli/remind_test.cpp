// Reminders on the desktop, with a home, a systemctl, a notify-send and an xprop that are not real.

#include <cstdlib>

#include "core/base/json.h"
#include "shells/cli/cli_fixture.h"

namespace lissom::cli {
namespace {

namespace fs = std::filesystem;

/// An environment variable, until the end of the test.
class Variable {
 public:
  Variable(std::string name, const std::string& value) : name_(std::move(name)) {
    const char* const before = std::getenv(name_.c_str());
    had_ = before != nullptr;
    before_ = had_ ? before : "";
    ::setenv(name_.c_str(), value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (had_) {
      ::setenv(name_.c_str(), before_.c_str(), 1);
    } else {
      ::unsetenv(name_.c_str());
    }
  }

 private:
  std::string name_;
  std::string before_;
  bool had_ = false;
};

class Desktop : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(bin_);
    pretend("notify-send", "echo \"$@\" >> " + log("notified"));
    pretend("systemctl", "echo \"$@\" >> " + log("systemctl"));
    pretend("xprop", "exit 1");
    program_.screen_in();
    (void)program_.run({"plan"});
    ASSERT_EQ(program_.run({"times", "--core", "18:05", "--again", "20", "--quiet", "none"}).exit,
              0);
  }

  void pretend(const std::string& name, const std::string& script) const {
    const fs::path path = bin_ / name;
    put_content(path, "#!/bin/sh\n" + script + "\n");
    fs::permissions(path, fs::perms::owner_all);
  }
  [[nodiscard]] std::string log(const std::string& name) const { return (home_ / name).string(); }
  [[nodiscard]] std::size_t notified() const {
    const std::string all = content_of(log("notified"));
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
  }
  Ran look_at(const std::string& clock) {
    program_.set_moment("2026-11-24T" + clock + "+02:00");
    return program_.run({"remind", "look"});
  }

  ScratchFolder home_{quick_place()};
  fs::path bin_ = home_ / "bin";
  Program program_;
  Variable path_{"PATH", bin_.string() + ":/usr/bin:/bin"};
  Variable at_home_{"HOME", home_.path().string()};
  Variable config_{"XDG_CONFIG_HOME", ""};
};

TEST_F(Desktop, RemindsOnceAndOnceMore) {
  EXPECT_NE(look_at("18:04").out.find("nothing is due"), std::string::npos);
  EXPECT_EQ(notified(), 0U);
  EXPECT_EQ(look_at("18:06").exit, 0);
  EXPECT_EQ(notified(), 1U);
  (void)look_at("18:11");
  EXPECT_EQ(notified(), 1U) << "once";
  (void)look_at("18:26");
  EXPECT_EQ(notified(), 2U) << "and once more";
  (void)look_at("18:31");
  (void)look_at("19:00");
  EXPECT_EQ(notified(), 2U);
  const std::string all = content_of(log("notified"));
  EXPECT_NE(all.find("Time for yourself"), std::string::npos) << all;
  for (const char* word : {"pain", "back", "stretch", "hip"}) {
    EXPECT_EQ(all.find(word), std::string::npos) << all;
  }
}

TEST_F(Desktop, WhatWasMissedForAnHourIsNotMadeUpFor) {
  EXPECT_NE(look_at("19:30").out.find("nothing is due"), std::string::npos);
}

TEST_F(Desktop, SnoozesAndComesBack) {
  (void)look_at("18:06");
  program_.set_moment("2026-11-24T18:07+02:00");
  EXPECT_EQ(program_.run({"remind", "snooze", "10"}).exit, 0);
  EXPECT_NE(look_at("18:16").out.find("snoozed"), std::string::npos);
  EXPECT_EQ(notified(), 1U);
  (void)look_at("18:17");
  EXPECT_EQ(notified(), 2U);
}

TEST_F(Desktop, KeepsQuietHours) {
  ASSERT_EQ(program_.run({"times", "--quiet", "18:00-19:00"}).exit, 0);
  (void)look_at("18:06");
  EXPECT_EQ(notified(), 0U);
}

TEST_F(Desktop, NeverOverAFullScreenWindow) {
  pretend(
      "xprop",
      "case \"$1\" in -root) echo '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x3c00007';; "
      "*) [ \"$2\" = 0x3c00007 ] && echo '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN';; esac");
  EXPECT_NE(look_at("18:06").out.find("covers the screen"), std::string::npos);
  EXPECT_EQ(notified(), 0U);
  pretend("xprop", "echo '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x3c00007'");
  (void)look_at("18:11");
  EXPECT_EQ(notified(), 1U) << "when it is gone, within the hour";
}

TEST_F(Desktop, NothingAfterAStop) {
  ASSERT_EQ(program_.run({"log", "pain", "9"}).exit, 3);
  EXPECT_NE(look_at("18:06").out.find("nothing to remind of"), std::string::npos);
  EXPECT_EQ(notified(), 0U);
}

TEST_F(Desktop, ADesktopThatCannotShowItIsOneLineAndIsAskedAgain) {
  pretend("notify-send", "exit 1");
  const Ran ran = look_at("18:06");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1);
  pretend("notify-send", "echo \"$@\" >> " + log("notified"));
  (void)look_at("18:11");
  EXPECT_EQ(notified(), 1U);
}

TEST_F(Desktop, IsInstalledAndRemovedByOneCommandEach) {
  const fs::path units = home_ / ".config/systemd/user";
  EXPECT_EQ(program_.run({"remind", "install"}).exit, 0);
  const std::string service = content_of(units / "lissom-remind.service");
  EXPECT_NE(service.find("remind look --data \"" + program_.path("").substr(0, 5)),
            std::string::npos)
      << service;
  EXPECT_NE(content_of(units / "lissom-remind.timer").find("OnCalendar=*:0/5"), std::string::npos);
  EXPECT_NE(content_of(log("systemctl")).find("enable --now lissom-remind.timer"),
            std::string::npos);
  (void)look_at("18:06");
  EXPECT_TRUE(fs::exists(program_.path("reminders.json")));
  EXPECT_EQ(program_.run({"remind", "remove"}).exit, 0);
  EXPECT_TRUE(fs::is_empty(units));
  EXPECT_FALSE(fs::exists(program_.path("reminders.json")));
  EXPECT_NE(content_of(log("systemctl")).find("disable --now lissom-remind.timer"),
            std::string::npos);
  EXPECT_EQ(program_.run({"remind", "remove"}).exit, 0) << "also when there is nothing";
}

TEST_F(Desktop, WithoutSystemdItSaysWhatToDo) {
  pretend("systemctl", "exit 1");
  const Ran ran = program_.run({"remind", "install"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.err.find("systemctl --user could not start it"), std::string::npos);
}

}  // namespace
}  // namespace lissom::cli
