#pragma once
/// For tools/mutate.mjs: many mutants in one program; the environment says which of them runs, as
/// in LISSOM_MUTANT=17.
///
/// `a < b` becomes `a < mutant::Less{17, 18} < b`, which binds as before. A number of 0 never runs.

#include <algorithm>
#include <concepts>
#include <cstdlib>
#include <utility>

namespace mutant {

inline bool runs(int number) {
  static const int chosen = [] {
    const char* text = std::getenv("LISSOM_MUTANT");
    return text == nullptr ? 0 : std::atoi(text);
  }();
  return number != 0 && number == chosen;
}

/// The types do not allow this mutant: it is no program.
[[noreturn]] inline void no_program() {
  std::_Exit(77);
}

#define MUTANT_TRY(number, op)                                     \
  if (runs(number)) {                                              \
    if constexpr (requires {                                       \
                    { left.a op b } -> std::convertible_to<Value>; \
                  }) {                                             \
      return Value(left.a op b);                                   \
    } else {                                                       \
      no_program();                                                \
    }                                                              \
  }

#define MUTANT_OPERATOR(Name, op, first, second)       \
  struct Name {                                        \
    int one;                                           \
    int two = 0;                                       \
  };                                                   \
  template <class A>                                   \
  struct Name##Left {                                  \
    A a;                                               \
    Name name;                                         \
  };                                                   \
  template <class A>                                   \
  Name##Left<A> operator op(A&& a, Name name) {        \
    return {std::forward<A>(a), name};                 \
  }                                                    \
  template <class A, class B>                          \
  auto operator op(Name##Left<A>&& left, B&& b) {      \
    using Value = std::decay_t<decltype(left.a op b)>; \
    MUTANT_TRY(left.name.one, first)                   \
    MUTANT_TRY(left.name.two, second)                  \
    return Value(left.a op b);                         \
  }

MUTANT_OPERATOR(Less, <, <=, >=)
MUTANT_OPERATOR(AtMost, <=, <, >)
MUTANT_OPERATOR(More, >, >=, <=)
MUTANT_OPERATOR(AtLeast, >=, >, <)
MUTANT_OPERATOR(Equal, ==, !=, !=)
MUTANT_OPERATOR(Unequal, !=, ==, ==)
MUTANT_OPERATOR(Plus, +, -, -)
MUTANT_OPERATOR(Minus, -, +, +)
MUTANT_OPERATOR(Times, *, /, /)
MUTANT_OPERATOR(Over, /, *, *)
MUTANT_OPERATOR(Modulo, %, *, *)

/// `!x` and `-x` become `mutant::Not{17} * x` and `mutant::Negative{17} * x`.
struct Not {
  int number;
};
template <class T>
bool operator*(Not name, T&& value) {
  const bool holds = static_cast<bool>(value);
  return runs(name.number) ? holds : !holds;
}
struct Negative {
  int number;
};
template <class T>
auto operator*(Negative name, T value) {
  return runs(name.number) ? value : -value;
}

inline int number(int more, int less, int value) {
  return runs(more) ? value + 1 : runs(less) ? value - 1 : value;
}
inline bool flag(int other, bool value) {
  return runs(other) ? !value : value;
}

enum class Quantity { all, any, none };

inline auto quantity(Quantity as_written, int one, Quantity first, int two, Quantity second) {
  const Quantity quantity = runs(one) ? first : runs(two) ? second : as_written;
  return [quantity](auto begin, auto end, auto holds) {
    return quantity == Quantity::all   ? std::all_of(begin, end, holds)
           : quantity == Quantity::any ? std::any_of(begin, end, holds)
                                       : std::none_of(begin, end, holds);
  };
}
inline auto all_of(int one, int two) {
  return quantity(Quantity::all, one, Quantity::any, two, Quantity::none);
}
inline auto any_of(int one, int two) {
  return quantity(Quantity::any, one, Quantity::all, two, Quantity::none);
}
inline auto none_of(int one, int two) {
  return quantity(Quantity::none, one, Quantity::any, two, Quantity::all);
}

inline auto least_or_most(bool least) {
  return [least]<class T>(const T& a, const T& b) -> T {
    return least ? std::min(a, b) : std::max(a, b);
  };
}
inline auto min(int other) {
  return least_or_most(!runs(other));
}
inline auto max(int other) {
  return least_or_most(runs(other));
}

}  // namespace mutant
