"""Runs a command and says what it took: python measure.py COMMAND…

Prints one line of JSON: seconds of the wall and of the processor, the most memory that was in use in MB (10^6 bytes), the
exit code, and what the command printed.
"""

import json
import resource
import subprocess
import sys
import time

started = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
wall = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# Linux counts in kilobytes, macOS in bytes.
peak = used.ru_maxrss / 1e6 if sys.platform == "darwin" else used.ru_maxrss * 1024 / 1e6
print(
    json.dumps(
        {
            "wall": wall,
            "cpu": used.ru_utime + used.ru_stime,
            "peak": peak,
            "code": done.returncode,
            "output": done.stdout,
            "errors": done.stderr,
        }
    )
)
