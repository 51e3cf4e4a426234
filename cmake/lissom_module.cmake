# precompile(TARGET [OPTIONS ...] [HEADERS ...] [LIBRARIES ...]): the headers of others are compiled once for all targets that
# say the same. That saves a quarter of the time the dev preset takes to build. The preset coverage goes without, and so
# finds a header that a file uses and does not include.
function(precompile target)
  if(NOT LISSOM_PRECOMPILE)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OPTIONS;HEADERS;LIBRARIES")
  string(MD5 id "${ARGN}")
  string(SUBSTRING ${id} 0 8 id)
  if(NOT TARGET lissom_headers_${id})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/headers.cpp CONTENT "")
    add_library(lissom_headers_${id} OBJECT ${CMAKE_BINARY_DIR}/headers.cpp)
    target_link_libraries(lissom_headers_${id} PRIVATE lissom_options lissom_third_party ${arg_LIBRARIES})
    target_compile_options(lissom_headers_${id} PRIVATE ${arg_OPTIONS})
    target_precompile_headers(lissom_headers_${id} PRIVATE
      <algorithm> <array> <charconv> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional> <set> <span>
      <sstream> <string> <string_view> <utility> <vector> <nlohmann/json.hpp> <tl/expected.hpp> ${arg_HEADERS})
  endif()
  target_precompile_headers(${target} REUSE_FROM lissom_headers_${id})
endfunction()

# together(TARGET): its files are compiled several at once.
function(together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
endfunction()

# lissom_module(NAME [COLD|FAST] [FUZZED] [SMALL] [APART] SOURCES ... [SMALL_SOURCES ...] [USES module...] [TESTS file...]
#               [PROPS file...] [SHARDS n])
#
# A static library lissom::NAME that may use only the modules it names, with its tests beside it.
# PROPS are property tests (RapidCheck); they run in the same program as TESTS.
# SHARDS: how many processes share the tests, where one would still be at it when all others are done.
# COLD: nothing in it repeats often enough that a Debug build would gain more in running than it loses in optimising.
# FAST: its speed is felt, and in a file of many the compiler inlines less.
# APART: its files are never compiled together: names of other libraries in them hide each other.
# FUZZED: it reads bytes from outside, and counts its branches for the fuzz targets.
# SMALL: in the browser the bytes to load count for more than its speed. SMALL_SOURCES: the same for some files of it.
function(lissom_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "APART;COLD;FAST;FUZZED;SMALL" "SHARDS" "SOURCES;SMALL_SOURCES;USES;TESTS;PROPS")
  add_library(lissom_${name} STATIC ${arg_SOURCES} ${arg_SMALL_SOURCES})
  add_library(lissom::${name} ALIAS lissom_${name})
  target_include_directories(lissom_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  set(at_once "")
  if(arg_COLD)
    set(at_once COLD MOST ALL)
  elseif(arg_FAST)
    set(at_once ALL)
  elseif(NOT arg_APART)
    set(at_once MOST ALL)
  endif()
  if(LISSOM_TOGETHER IN_LIST at_once)
    together(lissom_${name})
  endif()
  set(options "")
  if(arg_COLD)
    list(APPEND options $<$<CONFIG:Debug>:-O0>)
  endif()
  if(arg_FUZZED AND LISSOM_FUZZ)
    list(APPEND options -fsanitize=fuzzer-no-link)
  endif()
  target_compile_options(lissom_${name} PRIVATE ${options})
  precompile(lissom_${name} OPTIONS ${options})
  if(arg_SMALL AND CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32)
    target_compile_options(lissom_${name} PRIVATE -Oz)
  endif()
  if(arg_SMALL_SOURCES AND CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32)
    set_source_files_properties(${arg_SMALL_SOURCES} PROPERTIES COMPILE_OPTIONS -Oz)
  endif()
  list(TRANSFORM arg_USES PREPEND lissom::)
  target_link_libraries(lissom_${name} PUBLIC lissom_options lissom_third_party ${arg_USES})

  if(BUILD_TESTING AND TARGET rapidcheck AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS} ${arg_PROPS})
    target_link_libraries(${name}_test PRIVATE lissom::${name} GTest::gtest_main rapidcheck)
    if(NOT LISSOM_TOGETHER STREQUAL NONE)
      together(${name}_test)
    endif()
    # What is tested is optimised and looked at for undefined behaviour, the tests are not: that takes a third of the
    # time to build them.
    set(options -O0 -fno-sanitize=undefined)
    target_compile_options(${name}_test PRIVATE ${options})
    precompile(${name}_test OPTIONS ${options} HEADERS <gtest/gtest.h> <rapidcheck/gtest.h> LIBRARIES GTest::gtest)
    # Not one process for each: that spent most of its time reading the catalogue.
    set(shards 1)
    if(arg_SHARDS)
      set(shards ${arg_SHARDS})
    endif()
    foreach(shard RANGE 1 ${shards})
      math(EXPR index "${shard} - 1")
      set(test "tests of ${name}")
      if(shards GREATER 1)
        string(APPEND test " (${shard} of ${shards})")
      endif()
      add_test(NAME ${test} COMMAND ${name}_test --gtest_shuffle --gtest_brief=1 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
      set_tests_properties(${test} PROPERTIES ENVIRONMENT "GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${index}")
    endforeach()
  endif()
endfunction()
