#!/usr/bin/env python3
"""Writes vectors.txt with the C library of xxHash's author (Debian: libxxhash0), called through ctypes.

A line: length, then for each seed XXH64 and XXH3-64. Byte i of the input is the top byte of i * 2654435761 modulo 2^32.
"""
import ctypes
import pathlib

SEEDS = [0, 42, 0x9E3779B185EBCA8D]
# Every length of the short forms, each stripe's border (64) and each block's (1024) with its neighbours, some in between.
LENGTHS = sorted({*range(0, 261), *range(261, 1101, 11), *(n + d for n in [*range(320, 1101, 64), 1024, 2048, 4096] for d in (-1, 0, 1))})

lib = ctypes.CDLL("libxxhash.so.0")
for name in ("XXH64", "XXH3_64bits_withSeed"):
    getattr(lib, name).argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64]
    getattr(lib, name).restype = ctypes.c_uint64

with open(pathlib.Path(__file__).with_name("vectors.txt"), "w", encoding="ascii") as out:
    for length in LENGTHS:
        data = bytes((i * 2654435761 & 0xFFFFFFFF) >> 24 for i in range(length))
        hashes = [f(data, length, seed) for seed in SEEDS for f in (lib.XXH64, lib.XXH3_64bits_withSeed)]
        print(length, *(f"{value:016x}" for value in hashes), file=out)
