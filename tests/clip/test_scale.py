"""Scale data has the sizes it promises, comes out the same for the same seed, and never stands beside real people."""

import hashlib
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from clip.demo.scale import seeding
from clip.demo.scale.groups import LOOKS
from clip.keeping import invariants
from inquiries.models import Group, Membership, Message, Organisation, Partnership, User
from meetings.models import Action, ActionUpdate, Attendance, Entry, Meeting, Nudge, Recap
from tests.builders import make_user

pytestmark = pytest.mark.django_db
OURS = ("inquiries", "meetings", "practices")


def tables() -> list[type[models.Model]]:
    return [model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


def digests() -> dict[str, str]:
    """What stands in each table, but for keys that the database counts itself."""
    found = {}
    for model in tables():
        names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
        rows = sorted(map(repr, model.objects.values_list(*names)))
        found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


@contextmanager
def forgotten():
    """What is written inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_scale_one_is_one_partnership_with_two_groups(settings, capsys):
    settings.CLIP_DEMO = True
    call_command("demo", scale=1, seed=3)
    counts = {model: model.objects.count() for model in (Partnership, Group, Meeting, User, Action)}
    assert counts == {Partnership: 1, Group: 2, Meeting: 12, User: 40, Action: 200}
    assert {Action.objects.filter(group=group).count() for group in Group.objects.all()} == {100}
    assert "1 partnerships, 2 groups" in capsys.readouterr().out


def test_everything_that_hangs_on_a_meeting_is_there_too():
    seeding.seed(1, 3, timezone.now())
    for model in (ActionUpdate, Attendance, Entry, Recap, Nudge, Message):
        assert model.objects.count() >= 8, model
    assert set(Action.objects.values_list("state", flat=True)) == set(Action.State)
    assert Meeting.objects.filter(opened_at__isnull=False, closed_at=None).count() == 1


def test_nothing_in_scale_data_lies_in_the_future():
    now = timezone.now()
    seeding.seed(2, 3, now)
    assert Action.objects.filter(heard_at__gt=now).count() == 0
    assert Message.objects.filter(sent_at__gt=now).count() == 0
    assert Meeting.objects.held().filter(starts_at__gt=now).count() == 0


def test_the_last_update_of_an_action_says_where_it_is():
    seeding.seed(1, 3, timezone.now())
    told = [action for action in Action.objects.with_newest() if action.said]
    assert len(told) > 100
    assert [action for action in told if action.said.state != action.state] == []


def test_scale_data_holds_what_must_always_hold(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    seeding.seed(1, 7, timezone.now())
    broken = {name: rows for name, rows in invariants.broken(timezone.now()).items() if rows}
    assert broken == {}


def test_folded_names_are_filled_in():
    seeding.seed(1, 3, timezone.now())
    for model in tables():
        for field in model._meta.concrete_fields:
            if field.name.endswith("_folded"):
                assert not model.objects.filter(**{field.name: ""}).exists(), (model, field.name)


def test_the_same_seed_makes_the_same_rows():
    now = timezone.now()
    made = []
    for seed in (5, 5, 6):
        with forgotten():
            seeding.seed(1, seed, now)
            made.append(digests())
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_who_looks_has_the_same_work_at_every_size():
    now, work = timezone.now(), []
    for scale in (1, 2):
        with forgotten():
            seeding.seed(scale, 1, now)
            person = User.objects.get(name=LOOKS)
            groups = Membership.objects.filter(person=person).values("group")
            rows = Action.objects.filter(group__in=groups).order_by("pk")
            work.append(list(rows.values_list("pk", "text", "state", "heard_at", "lead__person__name")))
    assert len(work[0]) == 200
    assert work[0] == work[1]


def test_scale_data_is_refused_beside_people_and_outside_the_demo(settings):
    make_user()
    with pytest.raises(CommandError, match="CLIP_DEMO=1"):
        call_command("demo", scale=1)
    settings.CLIP_DEMO = True
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("demo", scale=1)
    assert User.objects.count() == 1


@pytest.mark.parametrize("scale", [0, -3])
def test_scale_below_one_is_refused(settings, scale):
    settings.CLIP_DEMO = True
    with pytest.raises(CommandError, match="1 or more"):
        call_command("demo", scale=scale)


@pytest.mark.long
def test_no_two_organisations_have_one_name_however_many_groups_there_are():
    """More groups than there are names of places: each name comes round again."""
    seeding.seed(12, 1, timezone.now())
    names = list(Organisation.objects.values_list("name_folded", flat=True))
    assert len(names) > 100
    assert len(names) == len(set(names))
