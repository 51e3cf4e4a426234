#pragma once
/// Small yes-or-no expressions over screening answers: `THR = yes and (THR_WEEKS < 12 or
/// THR_PRECAUTIONS = yes)`. The grammar is in docs/formats/catalogue.md.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lissom {

/// A parsed condition: a tree in one vector, children before parents, the root last.
class Condition {
 public:
  enum class Op : std::uint8_t { any, all, negate, equals, compare, count };
  enum class Cmp : std::uint8_t { at_least, at_most, less, more, equal };
  struct Node {
    Op op = Op::all;
    std::vector<int> children;     ///< any, all, negate
    std::vector<std::string> ids;  ///< equals, compare: one; count: the questions
    std::string answer;            ///< equals
    Cmp cmp = Cmp::equal;          ///< compare, count
    int number = 0;
  };

  /// Reads a condition. @return bad_input with the column of the mistake and what was expected
  [[nodiscard]] static Result<Condition> parse(std::string_view text);

  /// What a question was answered, "" if it was not; "age" asks for the age.
  using Lookup = std::function<std::string_view(std::string_view id)>;
  [[nodiscard]] bool holds(const Lookup& answer) const;

  /// The questions it reads ("age" included), each once, in order of first use.
  [[nodiscard]] std::vector<std::string> ids() const;
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

 private:
  std::vector<Node> nodes_;
};

}  // namespace lissom
