#include "shells/opensim/pose_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "core/body/arms.h"
#include "shells/opensim/blanks.h"

namespace lissom::opensim {
namespace {

constexpr double largest = 1e4;  // radians or metres

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t comma = std::min(line.find(',', from), line.size());
    cells.push_back(trimmed(line.substr(from, comma - from)));
    from = comma + 1;
  }
  return cells;
}

std::string place(std::size_t line, std::size_t column) {
  return "line " + std::to_string(line) + ", column " + std::to_string(column + 1) + ": ";
}

Result<double> number_of(std::string_view cell, const std::string& where) {
  double number = 0;
  const char* const end = cell.data() + cell.size();
  const auto read = std::from_chars(cell.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || !(std::fabs(number) <= largest)) {
    return bad_input(where + as_typed(cell) + " is no number between -10000 and 10000");
  }
  return number;
}

/// For each column the coordinate it sets.
Result<std::vector<int>> read_head(const Model& model, const std::vector<std::string_view>& head) {
  if (head.empty() || head[0] != "pose") {
    return bad_input(place(1, 0) + "expected \"pose\", then names of coordinates");
  }
  std::vector<int> columns{none};
  std::set<int> seen;
  for (std::size_t i = 1; i < head.size(); ++i) {
    const int coordinate = model.coordinate(head[i]);
    if (coordinate == none) {
      return bad_input(place(1, i) + "the model has no coordinate " + as_typed(head[i]));
    }
    if (!seen.insert(coordinate).second) {
      return bad_input(place(1, i) + as_typed(head[i]) + " is there twice");
    }
    columns.push_back(coordinate);
  }
  return columns;
}

/// Adds the pose of a line to a table.
Result<void> read_line(const Model& model, const std::vector<int>& columns,
                       const std::vector<std::string_view>& cells, std::size_t line,
                       PoseTable& table) {
  if (cells.size() != columns.size()) {
    return bad_input(place(line, std::min(cells.size(), columns.size())) + "expected " +
                     std::to_string(columns.size()) + " values, found " +
                     std::to_string(cells.size()));
  }
  NamedPose named{std::string(cells[0]), neutral_pose(model)};
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const auto number = number_of(cells[i], place(line, i));
    if (!number) {
      return tl::unexpected(number.error());
    }
    const auto index = static_cast<std::size_t>(columns[i]);
    const Coordinate& coordinate = model.coordinates[index];
    named.pose[index] =
        coordinate.is_clamped ? std::clamp(*number, coordinate.least, coordinate.most) : *number;
    table.clamped += named.pose[index] == *number ? 0U : 1U;
  }
  follow(model, named.pose);
  table.poses.push_back(std::move(named));
  return {};
}

void add_number(std::string& text, double number, std::chars_format format, int digits) {
  std::array<char, 64> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format, digits);
  text.append(buffer.data(), written.ptr);
}

tl::unexpected<Fault> not_finite(const NamedPose& pose, const MusclePath& muscle) {
  return bad_input("pose " + as_typed(pose.name) + ": the muscle " + as_typed(muscle.name) +
                   " has no finite length");
}

}  // namespace

Result<PoseTable> read_poses(const Model& model, std::string_view text) {
  PoseTable table;
  std::vector<int> columns;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view now = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (line == 1) {
      auto head = read_head(model, cells_of(now));
      if (!head) {
        return tl::unexpected(head.error());
      }
      columns = std::move(*head);
    } else if (!now.empty()) {
      const auto read = read_line(model, columns, cells_of(now), line, table);
      if (!read) {
        return tl::unexpected(read.error());
      }
    }
  }
  if (columns.empty()) {
    return bad_input(place(1, 0) + "expected \"pose\", then names of coordinates");
  }
  return table;
}

Result<std::string> lengths_table(const Model& model, const std::vector<NamedPose>& poses,
                                  Wrapping wrapping) {
  std::string text = "pose";
  for (const MusclePath& muscle : model.muscles) {
    text += "," + muscle.name;
  }
  text += "\n";
  std::vector<double> metres(model.muscles.size());
  for (const NamedPose& pose : poses) {
    muscle_lengths(model, pose.pose, wrapping, metres);
    text += pose.name;
    for (std::size_t i = 0; i < metres.size(); ++i) {
      // Larger than any model, and none of it would be a length.
      if (!(metres[i] < 1e9)) {
        return not_finite(pose, model.muscles[i]);
      }
      text += ",";
      add_number(text, metres[i], std::chars_format::fixed, 9);
    }
    text += "\n";
  }
  return text;
}

Result<std::string> arms_table(const Model& model, const std::vector<NamedPose>& poses,
                               Wrapping wrapping) {
  constexpr double least_m = 1e-9;
  constexpr int digits = 7;
  std::string text = "pose,muscle,coordinate,moment_arm_m\n";
  const std::size_t count = model.coordinates.size();
  for (const NamedPose& pose : poses) {
    const std::vector<double> arms = moment_arms(model, pose.pose, wrapping);
    for (std::size_t i = 0; i < arms.size(); ++i) {
      const MusclePath& muscle = model.muscles[i / count];
      const Coordinate& coordinate = model.coordinates[i % count];
      if (!(std::fabs(arms[i]) < 1e9)) {
        return not_finite(pose, muscle);
      }
      if (coordinate.driver != none || std::fabs(arms[i]) < least_m) {
        continue;
      }
      text.append(pose.name).append(",").append(muscle.name).append(",").append(coordinate.name);
      text += ",";
      add_number(text, arms[i], std::chars_format::general, digits);
      text += "\n";
    }
  }
  return text;
}

}  // namespace lissom::opensim
