// The made-up body of body_bench.cpp, evaluated in WebAssembly pose by pose as bench/body_wasm.mjs
// asks, and the same body in MuJoCo's format (MJCF), so that both can be timed in one run.
//
// In MJCF a path bends around the same cylinders between the same points, and they are endless like
// ours. What differs: where an end of a piece lies inside a cylinder, ours shrinks and MuJoCo's is
// passed straight.

#include <charconv>
#include <string>

#include "bench/made_up.h"
#include "core/body/engine.h"

namespace {

using namespace lissom;

std::string text_of(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string text_of(const Vec3& v) {
  return text_of(v.x) + " " + text_of(v.y) + " " + text_of(v.z);
}

std::string body_text(const Model& model, std::size_t body) {
  const Joint& joint = model.bodies[body].joint;
  const bool moves = joint.turns[0].coordinate != none;
  std::string text = "<body pos=\"" + text_of(joint.in_parent.at) + "\">\n";
  text += moves ? "<inertial pos=\"0 0 0\" mass=\"1\" diaginertia=\"1 1 1\"/>\n" : "";
  for (const JointAxis& turn : joint.turns) {
    if (turn.coordinate != none) {
      text += "<joint type=\"hinge\" axis=\"" + text_of(turn.direction) + "\"/>\n";
    }
  }
  for (std::size_t i = 0; i < model.surfaces.size(); ++i) {
    const WrapSurface& surface = model.surfaces[i];
    if (surface.body == static_cast<int>(body)) {
      text += "<geom name=\"s" + std::to_string(i) + "\" type=\"cylinder\" size=\"" +
              text_of(surface.radii.x) + " " + text_of(surface.length / 2) + "\" pos=\"" +
              text_of(surface.frame.at) + "\" contype=\"0\" conaffinity=\"0\" mass=\"0\"/>\n";
    }
  }
  for (const MusclePath& muscle : model.muscles) {
    for (std::size_t i = 0; i < muscle.points.size(); ++i) {
      if (muscle.points[i].body == static_cast<int>(body)) {
        text += "<site name=\"" + muscle.name + "_" + std::to_string(i) + "\" pos=\"" +
                text_of(muscle.points[i].at) + "\"/>\n";
      }
    }
  }
  for (std::size_t child = body + 1; child < model.bodies.size(); ++child) {
    if (model.bodies[child].joint.parent == static_cast<int>(body)) {
      text += body_text(model, child);
    }
  }
  return text + "</body>\n";
}

std::string mjcf_of(const Model& model) {
  std::string text =
      "<mujoco><compiler angle=\"radian\"/><option jacobian=\"sparse\"/><worldbody>\n";
  text += body_text(model, 1) + "</worldbody><tendon>\n";
  for (const MusclePath& muscle : model.muscles) {
    text += "<spatial>";
    for (std::size_t i = 0; i < muscle.points.size(); ++i) {
      if (i > 0 && !muscle.wraps.empty()) {
        text += "<geom geom=\"s" + std::to_string(muscle.wraps.front().surface) + "\"/>";
      }
      text += "<site site=\"" + muscle.name + "_" + std::to_string(i) + "\"/>";
    }
    text += "</spatial>\n";
  }
  return text + "</tendon></mujoco>\n";
}

struct Bench {
  Model model = bench::made_up();
  Engine engine{model};
  Engine::Scratch scratch = engine.scratch();
  std::vector<Pose> poses = bench::poses_of(model);
  std::vector<double> metres = std::vector<double>(model.muscles.size());
  std::vector<double> arms_m = std::vector<double>(engine.arms().size());
  std::string mjcf = mjcf_of(model);
};

Bench& the_bench() {
  static Bench made;
  return made;
}

}  // namespace

extern "C" {

std::size_t bench_poses() {
  return the_bench().poses.size();
}
std::size_t bench_coordinates() {
  return the_bench().model.coordinates.size();
}
std::size_t bench_muscles() {
  return the_bench().metres.size();
}
/// @return the coordinates of a pose, radians
const double* bench_pose(std::size_t pose) {
  return the_bench().poses[pose].data();
}
/// Lengths and all moment arms of a pose. @return the lengths, metres
const double* bench_lengths_and_arms(std::size_t pose) {
  Bench& made = the_bench();
  made.engine.lengths_and_arms(made.poses[pose], made.scratch, made.metres, made.arms_m);
  return made.metres.data();
}
/// Lengths alone. @return the lengths, metres
const double* bench_lengths(std::size_t pose) {
  Bench& made = the_bench();
  made.engine.lengths(made.poses[pose], made.scratch, made.metres);
  return made.metres.data();
}
const char* bench_mjcf() {
  return the_bench().mjcf.data();
}
std::size_t bench_mjcf_bytes() {
  return the_bench().mjcf.size();
}
}
