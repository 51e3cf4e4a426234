#include "shells/server/static_files.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>

#include "shells/server/header_text.h"

namespace lissom::server {
namespace {

struct Found {
  File file;
  std::uint64_t size = 0;
  std::string tag;
};

/// Opens a file below `root`, step by step, so that no link leads out of it.
File open_below(const std::filesystem::path& root, std::span<const std::string> segments) {
  File at(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (std::size_t i = 0; i < segments.size() && at.is_open(); ++i) {
    const bool is_last = i + 1 == segments.size();
    // Not blocking: a pipe with nobody at its other end would keep us waiting.
    const int flags = is_last ? O_RDONLY | O_NONBLOCK : O_PATH | O_DIRECTORY;
    at = File(::openat(at.number(), segments[i].c_str(), flags | O_NOFOLLOW | O_CLOEXEC));
  }
  return at;
}

std::optional<Found> find(const std::filesystem::path& root,
                          std::span<const std::string> segments) {
  Found found{.file = open_below(root, segments), .size = 0, .tag = {}};
  struct stat about {};
  if (!found.file.is_open() || ::fstat(found.file.number(), &about) != 0 ||
      !S_ISREG(about.st_mode)) {
    return std::nullopt;
  }
  found.size = static_cast<std::uint64_t>(about.st_size);
  found.tag = "\"" + std::to_string(about.st_size) + "-" + std::to_string(about.st_mtim.tv_sec) +
              "." + std::to_string(about.st_mtim.tv_nsec) + "\"";
  return found;
}

std::string_view ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

std::string_view type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types = {{
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"wasm", "application/wasm"},
      {"json", "application/json"},
      {"map", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"webp", "image/webp"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"opus", "audio/ogg"},
      {"ogg", "audio/ogg"},
      {"wav", "audio/wav"},
      {"txt", "text/plain; charset=utf-8"},
      {"md", "text/plain; charset=utf-8"},
  }};
  const auto* const found =
      std::ranges::find(types, ending_of(name), [](const auto& type) { return type.first; });
  return found == types.end() ? "application/octet-stream" : found->second;
}

/// "index-B2x9Kq0_.js": what bundlers call a file whose name changes with its content.
bool has_hash(std::string_view name) {
  constexpr std::size_t shortest = 8;
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem.size() <= shortest) {
    return false;
  }
  // A hash may hold a hyphen itself, so its length decides where it begins.
  const char before = stem[stem.size() - shortest - 1];
  const std::string_view hash = stem.substr(stem.size() - shortest);
  const bool is_word = std::ranges::all_of(hash, [](char c) { return c >= 'a' && c <= 'z'; });
  return (before == '-' || before == '.') && !is_word;
}

std::string_view caching_of(std::span<const std::string> segments) {
  const bool is_asset = segments.size() > 1 && segments.front() == "assets";
  return is_asset && has_hash(segments.back()) ? "public, max-age=31536000, immutable" : "no-cache";
}

/// The compressed neighbour of a file that this request takes, if there is one.
std::optional<Found> find_compressed(const std::filesystem::path& root,
                                     std::vector<std::string> segments, const Request& request,
                                     Answer& answer) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> codings = {
      {{"br", ".br"}, {"gzip", ".gz"}}};
  const std::string name = segments.back();
  for (const auto& [coding, ending] : codings) {
    if (!request.range.empty() || !accepts(request.accept_encoding, coding)) {
      continue;
    }
    segments.back() = name + std::string(ending);
    if (auto found = find(root, segments)) {
      answer.headers.push_back({"Content-Encoding", std::string(coding)});
      found->tag.insert(found->tag.size() - 1, ending);
      return found;
    }
  }
  return std::nullopt;
}

void put_part(Answer& answer, Found found, const Request& request) {
  const bool is_same = request.if_range.empty() || request.if_range == found.tag;
  const RangeAnswer range = is_same ? parse_range(request.range, found.size) : RangeAnswer{};
  const std::string of_all = "/" + std::to_string(found.size);
  if (range.kind == RangeKind::outside) {
    answer.status = 416;
    answer.headers.push_back({"Content-Range", "bytes *" + of_all});
    return;
  }
  answer.part = FilePart{.file = std::move(found.file), .from = 0, .size = found.size};
  if (range.kind == RangeKind::part) {
    answer.status = 206;
    answer.part->from = range.range.from;
    answer.part->size = range.range.size;
    answer.headers.push_back(
        {"Content-Range", "bytes " + std::to_string(range.range.from) + "-" +
                              std::to_string(range.range.from + range.range.size - 1) + of_all});
  }
}

Answer no_app() {
  Answer answer;
  answer.status = 404;
  answer.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}};
  answer.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Lissom</title>"
      "<h1>The app is not built yet</h1>"
      "<p>The server runs, and keeps your record. There is no app in its folder <code>web</code>: "
      "<code>README.md</code> says how to build it, and "
      "<code>lissom serve --web DIR</code> takes one from elsewhere.</p></html>\n";
  return answer;
}

}  // namespace

Answer StaticFiles::answer(const Request& request, std::span<const std::string> segments) const {
  std::vector<std::string> path(segments.begin(), segments.end());
  if (path.empty()) {
    path.emplace_back("index.html");
  }
  auto whole = find(root_, path);
  if (!whole && path.back().find('.') == std::string::npos) {
    path.back() += ".html";
    whole = find(root_, path);
  }
  if (!whole) {
    return segments.empty() ? no_app() : fault_answer(404, "there is no such file");
  }
  Answer answer;
  answer.path.clear();
  for (const std::string& segment : segments) {
    answer.path += "/" + segment;
  }
  answer.path = answer.path.empty() ? "/" : answer.path;
  answer.headers = {{"Content-Type", std::string(type_of(path.back()))},
                    {"Cache-Control", std::string(caching_of(path))},
                    {"Vary", "Accept-Encoding"},
                    {"Accept-Ranges", "bytes"}};
  auto compressed = find_compressed(root_, path, request, answer);
  Found found = compressed ? std::move(*compressed) : std::move(*whole);
  answer.headers.push_back({"ETag", found.tag});
  if (names_tag(request.if_none_match, found.tag)) {
    answer.status = 304;
    return answer;
  }
  put_part(answer, std::move(found), request);
  return answer;
}

}  // namespace lissom::server
