# WebAssembly by Debian's clang-19 and wasi-libc: no exceptions, no threads, a handful of WASI imports.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
find_program(CMAKE_AR llvm-ar-19 REQUIRED)
find_program(CMAKE_RANLIB llvm-ranlib-19 REQUIRED)
set(CMAKE_CXX_COMPILER_AR ${CMAKE_AR})
set(CMAKE_CXX_COMPILER_RANLIB ${CMAKE_RANLIB})
set(CMAKE_CXX_FLAGS_INIT "-fno-exceptions -flto -Wno-deprecated")
# The usual stack is 64 kB and grows into the data without a word: a whole one, and first in memory, so that an overflow traps.
# Having linked, the compiler would call a wasm-opt that it happens to find, and the bytes would depend on the machine:
# shells/wasm calls it. -O0 keeps it from that and changes nothing else here; with its --no-wasm-opt clang-19 links nothing.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-O0 -Wl,-z,stack-size=1048576 -Wl,--stack-first -mexec-model=reactor -flto -Wl,--strip-all -Wl,--gc-sections")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
