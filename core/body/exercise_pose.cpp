#include "core/body/exercise_pose.h"

#include <algorithm>

namespace lissom {
namespace {

void want(PoseProblem& problem, const std::vector<JointTarget>& targets, Firmness firmness) {
  for (const JointTarget& target : targets) {
    const int index = problem.skeleton->model.coordinate(target.coordinate);
    problem.angles[static_cast<std::size_t>(index)] = {target.angle, firmness};
  }
}

/// "T.heel" as the landmarks that it names.
std::vector<std::string> landmarks(std::string_view text) {
  if (text.size() > 2 && text[1] == '.') {
    if (text[0] == 'B') {
      return {with_side('T', text.substr(2)), with_side('O', text.substr(2))};
    }
    return {with_side(text[0], text.substr(2))};
  }
  return {std::string(text)};
}

class ProblemBuilder {
 public:
  ProblemBuilder(const Exercise& exercise, const Skeleton& skeleton, const Scenes& scenes)
      : exercise_(exercise), scenes_(scenes) {
    problem_.skeleton = &skeleton;
    problem_.angles.resize(skeleton.model.coordinates.size());
    problem_.surfaces.push_back({"floor", {0, 1, 0}, 0, true, false});
  }

  Result<PoseProblem> build(const PoseData::Touch& touch) {
    const BasePosition* base =
        scenes_.base(exercise_.pose.base.empty() ? exercise_.base : exercise_.pose.base);
    if (base == nullptr) {
      return bad_input(exercise_.id + ": no base " + as_typed(exercise_.base));
    }
    problem_.facing = facing(base->facing);
    want(problem_, base->pose, Firmness::base);
    const Result<std::vector<JointTarget>> targets = parse_pose(touch.pose);
    if (!targets) {
      return bad_input(exercise_.id + ": pose, " + targets.error().what);
    }
    want(problem_, *targets, Firmness::said);
    if (auto fault = add_props(*base)) {
      return tl::unexpected(*std::move(fault));
    }
    problem_.contacts = base->contacts;
    if (auto fault = change_contacts(touch)) {
      return tl::unexpected(*std::move(fault));
    }
    problem_.balanced =
        base->id == "standing" &&
        std::all_of(problem_.contacts.begin(), problem_.contacts.end(), [](const Contact& contact) {
          return contact.on == "floor" &&
                 (contact.landmark.starts_with("heel") || contact.landmark.starts_with("ball"));
        });
    return std::move(problem_);
  }

 private:
  std::optional<Fault> add_props(const BasePosition& base) {
    for (const auto* list : {&base.props, &exercise_.pose.props}) {
      for (const std::string& id : *list) {
        const Prop* prop = scenes_.prop(id);
        if (prop == nullptr) {
          return Fault{Errc::bad_input, exercise_.id + ": no prop " + as_typed(id)};
        }
        problem_.surfaces.insert(problem_.surfaces.end(), prop->surfaces.begin(),
                                 prop->surfaces.end());
      }
    }
    return std::nullopt;
  }

  std::optional<Fault> change_contacts(const PoseData::Touch& touch) {
    for (Contact& contact : problem_.contacts) {
      if (contact.on == "floor" && !exercise_.pose.on.empty()) {
        contact.on = exercise_.pose.on;
      }
    }
    for (const std::string& lift : touch.lift) {
      for (const std::string& name : landmarks(lift)) {
        if (problem_.skeleton->landmark(name) == none) {
          return Fault{Errc::bad_input, exercise_.id + ": lift: no landmark " + as_typed(name)};
        }
        drop(name);
      }
    }
    for (const std::string& text : touch.touch) {
      const auto added = parse_contact(text, *problem_.skeleton, problem_.surfaces);
      if (!added) {
        return Fault{Errc::bad_input, exercise_.id + ": touch: " + added.error().what};
      }
      for (const Contact& contact : *added) {
        drop(contact.landmark);
        problem_.contacts.push_back(contact);
      }
    }
    return std::nullopt;
  }

  void drop(const std::string& landmark) {
    std::vector<Contact>& contacts = problem_.contacts;
    contacts.erase(
        std::remove_if(contacts.begin(), contacts.end(),
                       [&](const Contact& contact) { return contact.landmark == landmark; }),
        contacts.end());
  }

  const Exercise& exercise_;
  const Scenes& scenes_;
  PoseProblem problem_;
};

}  // namespace

Result<PoseProblem> pose_problem(const Exercise& exercise, PoseAt moment, const Skeleton& skeleton,
                                 const Scenes& scenes) {
  return ProblemBuilder(exercise, skeleton, scenes)
      .build(moment == PoseAt::start ? exercise.pose.start : exercise.pose.end);
}

}  // namespace lissom
