"""Messages between Plumbline and a Python process that it keeps, for plumbline_host.py and plumbline_spark.py.

Each is its length in bytes (4, big endian) and as many bytes of JSON (UTF-8), over the standard input and output.
Standard library only.
"""

import json
import os
import struct
import sys
import threading


def own_channel():
    """The streams that we were started with, out of reach: whatever the user's code or a C library prints goes to stderr."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout = sys.stderr
    return questions, answers


def hear(stream):
    """The next message; None where the input has ended."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    return json.loads(stream.read(struct.unpack(">I", head)[0]))


# What is said from several threads comes one after the other.
SAYING = threading.Lock()


def say(stream, message):
    body = json.dumps(message).encode()
    with SAYING:
        stream.write(struct.pack(">I", len(body)) + body)
        stream.flush()
