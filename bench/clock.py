"""Runs a command on a clock of its own: BENCH_CLOCK is how many seconds it goes before the machine's.

BENCH_CLOCK=39600 python -m bench.clock manage.py serve
"""

import os
import runpy
import sys
import time

import time_machine


def main() -> None:
    ahead = float(os.environ.get("BENCH_CLOCK", "0"))
    program, *words = sys.argv[1:]
    sys.argv = [program, *words]
    with time_machine.travel(time.time() + ahead, tick=True):
        time.time()  # its clock starts with the first look at it
        if program.endswith(".py"):
            runpy.run_path(program, run_name="__main__")
        else:
            runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    main()
