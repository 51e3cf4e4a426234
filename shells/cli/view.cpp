#include "shells/cli/view.h"

namespace lissom::cli {

const Json& value_at(const Json& object, std::string_view key) {
  static const Json nothing;
  if (!object.is_object()) {
    return nothing;
  }
  const auto found = object.find(std::string(key));
  return found == object.end() ? nothing : *found;
}

std::string text_at(const Json& object, std::string_view key) {
  const Json& value = value_at(object, key);
  return value.is_string() ? value.get<std::string>() : "";
}

std::int64_t number_at(const Json& object, std::string_view key, std::int64_t otherwise) {
  const Json& value = value_at(object, key);
  return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
}

bool is_true(const Json& object, std::string_view key) {
  const Json& value = value_at(object, key);
  return value.is_boolean() && value.get<bool>();
}

bool has_number(const Json& object, std::string_view key) {
  return value_at(object, key).is_number_integer();
}

const Json& list_at(const Json& object, std::string_view key) {
  static const Json empty = Json::array();
  const Json& value = value_at(object, key);
  return value.is_array() ? value : empty;
}

std::vector<std::string> texts_at(const Json& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const std::string single = text_at(object, key); !single.empty()) {
    texts.push_back(single);
  }
  for (const Json& item : list_at(object, key)) {
    if (std::string text = shown(item); !text.empty()) {
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

std::string shown(const Json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (value.is_number_integer()) {
    return std::to_string(value.get<std::int64_t>());
  }
  if (value.is_boolean()) {
    return value.get<bool>() ? "yes" : "no";
  }
  return "";
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    out.append(out.empty() ? "" : between).append(text);
  }
  return out;
}

}  // namespace lissom::cli
