# How every target of ours is compiled, in one place: nothing is ever put into CMAKE_CXX_FLAGS.
option(LISSOM_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer, without recovery" OFF)
option(LISSOM_COVERAGE "Count executed lines (gcov)" OFF)
option(LISSOM_BENCH "Build the benchmarks" OFF)
option(LISSOM_FUZZ "Build the fuzz targets (clang)" OFF)
set(LISSOM_TOGETHER NONE CACHE STRING
  "What is compiled several files at once, in half the time from nothing and more after a change: NONE, COLD (tests, and modules that a Debug build does not optimise), MOST (all but FAST modules) or ALL")
option(LISSOM_PRECOMPILE "Compile the headers of others once, not with each file; what a file forgets to include goes unseen" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(lissom_options INTERFACE)
target_compile_options(lissom_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast -Wdouble-promotion
  -Wformat=2 -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  # Where most files are compiled together, each hides what another keeps to itself: no fault.
  $<$<NOT:$<IN_LIST:${LISSOM_TOGETHER},MOST$<SEMICOLON>ALL>>:-Wshadow>
  # Native and WebAssembly must give the same digits: no fused multiply-add behind our back.
  -ffp-contract=off
  # GCC 12 raises these for sound uses of std::string and std::vector once it optimises (its bug 105651 and kin); what
  # they look for, the sanitizers of the dev preset find.
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds
                           -Wno-stringop-overflow -Wno-stringop-overread>)
# The core never throws; the JSON library is told so on every host, or the hosts would differ.
target_compile_definitions(lissom_options INTERFACE JSON_NOEXCEPTION)

if(LISSOM_SANITIZE)
  # Null and stray pointers end a program under AddressSanitizer, too; looking for them twice took a third of the time to
  # compile. Nothing here reads through a pointer of another type, where alignment could be wrong.
  target_compile_options(lissom_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize=null,alignment,object-size -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(lissom_options INTERFACE -fsanitize=address,undefined)
endif()
if(LISSOM_COVERAGE)
  target_compile_options(lissom_options INTERFACE --coverage)
  target_link_options(lissom_options INTERFACE --coverage)
endif()

# Headers of others (tl::expected, nlohmann/json, toml++), header-only, the same files on every host.
add_library(lissom_third_party INTERFACE)
if(CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32)
  # The WebAssembly compiler does not look into the system's include folder, and must not: only these headers.
  set(third_party ${CMAKE_BINARY_DIR}/third_party)
  file(MAKE_DIRECTORY ${third_party})
  foreach(name tl nlohmann toml++)
    file(CREATE_LINK /usr/include/${name} ${third_party}/${name} SYMBOLIC)
  endforeach()
  target_include_directories(lissom_third_party SYSTEM INTERFACE ${third_party})
endif()

if(BUILD_TESTING AND NOT CMAKE_SYSTEM_PROCESSOR STREQUAL wasm32)
  find_package(GTest REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  add_library(rapidcheck INTERFACE)
  target_link_libraries(rapidcheck INTERFACE ${RAPIDCHECK_LIBRARY})
  include(GoogleTest)
endif()
