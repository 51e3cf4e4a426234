#include "core/catalogue/condition.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace lissom {
namespace {

using Node = Condition::Node;
using Op = Condition::Op;
using Cmp = Condition::Cmp;

constexpr int most_nested = 32;

std::optional<int> to_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Recursive descent over the text; each `read_` returns the index of its node or nothing, with
/// `fault` set.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<Node> nodes;
  std::string fault;

  std::optional<int> read_all_of_it() {
    const auto root = read_any(0);
    if (root && !peek().empty()) {
      return expected(R"("and", "or" or the end)");
    }
    return root;
  }

 private:
  std::optional<int> expected(const std::string& what) {
    if (fault.empty()) {
      fault = "column " + std::to_string(at_ + 1) + ": expected " + what;
    }
    return std::nullopt;
  }

  /// The next token without taking it, "" at the end. Skips blanks.
  std::string_view peek() {
    while (at_ < text_.size() && text_[at_] == ' ') {
      ++at_;
    }
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) {
      ++end;
    }
    if (end == at_ && end < text_.size()) {
      const bool two = text_.size() > end + 1 && text_[end + 1] == '=' &&
                       (text_[end] == '<' || text_[end] == '>');
      end += two ? 2U : 1U;
    }
    return text_.substr(at_, end - at_);
  }

  std::string_view take() {
    const std::string_view token = peek();
    at_ += token.size();
    return token;
  }

  bool take_if(std::string_view token) {
    if (peek() != token) {
      return false;
    }
    (void)take();
    return true;
  }

  int add(Node node) {
    nodes.push_back(std::move(node));
    return static_cast<int>(nodes.size()) - 1;
  }

  std::optional<int> read_list(Op op, std::string_view joiner, int depth) {
    Node node;
    node.op = op;
    do {
      const auto child = op == Op::any ? read_list(Op::all, "and", depth) : read_part(depth);
      if (!child) {
        return std::nullopt;
      }
      node.children.push_back(*child);
    } while (take_if(joiner));
    return node.children.size() == 1 ? node.children.front() : add(std::move(node));
  }

  std::optional<int> read_any(int depth) { return read_list(Op::any, "or", depth); }

  std::optional<int> read_part(int depth) {
    if (depth > most_nested) {
      return expected("fewer nested parentheses");
    }
    if (take_if("not")) {
      const auto child = read_part(depth + 1);
      if (!child) {
        return std::nullopt;
      }
      Node node;
      node.op = Op::negate;
      node.children = {*child};
      return add(std::move(node));
    }
    if (take_if("(")) {
      const auto inner = read_any(depth + 1);
      if (inner && !take_if(")")) {
        return expected("\")\"");
      }
      return inner;
    }
    return read_test();
  }

  std::optional<int> read_test() {
    Node node;
    const std::string_view id = peek();
    if (id.empty() || !is_word(id.front()) || to_number(id)) {
      return expected(R"x(a question id, "age", "count", "not" or "(")x");
    }
    (void)take();
    if (id == "count") {
      return read_count();
    }
    node.ids = {std::string(id)};
    if (take_if("=")) {
      const std::string_view answer = take();
      if (answer.empty() || !is_word(answer.front())) {
        return expected("an answer");
      }
      node.op = Op::equals;
      if (const auto number = to_number(answer)) {
        node.op = Op::compare;
        node.number = *number;
      }
      node.answer = std::string(answer);
      return add(std::move(node));
    }
    node.op = Op::compare;
    return read_comparison(std::move(node));
  }

  std::optional<int> read_count() {
    Node node;
    node.op = Op::count;
    if (!take_if("(")) {
      return expected("\"(\"");
    }
    do {
      const std::string_view id = take();
      if (id.empty() || !is_word(id.front())) {
        return expected("a question id");
      }
      node.ids.emplace_back(id);
    } while (take_if(","));
    if (!take_if(")")) {
      return expected("\")\"");
    }
    return read_comparison(std::move(node));
  }

  std::optional<int> read_comparison(Node node) {
    const std::string_view sign = peek();
    if (sign == ">=") {
      node.cmp = Cmp::at_least;
    } else if (sign == "<=") {
      node.cmp = Cmp::at_most;
    } else if (sign == "<") {
      node.cmp = Cmp::less;
    } else if (sign == ">") {
      node.cmp = Cmp::more;
    } else if (sign == "=") {
      node.cmp = Cmp::equal;
    } else {
      return expected("one of = >= <= > <");
    }
    (void)take();
    const auto number = to_number(peek());
    if (!number) {
      return expected("a number");
    }
    (void)take();
    node.number = *number;
    return add(std::move(node));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool compare(int value, Cmp cmp, int number) {
  switch (cmp) {
    case Cmp::at_least:
      return value >= number;
    case Cmp::at_most:
      return value <= number;
    case Cmp::less:
      return value < number;
    case Cmp::more:
      return value > number;
    case Cmp::equal:
      return value == number;
  }
  return false;
}

}  // namespace

Result<Condition> Condition::parse(std::string_view text) {
  Parser parser(text);
  if (!parser.read_all_of_it()) {
    return bad_input(parser.fault);
  }
  Condition condition;
  condition.nodes_ = std::move(parser.nodes);
  return condition;
}

bool Condition::holds(const Lookup& answer) const {
  std::vector<bool> truth(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    const auto child = [&](int index) { return truth[static_cast<std::size_t>(index)]; };
    switch (node.op) {
      case Op::any:
        truth[i] = std::any_of(node.children.begin(), node.children.end(), child);
        break;
      case Op::all:
        truth[i] = std::all_of(node.children.begin(), node.children.end(), child);
        break;
      case Op::negate:
        truth[i] = !child(node.children.front());
        break;
      case Op::equals:
        truth[i] = answer(node.ids.front()) == node.answer;
        break;
      case Op::compare: {
        const auto value = to_number(answer(node.ids.front()));
        truth[i] = value && compare(*value, node.cmp, node.number);
        break;
      }
      case Op::count: {
        const auto yes = std::count_if(node.ids.begin(), node.ids.end(),
                                       [&](const std::string& id) { return answer(id) == "yes"; });
        truth[i] = compare(static_cast<int>(yes), node.cmp, node.number);
        break;
      }
    }
  }
  return !truth.empty() && truth.back();
}

std::vector<std::string> Condition::ids() const {
  std::vector<std::string> ids;
  for (const Node& node : nodes_) {
    for (const std::string& id : node.ids) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
        ids.push_back(id);
      }
    }
  }
  return ids;
}

}  // namespace lissom
