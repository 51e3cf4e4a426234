# cmake -DROOT=folder -DOUT=file.cpp -P cmake/embed.cmake
#
# Writes the files below ROOT (*.toml, *.md; in order of their paths) into one C++ file that defines embedded_files().
# Lines of TOML that are comments are left empty. OUT is touched only if its content changes.
cmake_minimum_required(VERSION 3.25)

# Compilers need not take longer literals; adjacent ones are joined.
set(most_bytes 12000)

file(GLOB_RECURSE paths RELATIVE "${ROOT}" "${ROOT}/*.toml" "${ROOT}/*.md")
list(SORT paths)
list(LENGTH paths count)
if(count EQUAL 0)
  message(FATAL_ERROR "${ROOT}: there is no *.toml or *.md to embed")
endif()

set(rows "")
foreach(path IN LISTS paths)
  file(READ "${ROOT}/${path}" text)
  string(FIND "${text}" "\r" return_at)
  if(NOT return_at EQUAL -1)
    message(FATAL_ERROR "${path}: byte ${return_at} is a carriage return; expected lines that end in a line feed")
  endif()

  # Comments are for those who edit. Browsers would load them; empty lines in their place keep the numbers of the others.
  if(path MATCHES "\\.toml$")
    string(REGEX REPLACE "\n[ \t]*#[^\n]*" "\n" text "\n${text}")
    string(SUBSTRING "${text}" 1 -1 text)
  endif()

  set(mark "lissom")
  string(FIND "${text}" ")${mark}\"" mark_at)
  while(NOT mark_at EQUAL -1)
    string(APPEND mark "_")
    string(FIND "${text}" ")${mark}\"" mark_at)
  endwhile()

  # Cut after a line feed, so that no character is cut.
  set(literals "")
  string(LENGTH "${text}" bytes_left)
  while(bytes_left GREATER most_bytes)
    string(SUBSTRING "${text}" 0 ${most_bytes} piece)
    string(FIND "${piece}" "\n" cut REVERSE)
    if(cut EQUAL -1)
      message(FATAL_ERROR "${path}: a line is longer than ${most_bytes} bytes")
    endif()
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${text}" 0 ${cut} piece)
    string(SUBSTRING "${text}" ${cut} -1 text)
    string(APPEND literals "\n     R\"${mark}(${piece})${mark}\"")
    string(LENGTH "${text}" bytes_left)
  endwhile()
  string(APPEND rows "    {\"${path}\"sv,${literals}\n     R\"${mark}(${text})${mark}\"sv},\n")
endforeach()

file(WRITE "${OUT}.new"
"// Written by cmake/embed.cmake; change the files in catalogue/ instead.
#include \"core/catalogue/catalogue.h\"

#include <span>
#include <string_view>

// A file may be longer than the 65536 bytes that every compiler takes; ours take them.
#pragma GCC diagnostic ignored \"-Woverlength-strings\"

namespace lissom {
namespace {

using namespace std::string_view_literals;

constexpr CatalogueFile files[] = {
${rows}};

}  // namespace

std::span<const CatalogueFile> embedded_files() {
  return files;
}

}  // namespace lissom
")
file(COPY_FILE "${OUT}.new" "${OUT}" ONLY_IF_DIFFERENT)
file(REMOVE "${OUT}.new")
