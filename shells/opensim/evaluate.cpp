#include "shells/opensim/evaluate.h"

#include "shells/opensim/pose_table.h"
#include "shells/opensim/read.h"

namespace lissom::opensim {
namespace {

tl::unexpected<Fault> in_file(const File& file, const Fault& fault) {
  return fail(fault.code, file.name + ": " + fault.what);
}

}  // namespace

Result<Answer> evaluate(const File& model, const File& poses, Question question) {
  const auto body = read_model(model.text);
  if (!body) {
    return in_file(model, body.error());
  }
  const auto table = read_poses(*body, poses.text);
  if (!table) {
    return in_file(poses, table.error());
  }
  const Wrapping wrapping = question.is_smooth ? Wrapping::smooth : Wrapping::match;
  auto text = question.is_arms ? arms_table(*body, table->poses, wrapping)
                               : lengths_table(*body, table->poses, wrapping);
  if (!text) {
    return in_file(poses, text.error());
  }
  return Answer{.table = std::move(*text), .clamped = table->clamped};
}

}  // namespace lissom::opensim
