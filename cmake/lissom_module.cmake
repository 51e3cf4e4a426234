# lissom_module(NAME [COLD] [FUZZED] [SMALL] SOURCES ... [SMALL_SOURCES ...] [USES module...] [TESTS file...]
#               [PROPS file...])
#
# A static library lissom::NAME that may use only the modules it names, with its tests beside it.
# PROPS are property tests (RapidCheck); they run in the same program as TESTS.
# COLD: nothing in it repeats often enough that a Debug build would gain more in running than it loses in optimising.
# FUZZED: it reads bytes from outside, and counts its branches for the fuzz targets.
# SMALL: in the browser the bytes to load count for more than its speed. SMALL_SOURCES: the same for some files of it.
function(lissom_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "COLD;FUZZED;SMALL" "" "SOURCES;SMALL_SOURCES;USES;TESTS;PROPS")
  add_library(lissom_${name} STATIC ${arg_SOURCES} ${arg_SMALL_SOURCES})
  add_library(lissom::${name} ALIAS lissom_${name})
  target_include_directories(lissom_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  if(arg_COLD)
    target_compile_options(lissom_${name} PRIVATE $<$<CONFIG:Debug>:-O0>)
  endif()
  if(arg_FUZZED AND LISSOM_FUZZ)
    target_compile_options(lissom_${name} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
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
    # What is tested is optimised and looked at for undefined behaviour, the tests are not: that takes a third of the
    # time to build them.
    target_compile_options(${name}_test PRIVATE -O0 -fno-sanitize=undefined)
    # One process for all: a fresh one for each of them spent most of its time reading the catalogue.
    add_test(NAME "tests of ${name}" COMMAND ${name}_test --gtest_shuffle --gtest_brief=1
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endfunction()
