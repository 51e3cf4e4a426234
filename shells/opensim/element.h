#pragma once
/// An element of an .osim file, read with a place for every complaint.
///
/// The first complaint is kept in the document and everything read after it means nothing: readers
/// go on with harmless values and look once, at the end.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "core/base/result.h"
#include "core/body/geometry.h"

namespace lissom::opensim {

struct Document {
  std::string_view text;
  pugi::xml_document xml;
  std::optional<Fault> fault;
};

class Element {
 public:
  Element(Document& document, pugi::xml_node node) : document_(&document), node_(node) {}

  [[nodiscard]] bool is_there() const { return !node_.empty(); }
  /// The tag, like "PathPoint".
  [[nodiscard]] std::string_view tag() const { return node_.name(); }
  /// The attribute `name`, without blanks around it.
  [[nodiscard]] std::string name() const;
  [[nodiscard]] Element parent() const { return {*document_, node_.parent()}; }

  /// The first child with a tag; may not be there.
  [[nodiscard]] Element child(std::string_view tag) const;
  /// The children that are elements.
  [[nodiscard]] std::vector<Element> children() const;
  /// What a set holds: the children of `<tag><objects>`, or of `<tag>` where there are no objects.
  [[nodiscard]] std::vector<Element> set(std::string_view tag) const;

  /// The text of a child, without blanks around it; "" if it is not there.
  [[nodiscard]] std::string text(std::string_view tag) const;
  [[nodiscard]] double number(std::string_view tag, double otherwise) const;
  [[nodiscard]] bool flag(std::string_view tag, bool otherwise) const;
  [[nodiscard]] Vec3 vec3(std::string_view tag, const Vec3& otherwise) const;
  /// All numbers of a child, none if it is not there.
  [[nodiscard]] std::vector<double> numbers(std::string_view tag) const;

  /// What another element is called to whom this one is tied: `<socket_X>` (40000 and later), a
  /// connector (30500 to 40000), or `<older>` (before). "" if it is tied to nothing.
  [[nodiscard]] std::string socket(std::string_view name, std::string_view older) const;

  /// Keeps a complaint about this element, unless there is one already.
  void fail(const std::string& what) const;
  [[nodiscard]] bool has_failed() const { return document_->fault.has_value(); }

 private:
  /// `fail` with the tag of a child in front.
  void fail_in(std::string_view tag, const std::string& what) const;

  Document* document_;
  pugi::xml_node node_;
};

/// "line 12: " for a place in a text.
[[nodiscard]] std::string line_of(std::string_view text, std::ptrdiff_t offset);

/// The last name of a path: "pelvis" of "/bodyset/pelvis".
[[nodiscard]] std::string last_name(std::string_view path);

}  // namespace lissom::opensim
