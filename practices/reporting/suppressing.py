"""Numbers that leave a group: small ones are hidden, others beside them too, and what one version hid no later one gives back.

Three rules, of which the tests prove that they hold together, also against somebody who knows them:

- A number under `least` is hidden. One that was hidden is told again only from `2 * least - 1` on, so that the step over the
  threshold never tells how many there were before.
- A number that is told moves by `least` or more, or stays as it was told.
- Hidden numbers count in a sum only as a *pool*: those that are small, and beside them as many others, never told before, as
  it takes until each small one may have been any small number. A pool stays together, told by its sum alone, which moves in the
  same steps; it ends when each of its numbers may be told. What is in no pool is left out of the sum.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self


@dataclass(frozen=True)
class Pool:
    """Hidden numbers that are told by their sum alone."""

    members: tuple[str, ...]
    beside: tuple[str, ...] = ()  # the one that is not small, and hides the others
    old: tuple[str, ...] = ()  # those that were hidden before by themselves
    total: int | None = None
    peak: int = 0  # the largest sum that was told

    def bar(self, key: str, least: int) -> int:
        """From where on a member may be told: something that everybody knows, or the step over it would tell more."""
        if key in self.beside:
            return max(self.peak, 2 * least - 2) + least
        return 2 * least - 1

    def as_it_is(self, now: Mapping[str, int], least: int) -> "Pool":
        """The pool with the sum of today, where it moved far enough and may be told."""
        if any(key not in now for key in self.members):
            return self  # somebody is gone: their number must not show as the difference
        total = sum(now[key] for key in self.members)
        if self.total is not None and abs(total - self.total) < least:
            return self
        if not self.hides(now, least):
            return replace(self, total=None)
        return replace(self, total=total, peak=max(self.peak, total))

    def hides(self, now: Mapping[str, int], least: int) -> bool:
        """Whether, of this sum, each small number may have been any small number, also for who knows the one beside them."""
        small = [key for key in self.members if key not in self.beside]
        most = {key: 2 * least - 2 if key in self.old else least - 1 for key in small}
        rest = sum(most.values()) - max(most.values())
        return least <= sum(now[key] for key in small) <= rest


@dataclass(frozen=True)
class Told:
    """What has been told so far of one number of each of several groups."""

    told: Mapping[str, int] = field(default_factory=dict)
    pools: tuple[Pool, ...] = ()
    known: frozenset[str] = frozenset()  # whose number was asked for before, told or not

    def total(self, keys: Collection[str]) -> int:
        """The sum over these, and over the pools that are theirs alone."""
        own = sum(value for key, value in self.told.items() if key in keys)
        return own + sum(pool.total or 0 for pool in self.pools if set(pool.members) <= set(keys))

    def is_whole(self, keys: Collection[str]) -> bool:
        """Whether nothing is left out of that sum."""
        own = set(keys)
        told = [pool for pool in self.pools if pool.total is not None and set(pool.members) <= own]
        summed = {key for pool in told for key in pool.members}
        return all(key in self.told or key in summed for key in keys)

    def as_json(self) -> dict[str, Any]:
        return {
            "told": dict(self.told),
            "pools": [[p.members, p.beside, p.old, p.total, p.peak] for p in self.pools],
            "known": sorted(self.known),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> Self:
        if not kept:
            return cls()
        pools = (
            Pool(tuple(members), tuple(beside), tuple(old), total, peak)
            for members, beside, old, total, peak in kept["pools"]
        )
        return cls(kept["told"], tuple(pools), frozenset(kept["known"]))


def draw(now: Mapping[str, int], before: Told, *, least: int, only: Collection[str] | None = None) -> Told:
    """What may be told today, after what was told before; `only` some are told anew, and then nothing is pooled."""
    pools, told = list(before.pools), dict(before.told)
    if only is None:
        ended = [pool for pool in pools if _may_end(pool, now, least)]
        told |= {key: now[key] for pool in ended for key in pool.members}
        pools = [pool.as_it_is(now, least) for pool in pools if pool not in ended]
    pooled = {key for pool in pools for key in pool.members}
    fresh = set()
    for key, value in now.items():
        if key in pooled or (only is not None and key not in only):
            continue
        if _moves(value, told.get(key), least, is_known=key in before.known):
            fresh.add(key) if key not in before.known else None
            told[key] = value
        elif value < least:
            told.pop(key, None)
    asked = set(now) if only is None else set(only) & set(now)
    if only is None:
        waiting = [key for key in sorted(now) if key not in told and key not in pooled]
        old = [key for key in waiting if key in before.known and key not in before.told]
        pool = _pool(waiting, sorted(fresh), old)
        if pool:
            pools.append(pool.as_it_is(now, least))
            told = {key: value for key, value in told.items() if key not in pool.members}
    return Told(told, tuple(pools), before.known | asked)


def _may_end(pool: Pool, now: Mapping[str, int], least: int) -> bool:
    return all(now.get(key, -1) >= pool.bar(key, least) for key in pool.members)


def _moves(value: int, told: int | None, least: int, *, is_known: bool) -> bool:
    """Whether a number is told anew."""
    if told is None:
        return value >= (2 * least - 1 if is_known else least)
    return value >= least and abs(value - told) >= least


def _pool(small: list[str], others: list[str], old: list[str]) -> Pool | None:
    """The pool of these small numbers and one other beside them, where there is one that was never told.

    Which one it is says the order of the keys, which says nothing of their numbers.
    """
    if not small:
        return None
    beside = others[:1]
    return Pool(tuple(sorted([*small, *beside])), tuple(beside), tuple(old))
