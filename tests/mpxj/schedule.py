"""Reads plan files with MPXJ and answers each empty line on standard input with the milliseconds
that its scheduler takes for the file, computed once more: the caller decides when.
"""

import sys
import time

import jpype
import mpxj  # noqa: F401  puts its classes on Java's path

jpype.startJVM()

from org.mpxj.cpm import MicrosoftScheduler  # noqa: E402
from org.mpxj.reader import UniversalProjectReader  # noqa: E402

began = time.perf_counter()
project = UniversalProjectReader().read(sys.argv[1])
print("read", (time.perf_counter() - began) * 1000, flush=True)
start = project.getProjectProperties().getStartDate()
for _ in sys.stdin:
    began = time.perf_counter()
    MicrosoftScheduler().schedule(project, start)
    print("schedule", (time.perf_counter() - began) * 1000, flush=True)
