// lissom_body_bench              how many poses a second: lengths, and lengths with all moment
//                                arms, of a made-up body of two legs with 80 muscles, and of ours;
//                                of ours also stretches, one by one and many at once
// lissom_body_bench FILE.osim    lengths and arms for a model from a file
//
// Beside the engine runs what it must agree with, the plain functions; the ratio of the two says
// more than either figure. Times are those of the processor. Operations are counted by hand from
// what an evaluation goes through (`Engine::work`), so they are estimates. The peak beside them is
// that of multiplications and additions in registers, measured in the same run with the
// instructions that this build may use: one number at a time, and two at a time.

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <time.h>

#include "bench/made_up.h"
#include "core/body/arms.h"
#include "core/body/engine.h"
#include "core/body/muscles.h"
#include "core/body/stretch.h"
#include "core/body/trig.h"
#include "shells/opensim/read.h"

namespace {

using namespace lissom;
using namespace lissom::bench;

double processor_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Poses a second: the best of seven runs over all of them.
double rate(const std::vector<Pose>& poses, int rounds,
            const std::function<void(const Pose&)>& work) {
  double best = 0;
  for (int run = 0; run < 7; ++run) {
    const double from = processor_s();
    for (int i = 0; i < rounds; ++i) {
      for (const Pose& pose : poses) {
        work(pose);
      }
    }
    best = std::max(best, rounds * static_cast<double>(poses.size()) / (processor_s() - from));
  }
  return best;
}

/// Operations a second of chains that do not wait for each other: a product and a sum each.
/// @tparam Lane  a number, or two side by side
template <class Lane>
double peak_of() {
  constexpr int chains = 12;  // as registers hold; four steps of latency at two a cycle need eight
  constexpr int steps = 4'000'000;
  constexpr double lanes = sizeof(Lane) / sizeof(double);
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    Lane chain[chains];
    for (int i = 0; i < chains; ++i) {
      chain[i] = Lane{} + 1e-3 * i;
    }
    const Lane factor = Lane{} + 0.999999;
    const Lane term = Lane{} + 1e-6;
    const double from = processor_s();
    for (int n = 0; n < steps; ++n) {
#pragma GCC unroll 12
      for (int i = 0; i < chains; ++i) {
        chain[i] = chain[i] * factor + term;
      }
    }
    const double seconds = processor_s() - from;
    for (const Lane& each : chain) {
      asm volatile("" : : "g"(&each) : "memory");  // or nothing would have to be computed
    }
    best = std::max(best, 2 * lanes * chains * steps / seconds);
  }
  return best;
}

using Pair = double __attribute__((vector_size(2 * sizeof(double))));

struct Peak {
  double single = peak_of<double>();
  double pairs = peak_of<Pair>();
};

const Peak& peak() {
  static const Peak measured;
  return measured;
}

void print_rate(const std::string& what, std::size_t operations, std::size_t bytes, double rate) {
  constexpr double hundred = 100;
  constexpr double billion = 1e9;
  const double speed = static_cast<double>(operations) * rate;
  std::cout << "  " << what << ": about " << operations << " operations and " << bytes
            << " bytes a pose, " << static_cast<double>(operations) / static_cast<double>(bytes)
            << " a byte; " << speed / billion << " billion operations and "
            << static_cast<double>(bytes) * rate / billion << " GB a second, "
            << hundred * speed / peak().single << " % of the peak one at a time, "
            << hundred * speed / peak().pairs << " % of that two at a time\n";
}

void print_work(const Engine& engine, double lengths, double arms) {
  const Engine::Work w = engine.work();
  // Product of two frames 63, a turn about an axis 30 and its sine and cosine 40, a point 18, a
  // piece with its root 30, a test 40 and, for the third that wraps, 120 more; with arms a link 12,
  // and for each axis 30 more.
  const std::size_t plain =
      63 * (w.frames + w.surfaces) + 70 * w.axes + 18 * w.points + 30 * w.pieces + 80 * w.tests;
  const std::size_t more = 12 * w.links + 30 * w.axes + 9 * w.pieces;
  std::cout << "  " << w.frames << " bodies, " << w.axes << " axes, " << w.points << " points, "
            << w.pieces << " pieces, " << w.tests << " tests, " << w.links << " links\n";
  print_rate("lengths", plain, w.bytes, lengths);
  print_rate("with arms", plain + more, w.bytes, arms);
}

/// Stretches of our own body: as the pictures ask for them, and many at once.
void measure_stretches() {
  const Model& model = embedded_body().model;
  const std::vector<LengthRange>& ranges = embedded_length_ranges();
  const std::vector<Pose> poses = poses_of(model);
  const double one =
      rate(poses, 5, [&](const Pose& pose) { (void)muscle_stretches(model, ranges, pose); });
  const Engine engine(model);
  std::vector<Stretch> stretches(poses.size() * model.muscles.size());
  double best = 0;
  for (int run = 0; run < 7; ++run) {
    const double from = processor_s();
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i) {
      muscle_stretches(engine, ranges, poses, stretches);
    }
    best = std::max(best, rounds * static_cast<double>(poses.size()) / (processor_s() - from));
  }
  std::cout << "  stretches: one by one " << one << " poses a second, many at once " << best << " ("
            << best / one << " times)\n";
}

void measure(const Model& model) {
  const std::vector<Pose> poses = poses_of(model);
  const Engine engine(model);
  Engine::Scratch scratch = engine.scratch();
  std::vector<double> metres(model.muscles.size());
  std::vector<double> arms_m(engine.arms().size());
  const double lengths =
      rate(poses, 50, [&](const Pose& pose) { engine.lengths(pose, scratch, metres); });
  const double both = rate(
      poses, 50, [&](const Pose& pose) { engine.lengths_and_arms(pose, scratch, metres, arms_m); });
  const double smooth = rate(
      poses, 5, [&](const Pose& pose) { muscle_lengths(model, pose, Wrapping::smooth, metres); });
  const double match = rate(
      poses, 5, [&](const Pose& pose) { muscle_lengths(model, pose, Wrapping::match, metres); });
  const double arms =
      rate(poses, 1, [&](const Pose& pose) { (void)moment_arms(model, pose, Wrapping::smooth); });
  std::cout << model.muscles.size() << " muscles, " << arms_m.size() << " arms; poses a second:\n"
            << "  engine: lengths " << lengths << ", with all arms " << both << "\n"
            << "  plain functions: lengths " << smooth << " (engine " << lengths / smooth
            << " times), as OpenSim bends paths " << match << ", arms " << arms << " (engine "
            << both / arms << " times)\n";
  print_work(engine, lengths, both);
}

}  // namespace

int main(int argc, char** argv) {
  std::cout << "peak: " << 1e-9 * peak().single << " billion operations a second one at a time, "
            << 1e-9 * peak().pairs << " two at a time\n";
  if (argc < 2) {
    measure(made_up());
    measure(embedded_body().model);
    measure_stretches();
    return 0;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto model = opensim::read_model(text);
  if (!model) {
    std::cerr << argv[1] << ": " << model.error().what << "\n";
    return 2;
  }
  measure(*model);
  return 0;
}
