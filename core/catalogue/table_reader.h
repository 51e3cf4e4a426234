#pragma once
/// Reads a TOML table key by key and collects every mistake with its line.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/toml_value.h"

namespace lissom {

/// What is wrong so far, in all files.
using CatalogueFaults = std::vector<CatalogueFault>;

/// One of the files as TOML. @return a fault if it is missing or is no TOML
[[nodiscard]] tl::expected<TomlValue, CatalogueFaults> document_at(
    std::string_view path, std::span<const CatalogueFile> files);

/// One table of one file. Each `take` marks its key as known; `finish` complains about the others.
class TableReader {
 public:
  /// @param value  a table; anything else is a fault
  TableReader(const TomlValue& value, std::string file, CatalogueFaults& faults);

  [[nodiscard]] std::string text(std::string_view key);  ///< must be there and not be empty
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);     ///< must be there
  [[nodiscard]] std::vector<std::string> texts_or(std::string_view key);  ///< empty if it is not
  [[nodiscard]] std::vector<std::vector<std::string>> text_lists(std::string_view key);
  [[nodiscard]] int integer(std::string_view key, int least, int most);
  [[nodiscard]] int integer_or(std::string_view key, int least, int most, int otherwise);
  [[nodiscard]] std::vector<int> integers(std::string_view key, int least, int most);
  [[nodiscard]] Range range(std::string_view key, int least, int most);
  [[nodiscard]] bool boolean(std::string_view key);
  [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise);
  /// `sources` and `convention`: at least one of them must say something.
  [[nodiscard]] Basis basis();

  /// One of `names`, as its index; 0 and a fault for anything else.
  [[nodiscard]] std::size_t one_of(std::string_view key,
                                   const std::vector<std::string_view>& names);

  /// The tables of an array of tables `[[key]]`, or the one table `[key]`. No two of an array have
  /// the same `id` or `key`.
  [[nodiscard]] std::vector<TableReader> tables(std::string_view key);
  [[nodiscard]] TableReader table(std::string_view key);
  [[nodiscard]] const TomlValue* raw(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;
  /// Keys of the file in order, for tables whose keys are data.
  [[nodiscard]] std::vector<std::string> keys() const;

  void complain(std::string_view key, const std::string& what);
  void finish();

  [[nodiscard]] int line() const { return value_->line; }
  [[nodiscard]] int line_of(std::string_view key) const;
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  [[nodiscard]] const TomlValue* find(std::string_view key) const;
  const TomlValue* take(std::string_view key, bool required);
  static void complain_of_twins(std::vector<TableReader>& readers);

  const TomlValue* value_;
  std::string file_;
  CatalogueFaults* faults_;
  std::vector<std::string> known_;
};

}  // namespace lissom
