#include "core/catalogue/table_reader.h"

#include <algorithm>
#include <set>

namespace lissom {
namespace {

const TomlValue& empty_table() {
  static const TomlValue empty{0, TomlValue::Table{}};
  return empty;
}

}  // namespace

tl::expected<TomlValue, CatalogueFaults> document_at(std::string_view path,
                                                     std::span<const CatalogueFile> files) {
  for (const CatalogueFile& file : files) {
    if (file.path != path) {
      continue;
    }
    tl::expected<TomlValue, TomlFault> document = parse_toml(file.text);
    if (!document) {
      return tl::unexpected(
          CatalogueFaults{{std::string(path), document.error().line, document.error().what}});
    }
    return *std::move(document);
  }
  return tl::unexpected(CatalogueFaults{{std::string(path), 1, "is missing"}});
}

TableReader::TableReader(const TomlValue& value, std::string file, CatalogueFaults& faults)
    : value_(&value), file_(std::move(file)), faults_(&faults) {
  if (!std::holds_alternative<TomlValue::Table>(value.value)) {
    faults_->push_back({file_, value.line, "expected a table"});
    value_ = &empty_table();
  }
}

const TomlValue* TableReader::find(std::string_view key) const {
  for (const auto& [name, value] : std::get<TomlValue::Table>(value_->value)) {
    if (name == key) {
      return &value;
    }
  }
  return nullptr;
}

const TomlValue* TableReader::take(std::string_view key, bool required) {
  known_.emplace_back(key);
  const TomlValue* value = find(key);
  if (value == nullptr && required) {
    complain(key, "is missing");
  }
  return value;
}

int TableReader::line_of(std::string_view key) const {
  const TomlValue* value = find(key);
  // A table that is missing stands nowhere; the first line of the file is as good a place as any.
  return value != nullptr ? value->line : std::max(line(), 1);
}

void TableReader::complain(std::string_view key, const std::string& what) {
  faults_->push_back({file_, line_of(key), std::string(key) + " " + what});
}

bool TableReader::has(std::string_view key) const {
  return find(key) != nullptr;
}

const TomlValue* TableReader::raw(std::string_view key) {
  return take(key, false);
}

std::vector<std::string> TableReader::keys() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : std::get<TomlValue::Table>(value_->value)) {
    names.push_back(name);
  }
  return names;
}

std::string TableReader::text(std::string_view key) {
  if (take(key, true) == nullptr) {
    return "";
  }
  std::string value = text_or(key, "");
  if (value.empty()) {
    complain(key, "is empty; expected a text");
  }
  return value;
}

std::string TableReader::text_or(std::string_view key, std::string_view otherwise) {
  const TomlValue* value = take(key, false);
  if (value == nullptr) {
    return std::string(otherwise);
  }
  if (const auto* text = std::get_if<std::string>(&value->value)) {
    return *text;
  }
  complain(key, "is not a text");
  return std::string(otherwise);
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  (void)take(key, true);
  return texts_or(key);
}

std::vector<std::string> TableReader::texts_or(std::string_view key) {
  const TomlValue* value = take(key, false);
  std::vector<std::string> list;
  if (value == nullptr) {
    return list;
  }
  const auto* items = std::get_if<TomlValue::List>(&value->value);
  if (items == nullptr) {
    complain(key, "is not a list; expected a list of texts");
    return list;
  }
  for (const TomlValue& item : *items) {
    if (const auto* text = std::get_if<std::string>(&item.value);
        text != nullptr && !text->empty()) {
      list.push_back(*text);
    } else {
      complain(key, "holds something that is not a text");
    }
  }
  return list;
}

std::vector<std::vector<std::string>> TableReader::text_lists(std::string_view key) {
  const TomlValue* value = take(key, true);
  std::vector<std::vector<std::string>> lists;
  const auto* items = value != nullptr ? std::get_if<TomlValue::List>(&value->value) : nullptr;
  if (value != nullptr && items == nullptr) {
    complain(key, "is not a list; expected a list of lists of texts");
  }
  if (items == nullptr) {
    return lists;
  }
  for (const TomlValue& item : *items) {
    const TomlValue wrapped{item.line, TomlValue::Table{{std::string(key), item}}};
    TableReader inner(wrapped, file_, *faults_);
    lists.push_back(inner.texts_or(key));
  }
  return lists;
}

