#include "core/base/json.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace lissom {
namespace {

constexpr std::size_t most_text_bytes = 2000;
constexpr std::size_t most_items = 200;
constexpr std::size_t most_depth = 64;
constexpr std::size_t most_keys = 1000;

std::string shown(const Json& value) {
  return shortened(to_bytes(value));
}

/// Builds a value from what the library's reader meets, and refuses what the library would let
/// pass: a key twice (it keeps the last, silently) and depth without end.
class Builder {
 public:
  bool null() { return put(Json()); }
  bool boolean(bool value) { return put(Json(value)); }
  bool number_integer(Json::number_integer_t value) { return put(Json(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return put(Json(value)); }
  bool number_float(Json::number_float_t value, const std::string& /*text*/) {
    return put(Json(value));
  }
  bool string(std::string& value) { return put(Json(std::move(value))); }
  bool binary(Json::binary_t& /*value*/) { return refuse("this is not JSON"); }
  bool start_object(std::size_t /*size*/) { return open(Json::object()); }
  bool key(std::string& name) {
    auto& object = open_.back()->get_ref<Json::object_t&>();
    if (object.size() == most_keys) {
      return refuse("an object has too many keys; expected at most 1000");
    }
    const auto [slot, is_new] = object.emplace(name, Json());
    slot_ = &slot->second;
    return is_new || refuse("the key " + as_typed(name) + " is there twice");
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(Json::array()); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return refuse("byte " + std::to_string(position) + ": this is not JSON");
  }

  [[nodiscard]] Json& root() { return root_; }
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

 private:
  bool refuse(std::string why) {
    refusal_ = std::move(why);
    return false;
  }

  /// Where the next value belongs: the root, the value of the key just read, or the end of the
  /// list.
  Json& place() {
    if (open_.empty()) {
      return root_;
    }
    if (open_.back()->is_object()) {
      return *slot_;
    }
    return open_.back()->get_ref<Json::array_t&>().emplace_back();
  }

  bool put(Json value) {
    place() = std::move(value);
    return true;
  }

  bool open(Json empty) {
    if (open_.size() == most_depth) {
      return refuse("nested too deep; expected at most 64 levels");
    }
    Json& container = place();
    container = std::move(empty);
    open_.push_back(&container);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;  // they do not move: only the innermost grows
  Json* slot_ = nullptr;
  std::string refusal_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  Builder builder;
  if (!Json::sax_parse(text, &builder)) {
    return bad_input(builder.refusal());
  }
  return std::move(builder.root());
}

std::string to_bytes(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ObjectReader::ObjectReader(const Json& object, std::string place)
    : object_(object), place_(std::move(place)), is_read_(entries().size()) {
  if (!object_.is_object()) {
    fault_ = Fault{Errc::bad_input, place_ + ": expected an object, got " + shown(object_)};
  }
}

void ObjectReader::complain(std::string_view key, const std::string& what) {
  if (!fault_) {
    fault_ = Fault{Errc::bad_input, place_ + "." + std::string(key) + ": " + what};
  }
}

std::span<const Json::object_t::value_type> ObjectReader::entries() const {
  if (!object_.is_object()) {
    return {};
  }
  return object_.get_ref<const Json::object_t&>();
}

/// @return the number of entries if there is none of that name
std::size_t ObjectReader::index_of(std::string_view key) const {
  const auto all = entries();
  const auto found = std::ranges::find_if(all, [&](const auto& e) { return e.first == key; });
  return static_cast<std::size_t>(found - all.begin());
}

const Json* ObjectReader::find(std::string_view key) {
  const std::size_t at = index_of(key);
  if (at == entries().size()) {
    return nullptr;
  }
  is_read_[at] = true;
  const Json& value = entries()[at].second;
  return value.is_null() ? nullptr : &value;
}

bool ObjectReader::has(std::string_view key) const {
  const std::size_t at = index_of(key);
  return at < entries().size() && !entries()[at].second.is_null();
}

const Json& ObjectReader::any(std::string_view key) {
  static const Json nothing;
  const Json* value = find(key);
  return value != nullptr ? *value : nothing;
}

std::string ObjectReader::text(std::string_view key, std::string otherwise) {
  const Json* value = find(key);
  if (value == nullptr) {
    return otherwise;
  }
  if (!value->is_string() || value->get_ref<const std::string&>().size() > most_text_bytes) {
    complain(key, "expected a text of at most 2000 bytes, got " + shown(*value));
    return otherwise;
  }
  return value->get<std::string>();
}

std::string ObjectReader::text(std::string_view key) {
  if (!has(key)) {
    complain(key, "is missing");
  }
  return text(key, "");
}

std::string ObjectReader::one_of(std::string_view key, const std::vector<std::string>& allowed) {
  if (!has(key)) {
    return text(key, "");
  }
  std::string value = text(key, "");
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
    std::string list;
    for (const std::string& word : allowed) {
      list += (list.empty() ? "" : ", ") + word;
    }
    complain(key, as_typed(value) + " is not known; expected one of " + list);
    return "";
  }
  return value;
}

std::optional<std::int64_t> ObjectReader::maybe_integer(std::string_view key, std::int64_t least,
                                                        std::int64_t most) {
  const Json* value = find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  const bool fits = value->is_number_unsigned()
                        ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX)
                        : value->is_number_integer();
  if (!fits || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
    complain(key, "expected a whole number from " + std::to_string(least) + " to " +
                      std::to_string(most) + ", got " + shown(*value));
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::int64_t ObjectReader::integer(std::string_view key, std::int64_t least, std::int64_t most,
                                   std::int64_t otherwise) {
  return maybe_integer(key, least, most).value_or(otherwise);
}

bool ObjectReader::boolean(std::string_view key, bool otherwise) {
  const Json* value = find(key);
  if (value == nullptr) {
    return otherwise;
  }
  if (!value->is_boolean()) {
    complain(key, "expected true or false, got " + shown(*value));
    return otherwise;
  }
  return value->get<bool>();
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  const Json* value = find(key);
  std::vector<std::string> list;
  if (value == nullptr) {
    return list;
  }
  if (!value->is_array() || value->size() > most_items) {
    complain(key, "expected a list of at most 200 texts, got " + shown(*value));
    return list;
  }
  for (const Json& item : *value) {
    if (!item.is_string() || item.get_ref<const std::string&>().size() > most_text_bytes) {
      complain(key, "expected texts of at most 2000 bytes, got " + shown(item));
      return list;
    }
    list.push_back(item.get<std::string>());
  }
  return list;
}

std::optional<Fault> ObjectReader::fault() const {
  const auto unread = std::ranges::find(is_read_, false);
  if (fault_ || unread == is_read_.end()) {
    return fault_;
  }
  const std::string& key = entries()[static_cast<std::size_t>(unread - is_read_.begin())].first;
  return Fault{Errc::bad_input, place_ + ": the key " + as_typed(key) + " is not known here"};
}

}  // namespace lissom
