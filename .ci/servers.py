"""Asks PostgreSQL and Redis at 127.0.0.1 whether they answer, makes a database there, and takes away what a run left."""

import sys

import psycopg
import redis
from psycopg import sql

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/{}"


def postgres() -> psycopg.Connection:
    return psycopg.connect(POSTGRES, autocommit=True, connect_timeout=5)


def create(name: str) -> None:
    try:
        with postgres() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            version = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        sys.exit(
            f"PostgreSQL does not answer at 127.0.0.1:5432 for the user postgres without a password: {error}\n"
            "Start one there; these checks run on the real thing or not at all."
        )
    try:
        redis_version = redis.Redis.from_url(REDIS.format(0), socket_timeout=5).info("server")[
            "redis_version"
        ]
    except redis.RedisError as error:
        sys.exit(
            f"Redis does not answer at 127.0.0.1:6379: {error}\n"
            "Start one there; these checks run on the real thing or not at all."
        )
    print(f"PostgreSQL {version}, Redis {redis_version}")


def copy(name: str, to: str) -> None:
    """Keep a database as it stands now under another name."""
    with postgres() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(to), sql.Identifier(name))
        )


def clean(name: str) -> None:
    """Drop this run's databases and queues, and those of no other."""
    with postgres() as connection:
        mine = connection.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s", [f"^(test_)?{name}(_|$)"]
        )
        for (database,) in mine.fetchall():
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )
    for number in range(16):
        client = redis.Redis.from_url(REDIS.format(number), socket_timeout=5)
        for key in client.scan_iter(f"{name}:*"):
            client.delete(key)


if __name__ == "__main__":
    {"create": create, "copy": copy, "clean": clean}[sys.argv[1]](*sys.argv[2:])
