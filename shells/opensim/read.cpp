#include "shells/opensim/read.h"

#include <algorithm>
#include <charconv>

#include "shells/opensim/parts.h"

namespace lissom::opensim {
namespace {

constexpr int oldest_version = 20101;

Result<int> version_of(const pugi::xml_node& root) {
  const std::string_view text = root.attribute("Version").value();
  int version = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    return bad_input("line 1: <OpenSimDocument>: expected Version=\"40000\" or the like");
  }
  if (version < oldest_version) {
    return bad_input("line 1: <OpenSimDocument>: version " + std::to_string(version) +
                     " is not supported, only 20101 and later");
  }
  return version;
}

/// Parts that may hold anything: what would change a length must not go unread there.
void check_components(const Element& top) {
  std::vector<Element> parts = top.child("components").children();
  const std::vector<Element> more = top.set("ComponentSet");
  parts.insert(parts.end(), more.begin(), more.end());
  for (const Element& element : parts) {
    const std::string_view tag = element.tag();
    const bool matters = tag == "Body" || tag.ends_with("Joint") || tag.ends_with("Constraint") ||
                         element.child("GeometryPath").is_there();
    if (matters) {
      element.fail("among the components of a model this is not supported");
    }
  }
}

void read_all(Reading& reading) {
  using Step = void (*)(Reading&);
  for (const Step step :
       {read_frames, read_bodies, read_coordinates, read_joints, read_surfaces, read_muscles}) {
    step(reading);
    if (reading.document.fault) {
      return;
    }
  }
}

}  // namespace

void check_count(std::size_t count, std::size_t most, const char* what, const Element& place) {
  if (count > most) {
    place.fail(std::to_string(count) + " " + what + " are more than " + std::to_string(most));
  }
}

void check_name(const Element& element, std::set<std::string>& names) {
  const std::string name = element.name();
  const bool is_plain = std::ranges::none_of(name, [](char c) {
    return c == ',' || c == '"' || c == '/' || static_cast<unsigned char>(c) < ' ';
  });
  if (name.empty() || !is_plain) {
    element.fail("expected a name without commas, quotation marks and slashes");
  } else if (!names.insert(name).second) {
    element.fail("there are two of this name");
  }
}

Result<Model> read_model(std::string_view text) {
  if (text.size() > most_bytes) {
    return bad_input("the file is larger than 64 MB");
  }
  Document document;
  document.text = text;
  const pugi::xml_parse_result parsed =
      document.xml.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return bad_input(line_of(text, parsed.offset) + "no XML: " + parsed.description());
  }
  const pugi::xml_node root = document.xml.child("OpenSimDocument");
  if (!root || !root.child("Model")) {
    return bad_input("line 1: expected <OpenSimDocument> with a <Model>");
  }
  const auto version = version_of(root);
  if (!version) {
    return tl::unexpected(version.error());
  }
  Reading reading{.document = document,
                  .top = Element(document, root.child("Model")),
                  .model = {},
                  .frames = {}};
  reading.model.name = reading.top.name();
  check_components(reading.top);
  read_all(reading);
  if (document.fault) {
    return tl::unexpected(*document.fault);
  }
  return std::move(reading.model);
}

}  // namespace lissom::opensim
