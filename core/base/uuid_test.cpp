#include "core/base/uuid.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace lissom {
namespace {

TEST(Uuid, ReadsAndWritesTheUsualForm) {
  const std::string_view text = "01936d2e-7c00-7abc-8def-0123456789ab";
  const Result<Uuid> id = parse_uuid(text);
  ASSERT_TRUE(id.has_value()) << id.error().what;
  const std::array<std::uint8_t, 16> want = {0x01, 0x93, 0x6d, 0x2e, 0x7c, 0x00, 0x7a, 0xbc,
                                             0x8d, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab};
  EXPECT_EQ(id->bytes, want);
  EXPECT_EQ(to_string(*id), text);
  EXPECT_FALSE(id->is_nil());
}

TEST(Uuid, NilIsReadToo) {
  EXPECT_TRUE(Uuid{}.is_nil());
  EXPECT_EQ(to_string(Uuid{}), "00000000-0000-0000-0000-000000000000");
  EXPECT_EQ(parse_uuid("00000000-0000-0000-0000-000000000000").value(), Uuid{});
}

TEST(Uuid, RefusesOtherForms) {
  struct Case {
    std::string_view name;
    std::string_view text;
  };
  const Case cases[] = {
      {"nothing", ""},
      {"one digit short", "01936d2e-7c00-7abc-8def-0123456789a"},
      {"one digit long", "01936d2e-7c00-7abc-8def-0123456789abc"},
      {"no dashes", "01936d2e7c007abc8def0123456789ab"},
      {"a dash at the wrong place", "01936d2-e7c00-7abc-8def-0123456789ab"},
      {"another sign for a dash", "01936d2e_7c00-7abc-8def-0123456789ab"},
      {"a letter that is no digit", "01936d2e-7c00-7abc-8def-0123456789ag"},
      {"capitals: one id, one spelling", "01936D2E-7C00-7ABC-8DEF-0123456789AB"},
      {"braces", "{01936d2e-7c00-7abc-8def-0123456789}"},
      {"a space in front", " 1936d2e-7c00-7abc-8def-0123456789ab"},
      {"two spaces and 34 digits", "  936d2e-7c00-7abc-8def-0123456789ab"},
  };
  for (const auto& [name, text] : cases) {
    SCOPED_TRACE(name);
    const Result<Uuid> got = parse_uuid(text);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, Errc::bad_input);
    EXPECT_EQ(
        got.error().what,
        as_typed(text) + " is not an id; expected one like 01936d2e-7c00-7abc-8def-0123456789ab");
  }
}

/// RFC 9562, 5.7, with the example of its appendix A.6: 2022-02-22T19:22:22Z is 0x017F22E279B0.
TEST(Uuid, Version7Layout) {
  SplitMix64 chance(1234567);
  const std::string text = to_string(uuid_v7(Instant{0x017F22E279B0}, chance));
  // 0x599ED017FB08FC85 and 0x2C73F08458540FA5, their lowest byte first; version 7, variant 10.
  EXPECT_EQ(text, "017f22e2-79b0-75fc-a50f-545884f0732c");
}

TEST(Uuid, SeedDecidesTheRest) {
  SplitMix64 one(1);
  SplitMix64 again(1);
  SplitMix64 two(2);
  const Uuid first = uuid_v7(Instant{1}, one);
  EXPECT_EQ(first, uuid_v7(Instant{1}, again));
  EXPECT_NE(first, uuid_v7(Instant{1}, one));
  EXPECT_NE(first, uuid_v7(Instant{1}, two));
}

TEST(Uuid, LaterIsGreater) {
  SplitMix64 chance(7);
  Uuid before = uuid_v7(Instant{0}, chance);
  for (const std::int64_t ms : {1, 255, 256, 65'535, 65'536, 2'000'000'000}) {
    const Uuid id = uuid_v7(Instant{ms}, chance);
    EXPECT_LT(before, id) << ms;
    EXPECT_LT(to_string(before), to_string(id)) << ms;
    before = id;
  }
}

}  // namespace
}  // namespace lissom
