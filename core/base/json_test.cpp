#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace lissom {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    all += text;
  }
  return all;
}

std::string keys(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    all += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  }
  return "{" + all + "}";
}

TEST(Json, ReadsAndWritesTheSameBytes) {
  struct Case {
    std::string_view name;
    std::string text;
  };
  const Case cases[] = {
      {"null", "null"},
      {"true", "true"},
      {"a number below zero", "-12"},
      {"the greatest whole numbers", "[9223372036854775807,-9223372036854775808]"},
      {"a broken number", "0.5"},
      {"a text", R"("back and \"hips\" \\ \n")"},
      {"text of others", R"("спина €")"},
      {"an empty object", "{}"},
      {"an empty list", "[]"},
      {"keys keep their order", R"({"b":1,"a":[2,{"c":null}],"B":{}})"},
      {"lists in lists", "[[],[[]],[[1],2]]"},
      {"the same key in different objects", R"([{"a":1},{"a":2,"b":{"a":3}}])"},
      {"brackets in a text do not nest", "\"" + times(200, "[{") + "\""},
      {"64 levels", times(64, "[") + times(64, "]")},
      {"64 levels of objects", times(63, R"({"a":)") + "{}" + times(63, "}")},
      {"1000 keys", keys(1000)},
  };
  for (const auto& [name, text] : cases) {
    SCOPED_TRACE(name);
    const Result<Json> got = parse_json(text);
    ASSERT_TRUE(got.has_value()) << got.error().what;
    EXPECT_EQ(to_bytes(*got), text);
  }
}

TEST(Json, SpacesAndEscapesAreWrittenPlainly) {
  EXPECT_EQ(to_bytes(parse_json(" { \"a\" :\n[ 1 , 2 ] } ").value()), R"({"a":[1,2]})");
  EXPECT_EQ(to_bytes(parse_json(R"("\u0041\/\u20ac\ud83d\ude00")").value()), R"("A/€😀")");
}

TEST(Json, RefusesWhatIsNotJson) {
  using namespace std::string_literals;
  struct Case {
    std::string_view name;
    std::string text;
    std::string want;
  };
  const Case cases[] = {
      {"nothing", "", "byte 1: this is not JSON"},
      {"spaces only", "   ", "byte 4: this is not JSON"},
      {"a word", "yes", "byte 1: this is not JSON"},
      {"cut short", R"({"a":1)", "byte 7: this is not JSON"},
      {"cut in a text", R"(["abc)", "byte 6: this is not JSON"},
      {"two values", "1 2", "byte 3: this is not JSON"},
      {"a comma too many", "[1,]", "byte 4: this is not JSON"},
      {"a comma too many in an object", R"({"a":1,})", "byte 8: this is not JSON"},
      {"closed by the other bracket", "[1}", "byte 3: this is not JSON"},
      {"single quotes", "{'a':1}", "byte 2: this is not JSON"},
      {"a comment", "// why\n1", "byte 1: this is not JSON"},
      {"a plus sign", "+1", "byte 1: this is not JSON"},
      {"a leading zero", "01", "byte 2: this is not JSON"},
      {"not a number", "NaN", "byte 1: this is not JSON"},
      {"greater than any number", "1e999", "byte 5: this is not JSON"},
      {"a line break in a text", "\"a\nb\"", "byte 3: this is not JSON"},
      {"a byte 0", "[1,\0]"s, "byte 4: this is not JSON"},
      {"a byte that starts no character", "\"\xFF\"", "byte 2: this is not JSON"},
      {"a character cut short", "\"\xC3\"", "byte 3: this is not JSON"},
      {"an overlong character", "\"\xC0\xAF\"", "byte 2: this is not JSON"},
      {"half of a surrogate pair", R"("\ud83d")", "byte 8: this is not JSON"},
      {"65 levels", times(65, "["), "nested too deep; expected at most 64 levels"},
      {"a hundred thousand levels", times(100'000, "["),
       "nested too deep; expected at most 64 levels"},
      {"65 levels, mixed", times(33, R"({"a":[)"), "nested too deep; expected at most 64 levels"},
      {"an answer given twice", R"({"CES_BLADDER":"yes","CES_BLADDER":"no"})",
       R"(the key "CES_BLADDER" is there twice)"},
      {"twice deep inside", R"([{"a":{"b":1,"c":2,"b":1}}])", R"(the key "b" is there twice)"},
      {"twice in two spellings", R"({"a":1,"\u0061":2})", R"(the key "a" is there twice)"},
      {"1001 keys", keys(1001), "an object has too many keys; expected at most 1000"},
  };
  for (const auto& [name, text, want] : cases) {
    SCOPED_TRACE(name);
    const Result<Json> got = parse_json(text);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, Errc::bad_input);
    EXPECT_EQ(got.error().what, want);
  }
}

