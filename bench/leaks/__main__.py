"""`python -m bench.leaks`: one run in a database of its own, in the environment that bench/canaries gives it."""

import argparse
import json
import sys


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", type=lambda text: text.split(","))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--plant-leak", action="store_true")
    asked = parser.parse_args()

    import django
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    django.setup()
    setup_test_environment(debug=False)
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["MIGRATE"] = False  # the same tables, from the models
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return look(asked)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
        teardown_test_environment()


def look(asked: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from bench.leaks import leaking, running

    with leaking.open_gate() if asked.plant_leak else nullcontext():
        told = running.run(only=asked.only, is_short=asked.short, say=lambda line: print(line, flush=True))
    running.tell(told)
    print(json.dumps(told.figures()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
