#pragma once
/// A record as tables for spreadsheets and statistics. docs/formats/csv.md documents every column;
/// a test holds the two against each other.
///
/// Events that were taken back stand in the table "events", marked, and nowhere else.

#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/journal/journal.h"

namespace lissom {

struct Table {
  std::string_view name;  ///< of its file, without an ending; says nothing about health
  std::vector<std::string_view> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

/// All tables, always the same ones in the same order; those without rows too.
/// @param catalogue  gives names and units; what it does not know keeps its id
[[nodiscard]] std::vector<Table> tables_of(const Journal& journal, const Catalogue& catalogue);

/// A table as comma-separated values: UTF-8, a header, lines that end in CR LF. Source: RFC 4180.
[[nodiscard]] std::string to_csv(const Table& table);

}  // namespace lissom
