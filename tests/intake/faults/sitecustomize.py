"""Loaded by children of `test_bounded`: a text that says `fault: …` makes its reader do just that."""

import ctypes
import os
import subprocess
import sys
import time

from jiping.intake.document import Content
from jiping.intake.readers import progress, text

_read = text.read


def _do(told: str) -> None:
    if told == "for ever":
        while True:
            pass
    if told == "much memory":
        held = []
        while True:
            held.append(bytearray(1 << 24))
    if told == "no memory in C":
        malloc = ctypes.CDLL(None).malloc
        malloc.restype = ctypes.c_void_p
        while at := malloc(1 << 24):
            ctypes.memset(at, 1, 1 << 24)
        os.abort()
    if told == "crash":
        ctypes.string_at(0)
    if told == "fault":
        {}["x"]
    if told == "print":
        print("noise", flush=True)
        os.write(1, b"noise")
    if told == "wrong answer":
        os.write(3, b"\0" * 7 + b"\x03=[]")
        os._exit(0)
    if told == "slow steps":
        for _ in range(3):
            time.sleep(0.5)
            progress.step_done()
    if told.startswith("grandchild"):
        write = "import sys, time; f = open(sys.argv[1], 'w'); f.write('started'); f.flush(); "
        subprocess.run([sys.executable, "-c", write + "time.sleep(60)", told.partition(" ")[2]])


def read(data: bytes) -> Content:
    """Do what the text says, else read it."""
    told = data.decode("utf-8", "replace")
    if told.startswith("fault: "):
        _do(told.removeprefix("fault: "))
        return _read("绩效自评报告".encode())
    return _read(data)


text.read = read
