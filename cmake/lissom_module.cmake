# lissom_module(NAME SOURCES ... [USES module...] [TESTS file...] [PROPS file...])
#
# A static library lissom::NAME that may use only the modules it names, with its tests beside it.
# PROPS are property tests (RapidCheck); they run in the same program as TESTS.
function(lissom_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;TESTS;PROPS")
  add_library(lissom_${name} STATIC ${arg_SOURCES})
  add_library(lissom::${name} ALIAS lissom_${name})
  target_include_directories(lissom_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  list(TRANSFORM arg_USES PREPEND lissom::)
  target_link_libraries(lissom_${name} PUBLIC lissom_options lissom_third_party ${arg_USES})

  if(BUILD_TESTING AND TARGET rapidcheck AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS} ${arg_PROPS})
    target_link_libraries(${name}_test PRIVATE lissom::${name} GTest::gtest_main rapidcheck)
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}: " DISCOVERY_TIMEOUT 120
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endfunction()
