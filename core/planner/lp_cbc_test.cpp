// The same stages by CBC, an independent solver: stages of people of all kinds, and small ones of
// any shape. Every optimum must be equal, to the point.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/planner/lp.h"
#include "core/planner/planner_fixture.h"
#include "core/planner/solve.h"
#include "core/planner/stage_fixture.h"

namespace lissom {
namespace {

/// A folder that is gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "lissom-lp-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) {
      path_ = name;
    }
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

int run(std::vector<std::string> words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int spawned = posix_spawnp(&child, argv[0], &quiet, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&quiet);
  int status = 0;
  if (spawned != 0 || waitpid(child, &status, 0) != child) {
    return -1;
  }
  return status;
}

/// What CBC found.
struct Found {
  bool optimal = false;
  double objective = 0;
  std::vector<Pick> picks;
};

Found read_solution(const Stage& stage, const std::string& path) {
  Found found;
  std::ifstream file(path);
  std::string head;
  std::getline(file, head);
  found.optimal = head.rfind("Optimal", 0) == 0;
  const auto at = head.rfind(' ');
  found.objective = at == std::string::npos ? 0 : std::strtod(head.c_str() + at, nullptr);
  int number = 0;
  std::string name;
  double value = 0;
  double cost = 0;
  while (file >> number >> name >> value >> cost) {
    for (int c = 0; value > 0.5 && c < static_cast<int>(stage.candidates.size()); ++c) {
      const Candidate& candidate = stage.candidates[static_cast<std::size_t>(c)];
      for (int o = 0; o < static_cast<int>(candidate.options.size()); ++o) {
        if (name == "x_" + candidate.id + "_" + std::to_string(o)) {
          found.picks.push_back({c, o});
        }
      }
    }
  }
  return found;
}

void expect_equal(const Folder& folder, const Stage& stage) {
  const std::string program = folder.file("stage.lp");
  const std::string solution = folder.file("stage.sol");
  std::ofstream(program) << lp_text(stage);
  ASSERT_EQ(run({"cbc", program, "ratioGap", "0", "allowableGap", "0.5", "cuts", "off", "sec", "30",
                 "solve", "solution", solution}),
            0)
      << "the Debian package coinor-cbc is needed";
  const Found found = read_solution(stage, solution);
  ASSERT_TRUE(found.optimal);
  const Selection selection = solve(stage, usual_node_limit);
  EXPECT_TRUE(selection.proved);
  EXPECT_EQ(std::llround(found.objective), selection.score);
  EXPECT_TRUE(is_feasible(stage, found.picks));
  EXPECT_EQ(score_of(stage, best_order(stage, found.picks)), selection.score);
}

/// 200 stages in four tests, which may run side by side.
class LpAgainstCbcPart : public testing::TestWithParam<std::uint64_t> {};

TEST_P(LpAgainstCbcPart, RealStages) {
  constexpr int wanted = 50;
  constexpr std::uint64_t parts = 4;
  const Folder folder;
  int stages = 0;
  for (std::uint64_t seed = 1 + GetParam(); stages < wanted; seed += parts) {
    const fixture::Case of = fixture::CaseMaker(seed).make();
    for (const auto& [name, stage, selection] :
         stages_of_week(of.state, of.person, embedded_catalogue(), of.request)) {
      SCOPED_TRACE(name + " of person " + std::to_string(seed));
      expect_equal(folder, stage);
      ++stages;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Parts, LpAgainstCbcPart, testing::Values(0, 1, 2, 3));

TEST(LpAgainstCbc, StagesOfAnyShape) {
  constexpr std::uint64_t count = 40;
  const Folder folder;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    expect_equal(folder, fixture::any_stage(seed));
  }
}

}  // namespace
}  // namespace lissom