TEST(Json, BytesAreAlwaysUtf8) {
  EXPECT_EQ(to_bytes(Json("a\xFF"
                          "b")),
            "\"a\xEF\xBF\xBD"
            "b\"");
}

Json object() {
  return parse_json(R"({"name":"Ada","age":70,"kneels":false,"where":["hip","back"],"mode":"slow",
                        "none":null,"half":0.5,"deep":{"x":1}})")
      .value();
}

TEST(ObjectReader, ReadsWhatIsThere) {
  const Json json = object();
  ObjectReader in(json, "profile");
  EXPECT_EQ(in.text("name"), "Ada");
  EXPECT_EQ(in.integer("age", 18, 120, 40), 70);
  EXPECT_FALSE(in.boolean("kneels", true));
  EXPECT_EQ(in.texts("where"), (std::vector<std::string>{"hip", "back"}));
  EXPECT_EQ(in.one_of("mode", {"fast", "slow"}), "slow");
  EXPECT_EQ(in.any("half"), Json(0.5));
  EXPECT_EQ(in.any("deep"), (Json{{"x", 1}}));
  EXPECT_TRUE(in.has("age"));
  EXPECT_EQ(in.text("none", "otherwise"), "otherwise");
  EXPECT_FALSE(in.fault().has_value());
}

TEST(ObjectReader, AMissingKeyAndNullAreTheSame) {
  for (const std::string_view text : {"{}", R"({"k":null})"}) {
    SCOPED_TRACE(text);
    const Json json = parse_json(text).value();
    ObjectReader in(json, "here");
    EXPECT_EQ(in.text("k", "otherwise"), "otherwise");
    EXPECT_EQ(in.one_of("k", {"a"}), "");
    EXPECT_EQ(in.integer("k", 1, 9, 42), 42);
    EXPECT_EQ(in.maybe_integer("k", 1, 9), std::nullopt);
    EXPECT_TRUE(in.boolean("k", true));
    EXPECT_TRUE(in.texts("k").empty());
    EXPECT_TRUE(in.any("k").is_null());
    EXPECT_FALSE(in.has("k"));
    EXPECT_FALSE(in.fault().has_value());
    EXPECT_EQ(in.text("k"), "");
    ASSERT_TRUE(in.fault().has_value());
    EXPECT_EQ(in.fault()->what, "here.k: is missing");
  }
}

/// What is wrong with the one key of `text` when it is read by `read`; "" if nothing is.
template <class Read>
std::string fault_of(std::string_view text, Read read) {
  const Json json = parse_json(text).value();
  ObjectReader in(json, "here");
  read(in);
  const std::optional<Fault> fault = in.fault();
  return fault ? fault->what : "";
}

