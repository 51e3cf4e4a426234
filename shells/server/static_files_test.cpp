// The files of the app: types, compression, caching, parts; and nothing from elsewhere.

#include "shells/server/static_files.h"

#include <sys/stat.h>

#include "shells/server/server_fixture.h"

namespace lissom::server {
namespace {

using fixture::Rig;

std::string content(const Answer& answer) {
  if (!answer.part) {
    return answer.body;
  }
  std::string bytes(answer.part->size, '\0');
  const ssize_t got = ::pread(answer.part->file.number(), bytes.data(), bytes.size(),
                              static_cast<off_t>(answer.part->from));
  EXPECT_EQ(got, static_cast<ssize_t>(bytes.size()));
  return bytes;
}

class Files : public testing::Test {
 protected:
  Rig rig_;

  void put(const std::string& name, std::string_view bytes) const {
    put_content(rig_.web() / name, bytes);
  }
  [[nodiscard]] Answer ask(const std::string& target, const Request& like = {}) const {
    Request request = like;
    request.method = "GET";
    request.target = target;
    request.host = fixture::host;
    return rig_.service->answer(request);
  }
};

TEST_F(Files, TypesByEnding) {
  struct Case {
    std::string name;
    std::string_view type;
  };
  const Case cases[] = {
      {"index.html", "text/html; charset=utf-8"},
      {"a.js", "text/javascript; charset=utf-8"},
      {"a.css", "text/css; charset=utf-8"},
      {"lissom.wasm", "application/wasm"},
      {"a.json", "application/json"},
      {"app.webmanifest", "application/manifest+json"},
      {"a.svg", "image/svg+xml"},
      {"a.png", "image/png"},
      {"a.webp", "image/webp"},
      {"a.woff2", "font/woff2"},
      {"a.opus", "audio/ogg"},
      {"a.ogg", "audio/ogg"},
      {"a.wav", "audio/wav"},
      {"a.unheard-of", "application/octet-stream"},
      {"noending", "application/octet-stream"},
  };
  for (const auto& [name, type] : cases) {
    SCOPED_TRACE(name);
    put(name, name);
    const Answer answer = ask("/" + name);
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(header_of(answer, "Content-Type"), type);
    EXPECT_EQ(content(answer), name);
    EXPECT_EQ(answer.path, "/" + name);
  }
  EXPECT_EQ(content(ask("/")), "index.html");
}

TEST_F(Files, PagesNeedNoEnding) {
  put("help.html", "the guide");
  const Answer answer = ask("/help");
  EXPECT_EQ(content(answer), "the guide");
  EXPECT_EQ(header_of(answer, "Content-Type"), "text/html; charset=utf-8");
  put("help", "itself");
  EXPECT_EQ(content(ask("/help")), "itself");
  EXPECT_EQ(ask("/a.js").status, 404U);
}

TEST_F(Files, NothingFromElsewhere) {
  put_content(rig_.folder / "secret.txt", "secret");
  std::filesystem::create_directories(rig_.folder / "beside");
  put_content(rig_.folder / "beside/secret.txt", "secret");
  std::filesystem::create_symlink(rig_.folder / "secret.txt", rig_.web() / "link.txt");
  std::filesystem::create_directory_symlink(rig_.folder / "beside", rig_.web() / "folder");
  std::filesystem::create_symlink("index.html", rig_.web() / "inside.html");
  put(".hidden", "secret");
  ASSERT_EQ(::mkfifo((rig_.web() / "pipe.txt").c_str(), 0600), 0);
  for (const std::string target :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt",
        "/link.txt", "/folder/secret.txt", "/inside.html", "/.hidden", "/assets", "/assets/",
        "/pipe.txt", "/absent.js", "/index.html/x", "//index.html"}) {
    SCOPED_TRACE(target);
    const Answer answer = ask(target);
    EXPECT_TRUE(answer.status == 404 || answer.status == 400) << answer.status;
    EXPECT_EQ(content(answer).find("secret\""), std::string::npos);
    EXPECT_FALSE(answer.part.has_value());
    EXPECT_EQ(answer.path, "?") << "what is none of ours is not written down";
  }
}

TEST_F(Files, CompressedNeighbours) {
  put("a.js", "plain");
  put("a.js.gz", "zipped");
  put("b.js", "plain");
  put("b.js.gz", "zipped");
  put("b.js.br", "brotli");
  struct Case {
    std::string target;
    std::string accepted;
    std::string_view coding;
    std::string want;
  };
  const Case cases[] = {
      {"/a.js", "", "", "plain"},          {"/a.js", "gzip, br", "gzip", "zipped"},
      {"/a.js", "br", "", "plain"},        {"/b.js", "gzip, br", "br", "brotli"},
      {"/b.js", "gzip", "gzip", "zipped"}, {"/b.js", "gzip;q=0, br;q=0", "", "plain"},
  };
  for (const auto& [target, accepted, coding, want] : cases) {
    SCOPED_TRACE(target + " " + accepted);
    Request like;
    like.accept_encoding = accepted;
    const Answer answer = ask(target, like);
    EXPECT_EQ(header_of(answer, "Content-Encoding"), coding);
    EXPECT_EQ(header_of(answer, "Content-Type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(header_of(answer, "Vary"), "Accept-Encoding");
    EXPECT_EQ(content(answer), want);
  }
}

TEST_F(Files, TagsTellWhetherAFileIsAnother) {
  put("a.js", "one");
  put("a.js.gz", "zipped");
  const std::string tag(header_of(ask("/a.js"), "ETag"));
  Request like;
  like.if_none_match = tag;
  const Answer same = ask("/a.js", like);
  EXPECT_EQ(same.status, 304U);
  EXPECT_EQ(content(same), "");
  like.accept_encoding = "gzip";
  EXPECT_EQ(ask("/a.js", like).status, 200U) << "the compressed one is another one";
  put("a.js", "other");
  like.accept_encoding = "";
  EXPECT_EQ(ask("/a.js", like).status, 200U);
}

TEST_F(Files, OnlyHashedNamesAreKeptForEver) {
  constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
  struct Case {
    std::string name;
    std::string_view want;
  };
  const Case cases[] = {
      {"assets/index-B2x9Kq0_.js", for_ever},
      {"assets/voice-en.1a2b3c4d.opus", for_ever},
      {"assets/a-b-D-x9Kq0_.css", for_ever},
      {"assets/plain.js", "no-cache"},
      {"assets/half-kneeling.svg", "no-cache"},
      {"index-B2x9Kq0_.js", "no-cache"},
      {"index.html", "no-cache"},
      {"sw.js", "no-cache"},
  };
  for (const auto& [name, want] : cases) {
    put(name, "x");
    EXPECT_EQ(header_of(ask("/" + name), "Cache-Control"), want) << name;
  }
}

TEST_F(Files, Parts) {
  put("a.wav", "0123456789");
  put("a.wav.gz", "zipped");
  Request like;
  like.accept_encoding = "gzip";
  like.range = "bytes=2-4";
  const Answer part = ask("/a.wav", like);
  EXPECT_EQ(part.status, 206U);
  EXPECT_EQ(content(part), "234");
  EXPECT_EQ(header_of(part, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(header_of(part, "Content-Encoding"), "") << "parts are of the file as it is";

  like.if_range = std::string(header_of(part, "ETag"));
  EXPECT_EQ(ask("/a.wav", like).status, 206U);
  like.if_range = "\"another\"";
  EXPECT_EQ(content(ask("/a.wav", like)), "0123456789");

  like.if_range = "";
  like.range = "bytes=10-";
  const Answer outside = ask("/a.wav", like);
  EXPECT_EQ(outside.status, 416U);
  EXPECT_EQ(header_of(outside, "Content-Range"), "bytes */10");
}

TEST_F(Files, WithoutAnAppAPageSaysSo) {
  std::filesystem::remove_all(rig_.web());
  const Answer page = ask("/");
  EXPECT_EQ(page.status, 404U);
  EXPECT_EQ(header_of(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("not built yet"), std::string::npos);
  EXPECT_EQ(ask("/a.js").status, 404U);
  EXPECT_EQ(ask("/api/hello").status, 200U);
}

}  // namespace
}  // namespace lissom::server