int TableReader::integer(std::string_view key, int least, int most) {
  return take(key, true) == nullptr ? least : integer_or(key, least, most, least);
}

int TableReader::integer_or(std::string_view key, int least, int most, int otherwise) {
  const TomlValue* value = take(key, false);
  if (value == nullptr) {
    return otherwise;
  }
  const auto* number = std::get_if<std::int64_t>(&value->value);
  if (number == nullptr || *number < least || *number > most) {
    complain(key,
             "is not a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
  }
  return static_cast<int>(*number);
}

std::vector<int> TableReader::integers(std::string_view key, int least, int most) {
  const TomlValue* value = take(key, true);
  std::vector<int> list;
  const auto* items = value != nullptr ? std::get_if<TomlValue::List>(&value->value) : nullptr;
  if (value != nullptr && items == nullptr) {
    complain(key, "is not a list; expected a list of whole numbers");
  }
  if (items == nullptr) {
    return list;
  }
  for (const TomlValue& item : *items) {
    const auto* number = std::get_if<std::int64_t>(&item.value);
    if (number == nullptr || *number < least || *number > most) {
      complain(key, "holds something that is not a whole number from " + std::to_string(least) +
                        " to " + std::to_string(most));
      return list;
    }
    list.push_back(static_cast<int>(*number));
  }
  return list;
}

Range TableReader::range(std::string_view key, int least, int most) {
  const std::vector<int> numbers = integers(key, least, most);
  if (numbers.size() != 2 || numbers[0] > numbers[1]) {
    if (has(key)) {
      complain(key, "is not a range; expected [least, most]");
    }
    return {least, least};
  }
  return {numbers[0], numbers[1]};
}

bool TableReader::boolean(std::string_view key) {
  return take(key, true) != nullptr && boolean_or(key, false);
}

bool TableReader::boolean_or(std::string_view key, bool otherwise) {
  const TomlValue* value = take(key, false);
  if (value == nullptr) {
    return otherwise;
  }
  if (const auto* truth = std::get_if<bool>(&value->value)) {
    return *truth;
  }
  complain(key, "is neither true nor false");
  return otherwise;
}

Basis TableReader::basis() {
  Basis basis{texts_or("sources"), text_or("convention", "")};
  if (basis.sources.empty() && basis.convention.empty()) {
    complain("sources",
             "names no source; expected keys of sources.toml or a convention = \"reason\"");
  }
  return basis;
}

std::size_t TableReader::one_of(std::string_view key, const std::vector<std::string_view>& names) {
  const std::string value = text(key);
  const auto found = std::find(names.begin(), names.end(), value);
  if (found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  if (!value.empty()) {
    std::string list;
    for (const std::string_view name : names) {
      list += (list.empty() ? "" : ", ") + std::string(name);
    }
    complain(key, "\"" + value + "\" is not known; expected one of " + list);
  }
  return 0;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  const TomlValue* value = take(key, true);
  std::vector<TableReader> readers;
  const auto* items = value != nullptr ? std::get_if<TomlValue::List>(&value->value) : nullptr;
  if (value != nullptr && items == nullptr) {
    complain(key, "is not a list of tables; expected [[" + std::string(key) + "]]");
  }
  if (items != nullptr) {
    for (const TomlValue& item : *items) {
      readers.emplace_back(item, file_, *faults_);
    }
  }
  complain_of_twins(readers);
  return readers;
}

/// What a table of a list is called by, it alone is called by.
void TableReader::complain_of_twins(std::vector<TableReader>& readers) {
  std::set<std::string> seen;
  for (TableReader& reader : readers) {
    for (const std::string_view name : {"id", "key"}) {
      const TomlValue* value = reader.find(name);
      const auto* text = value != nullptr ? std::get_if<std::string>(&value->value) : nullptr;
      if (text != nullptr && !seen.insert(*text).second) {
        reader.complain(name, "\"" + *text + "\" is there twice");
      }
    }
  }
}

TableReader TableReader::table(std::string_view key) {
  const TomlValue* value = take(key, true);
  return {value != nullptr ? *value : empty_table(), file_, *faults_};
}

void TableReader::finish() {
  for (const auto& [name, value] : std::get<TomlValue::Table>(value_->value)) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      faults_->push_back({file_, value.line, name + " is not a key that is known here"});
    }
  }
}

}  // namespace lissom