TEST(ObjectReader, FaultsNameThePlace) {
  struct Case {
    std::string_view name;
    std::string text;
    void (*read)(ObjectReader& in);
    std::string want;
  };
  const auto text = [](ObjectReader& in) { (void)in.text("k", ""); };
  const auto one_of = [](ObjectReader& in) { (void)in.one_of("k", {"left", "right"}); };
  const auto integer = [](ObjectReader& in) { (void)in.integer("k", -5, 10, 0); };
  const auto boolean = [](ObjectReader& in) { (void)in.boolean("k", false); };
  const auto texts = [](ObjectReader& in) { (void)in.texts("k"); };
  const auto nothing = [](ObjectReader& /*in*/) {};
  const std::string whole = "here.k: expected a whole number from -5 to 10, got ";
  const Case cases[] = {
      {"a text of 2000 bytes", R"({"k":")" + times(2000, "x") + "\"}", text, ""},
      {"a text of 2001", R"({"k":")" + times(2001, "x") + "\"}", text,
       "here.k: expected a text of at most 2000 bytes, got \"" + times(56, "x") + "..."},
      {"a number for a text", R"({"k":7})", text,
       "here.k: expected a text of at most 2000 bytes, got 7"},
      {"an allowed word", R"({"k":"left"})", one_of, ""},
      {"another word", R"({"k":"middle"})", one_of,
       R"(here.k: "middle" is not known; expected one of left, right)"},
      {"no word", R"({"k":""})", one_of, R"(here.k: "" is not known; expected one of left, right)"},
      {"another case", R"({"k":"Left"})", one_of,
       R"(here.k: "Left" is not known; expected one of left, right)"},
      {"a list for a word", R"({"k":["left"]})", one_of,
       R"(here.k: expected a text of at most 2000 bytes, got ["left"])"},
      {"the least", R"({"k":-5})", integer, ""},
      {"the most", R"({"k":10})", integer, ""},
      {"below the least", R"({"k":-6})", integer, whole + "-6"},
      {"above the most", R"({"k":11})", integer, whole + "11"},
      {"above every number we have", R"({"k":18446744073709551615})", integer,
       whole + "18446744073709551615"},
      {"a broken number", R"({"k":1.0})", integer, whole + "1.0"},
      {"a number in quotation marks", R"({"k":"1"})", integer, whole + R"("1")"},
      {"true for a number", R"({"k":true})", integer, whole + "true"},
      {"true", R"({"k":true})", boolean, ""},
      {"0 for false", R"({"k":0})", boolean, "here.k: expected true or false, got 0"},
      {"a word for true", R"({"k":"yes"})", boolean,
       R"(here.k: expected true or false, got "yes")"},
      {"200 texts", R"({"k":[)" + times(199, "\"\",") + "\"\"]}", texts, ""},
      {"201 texts", R"({"k":[)" + times(200, "\"\",") + "\"\"]}", texts,
       "here.k: expected a list of at most 200 texts, got [" + times(18, "\"\",") + "\"\"..."},
      {"one text for a list", R"({"k":"hip"})", texts,
       R"(here.k: expected a list of at most 200 texts, got "hip")"},
      {"a number among texts", R"({"k":["hip",3]})", texts,
       "here.k: expected texts of at most 2000 bytes, got 3"},
      {"a key that nothing reads", R"({"k":1})", nothing, R"(here: the key "k" is not known here)"},
      {"also if it is null", R"({"k":null})", nothing, R"(here: the key "k" is not known here)"},
      {"a key that is two lines", R"({"a\nb":1})", nothing,
       R"(here: the key "a?b" is not known here)"},
      {"not an object", "[1,2]", integer, "here: expected an object, got [1,2]"},
      {"nothing at all", "null", text, "here: expected an object, got null"},
  };
  for (const auto& [name, json, read, want] : cases) {
    SCOPED_TRACE(name);
    EXPECT_EQ(fault_of(json, read), want);
  }
}

TEST(ObjectReader, TheFirstFaultStays) {
  EXPECT_EQ(fault_of(R"({"a":1,"b":2,"c":3})",
                     [](ObjectReader& in) {
                       (void)in.text("b", "");
                       (void)in.text("a", "");
                       in.complain("b", "again");
                     }),
            "here.b: expected a text of at most 2000 bytes, got 2");
}

TEST(ObjectReader, ComplaintsOfTheCallerAreFaults) {
  EXPECT_EQ(fault_of("{}", [](ObjectReader& in) { in.complain("k", "is before birth"); }),
            "here.k: is before birth");
}

TEST(ObjectReader, AfterAFaultTheValueIsTheOtherwise) {
  const Json json = parse_json(R"({"k":[]})").value();
  ObjectReader in(json, "here");
  EXPECT_EQ(in.text("k", "otherwise"), "otherwise");
  EXPECT_EQ(in.integer("k", 0, 9, 4), 4);
  EXPECT_TRUE(in.boolean("k", true));
  EXPECT_EQ(in.one_of("k", {"a"}), "");
}

}  // namespace
}  // namespace lissom
