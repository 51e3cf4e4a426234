# cmake -DSOURCE=case.cpp -P run.cmake -- compiler flags...
#
# The case must compile, or its failure would prove nothing; with MUST_NOT_COMPILE it must fail as its first line says:
# "// expect: <regular expression>".
cmake_minimum_required(VERSION 3.25)

set(compiler "")
set(after_dashes FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(after_dashes)
    list(APPEND compiler "${CMAKE_ARGV${i}}")
  elseif(CMAKE_ARGV${i} STREQUAL "--")
    set(after_dashes TRUE)
  endif()
endforeach()

file(STRINGS "${SOURCE}" first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// expect: (.+)$")
  message(FATAL_ERROR "${SOURCE}: the first line is not \"// expect: <regular expression>\"")
endif()
set(expected "${CMAKE_MATCH_1}")

set(ENV{LC_ALL} C)
execute_process(COMMAND ${compiler} ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE messages)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} does not compile even without the mistake:\n${messages}")
endif()

execute_process(COMMAND ${compiler} -DMUST_NOT_COMPILE ${SOURCE} RESULT_VARIABLE status ERROR_VARIABLE messages)
if(status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles with the mistake")
endif()
if(NOT messages MATCHES "${expected}")
  message(FATAL_ERROR "${SOURCE} fails for another reason than \"${expected}\":\n${messages}")
endif()
