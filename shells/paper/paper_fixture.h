#pragma once
/// Test code: small drawings.

#include "core/figure/drawing.h"

namespace lissom::paper::fixture {

constexpr Colour black{0, 0, 0};
constexpr Colour white{255, 255, 255};

inline Path box(int left, int top, int right, int bottom) {
  Path path;
  path.verbs = {Verb::move, Verb::line, Verb::line, Verb::line, Verb::close};
  path.dots = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
  return path;
}

inline Drawing sheet(int width, int height) {
  Drawing drawing;
  drawing.width = width;
  drawing.height = height;
  drawing.id = "test";
  drawing.title = "A box";
  drawing.description = "It is drawn for tests.";
  return drawing;
}

}  // namespace lissom::paper::fixture
