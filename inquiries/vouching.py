"""Vouching for somebody: who is named to help a person who can't sign in, and to confirm that a second step is lost."""

from datetime import datetime

from django.db.models import Q, QuerySet

from inquiries import gathering
from inquiries.models import LostStep, Membership, Programme, Stewardship, User
from inquiries.roles import Role

NEEDED = 2


def vouchers_of(person: User) -> list[User]:
    """The administrators of each programme that this person has a place in; where there are not two, also the site's own."""
    named = list(_administrators(person).order_by("name_folded"))
    if len(named) < NEEDED:
        named += [user for user in _others(person).filter(is_staff=True) if user not in named]
    return named


def people_vouched_by(user: User) -> QuerySet[User]:
    """Whom this person may be asked about: everybody in the programmes that they administer; staff, about anybody."""
    everybody = User.objects.exclude(pk=user.pk)
    if user.is_staff:
        return everybody
    run = Programme.objects.filter(stewardships__person=user, stewardships__role=Role.ADMINISTRATOR)
    inside = Membership.objects.current().filter(group__partnership__programme__in=run)
    above = Stewardship.objects.filter(
        Q(programme__in=run) | Q(partnership__programme__in=run) | Q(group__partnership__programme__in=run)
    )
    return everybody.filter(Q(memberships__in=inside) | Q(stewardships__in=above)).distinct()


def asked_of(user: User, *, at: datetime) -> list[LostStep]:
    """The lost second steps that wait for this person's word; no query where they vouch for nobody, else up to two."""
    if not (user.is_staff or gathering.held_by(user)["administers"]):
        return []
    waiting = LostStep.objects.waiting(at).filter(person__in=people_vouched_by(user))
    return list(waiting.exclude(confirmations__by=user).for_listing())


def _others(person: User) -> QuerySet[User]:
    """Who can be written to, and is somebody else."""
    reachable = User.objects.filter(is_active=True, email__isnull=False)
    return reachable.exclude(pk=person.pk)


def _administrators(person: User) -> QuerySet[User]:
    current = Membership.objects.current().filter(person=person)
    theirs = Programme.objects.filter(
        Q(partnerships__groups__memberships__in=current)
        | Q(partnerships__groups__stewardships__person=person)
        | Q(partnerships__stewardships__person=person)
        | Q(stewardships__person=person)
    )
    held = Stewardship.objects.filter(role=Role.ADMINISTRATOR, programme__in=theirs)
    return _others(person).filter(stewardships__in=held).distinct()
