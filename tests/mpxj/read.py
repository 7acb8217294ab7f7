"""Opens plan files with MPXJ and prints their tasks as the tests compare them, one line each.

number, title, start, finish, predecessors as number, kind and lag in minutes or percent; fields
are parted by tabs, files by a line with their name.
"""

import sys

import jpype
import mpxj  # noqa: F401  puts its classes on Java's path

jpype.startJVM()

from org.mpxj import TimeUnit  # noqa: E402
from org.mpxj.reader import UniversalProjectReader  # noqa: E402


def predecessor(link, properties):
    lag, unit = link.getLag(), "%"
    if lag.getUnits() not in (TimeUnit.PERCENT, TimeUnit.ELAPSED_PERCENT):
        lag, unit = lag.convertUnits(TimeUnit.MINUTES, properties), ""
    number = link.getPredecessorTask().getUniqueID()
    return f"{number}{link.getType()}{round(lag.getDuration())}{unit}"


for path in sys.argv[1:]:
    print(path)
    project = UniversalProjectReader().read(path)
    for task in project.getTasks():
        if task.getUniqueID().intValue() == 0:
            continue
        links = [predecessor(link, project.getProjectProperties()) for link in task.getPredecessors()]
        fields = [task.getUniqueID(), task.getName(), task.getStart(), task.getFinish()]
        print(*fields, " ".join(sorted(links)), sep="\t")
