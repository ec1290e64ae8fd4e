"""What the demo's two groups stand on: purposes in versions, who signed up, agreements, hopes and looks back.

Invented, after what the article tells of such groups (sections 5 and 6); only Beston's long purpose and what its people
hoped for at the first meeting follow it closely.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from clip.demo import cards, dates, stories
from inquiries import agreeing, aspiring, describing, proposing, setting_up, signing_up, strengthening
from inquiries import cards as card_of
from inquiries.forms.agreement import TO_BEGIN
from inquiries.models import Aspiration, Group, Membership, Purpose, SignUp
from inquiries.models.aspirations import Moment

Members = Mapping[str, Membership]

PURPOSES = {
    "Beston": [
        (0, "long", "Housebound older people in Beston get the right help at the right time.", "Our first try: what seniors asked us for, in our own words."),
        (1, "long", stories.BESTON_PURPOSE, "“Help” alone was about us. We put how people are before what we give."),
        (1, "medium", "Each housebound person in Beston has one of us who knows them, by the last meeting.", "Something we can look back at when our meetings end."),
        (3, "short", "Ask the people we visit what a good week would be, before we say what they need.", "After the meeting about whose beliefs are in the way."),
    ],
    "Wester Beston": [
        (0, "long", stories.WESTER_PURPOSE, "We began from Beston’s wording. “People who know each other” is ours: Nan asked for it."),
        (2, "medium", "Nobody in Wester Beston waits for two of us to find each other.", "Half of what is stuck waits for one phone call."),
    ],
}  # fmt: skip

SIGNED_UP = {
    "Beston": [
        ("Shona", "part", "I bring whom I visit, and what I see on the stairs. New for me: to ask before I treat.", ""),
        ("Elspeth", "part", "Ten minutes a week on the phone with whoever knows the person better than I do. Hard: letting others decide.", ""),
        ("Jean", "part", "Carers’ hours are my hours. I say it when a plan forgets who lives in the house.", ""),
        ("Beth", "part", "The library door, and a van that stops where nobody else does.", ""),
        ("Rory", "stops", "I can sign up to the purpose and not to sharing records before the lawyers have spoken.", "Heard. We don’t share records here; we share what the person told us we may. It is an ask to George."),
        ("Hugh", "part", "I know who would help if somebody asked. I will ask.", ""),
    ],
    "Wester Beston": [
        ("Aileen", "part", "I tell the others whom I worry about, before Friday night. New: saying it aloud.", ""),
        ("Tom", "part", "Two chairs at Linden House that no form stands before.", ""),
        ("Nan", "part", "I say how it is from the other side of the door.", ""),
        ("Anil", "stops", "I have nine minutes a patient. I do not know yet what I would stop doing for this.", ""),
    ],
}  # fmt: skip

HOPES = {
    "Beston": [
        ("More trust between us", "those who work here"),
        (
            "Stronger relationships, so that we ring each other",
            "those who work here, and the people we visit",
        ),
        ("People and places here take part", "everybody in Beston"),
        ("Technology that helps rather than stops us", ""),
        ("What matters to the person comes first", "housebound older people"),
    ],
    "Wester Beston": [
        ("People who rarely get out see a face they know each week", "older people who live alone"),
        ("One of us knows, and the others need not ask twice", "older people, and their carers"),
        ("Families hear early, not in a crisis", "carers"),
    ],
}

HALF_WAY = [
    ("some", "medium", "We know each other’s names, and two of us rang before referring.", [("Jean", "some"), ("Iain", "good"), ("Rory", "none"), ("Hugh", "none"), ("Beth", "none"), ("Morag", "none"), ("Sandy", "none"), ("Lorna", "some")]),
    ("some", "high", "The first joint visit was arranged in the corridor, without a form.", [("Shona", "some"), ("Hugh", "some")]),
    ("none", "low", "Nothing yet that people in Beston would have noticed.", [("Beth", "some")]),
    ("none", "high", "Both systems are as closed as on the first day.", [("Rory", "none")]),
    ("some", "low", "Four stories; one of them already reads differently.", [("Morag", "good"), ("Elspeth", "none")]),
]  # fmt: skip
FINAL = [
    ("good", "medium", "We say what we see to each other, and it is heard.", [("Jean", "good"), ("Iain", "good"), ("Kirsty", "some"), ("Rory", "some"), ("Hugh", "some"), ("Morag", "some"), ("Lorna", "some"), ("Sandy", "some")]),
    ("good", "high", "We ring each other; several have worked with an organisation new to them.", [("Shona", "good"), ("Hugh", "good")]),
    ("some", "medium", "Neighbours and the library take part. Carers are still missing from the room.", [("Beth", "good"), ("Jean", "none"), ("Hugh", "good"), ("Shona", "good"), ("Morag", "good"), ("Angus", "good")]),
    ("none", "high", "The systems remain closed to each other. It is one of our asks.", [("Rory", "none")]),
    ("some", "low", "One story told again is different for her. The others we do not know yet.", [("Morag", "some"), ("Elspeth", "some")]),
]  # fmt: skip


SPREADS = {
    "Beston": {
        "myself": "I ask what a good week would be before I say what I can give.",
        "relationships": "We ring each other, and say when we do not know.",
        "team": "Somebody else’s visit saves me one, and I say so in my team.",
        "organisations": "A plan is changed by whoever is in the house, whichever badge they wear.",
        "communities": "People who cannot leave home see a face they know each week.",
    },
    "Wester Beston": {
        "myself": "I say aloud whom I worry about.",
        "relationships": "I know who sits at the other end of the form.",
        "communities": "Nobody waits for two of us to find each other.",
    },
}

OWN_WORDS = {
    ("Jean", "none"): "I am the only one here who speaks for carers, and I am paid to.",
    ("Elspeth", "none"): "I still begin with what I can prescribe.",
    ("Iain", "good"): "Shona rang me before the form did.",
    ("Beth", "some"): "Two people came to the van who had never come.",
}


def lay(group: Group, members: Members, days: list[date], today: date) -> None:
    """Give a group its purpose, agreement and hopes, as far as its meetings have come."""
    held = [day for day in days if day < today]
    _word_the_purpose(group, members, held)
    _sign_up(group, members, held)
    _agree(group, members, held)
    _hope(group, held[0])
    tell_of_themselves(members, held[0])
    for level, words in SPREADS[group.name].items():
        setting_up.word_level(group, level, words, version=0)
    if group.name == "Beston":
        _propose(
            group,
            members["Hugh"],
            held[1],
            "Nobody in Beston is housebound who need not be.",
            "It says more of what we could change.",
            answer="It stays with us as a question. Some will stay housebound, and the purpose is for them too.",
        )
        _look_back(group, members, Moment.HALF_WAY, held[2], HALF_WAY, published=True)
        _look_back(group, members, Moment.FINAL, held[-1], FINAL, published=True)
    else:
        _propose(group, members["Moira"], held[-1], "Older people in Wester Beston, and those who care for them, live well at home.", "Carers are in every story we told, and not in the sentence.")  # fmt: skip


def tell_of_themselves(members: Members, on: date) -> None:
    """Role cards, words with their meanings, and working styles, of those who have given theirs."""
    at = _noon(on)
    for member, lines in _of(cards.CARDS, members):
        for kind, text, shared_with in lines:
            card_of.write(member, kind, text=text, shared_with=shared_with, version=0, at=at)
    for member, choices in _of(cards.STYLES, members):
        chosen = [style for style, count in choices.items() for _ in range(count)]
        strengthening.answer(member, chosen, on=on)
    for word, agreed, meanings in cards.WORDS:
        _word(word, agreed, list(_of(dict(meanings), members)), at)


def _of(told: Mapping[str, Any], members: Members) -> Iterator[tuple[Membership, Any]]:
    """What is told of those who are members here."""
    return ((members[name], what) for name, what in told.items() if name in members)


def _word(word: str, agreed: str, meant: list[tuple[Membership, str]], at: datetime) -> None:
    if len(meant) < 2:
        return
    term, _is_new = describing.add(meant[0][0].group, word, by=meant[0][0], at=at)
    for member, text in meant:
        describing.mean(term, member.organisation, text, version=0, by=member, at=at)
    if agreed:
        describing.agree(term, agreed, version=0)


def _noon(day: date) -> datetime:
    return dates.at(day, 12)


def _holder(members: Members) -> Membership:
    return members["Jo"]


def _word_the_purpose(group: Group, members: Members, held: list[date]) -> None:
    there = list(members.values())
    for meeting, term, text, why in PURPOSES[group.name]:
        standing = Purpose.objects.current().filter(group=group, term=term).first()
        day = held[meeting]
        proposing.adopt(
            group,
            term=term,
            text=text,
            why=why,
            made_by=there if meeting else there[: len(there) * 2 // 3],
            instead_of=standing.pk if standing else None,
            by=_holder(members),
            on=day,
            at=_noon(day),
        )


def _sign_up(group: Group, members: Members, held: list[date]) -> None:
    purpose = Purpose.objects.current().get(group=group, term=Purpose.Term.LONG)
    at = _noon(held[1] + timedelta(days=1))
    for name, kind, words, answer in SIGNED_UP[group.name]:
        said = signing_up.sign_up(purpose, kind=SignUp.Kind(kind), words=words, by=members[name], at=at)
        if answer:
            signing_up.answer(said, answer, by=_holder(members), at=at + timedelta(days=2))


def _agree(group: Group, members: Members, held: list[date]) -> None:
    texts = {name: str(text) for name, text in TO_BEGIN.items()} | {"decides": "group"}
    agreement = agreeing.write(group, texts=texts, instead_of=None, by=_holder(members), on=held[0])
    at = _noon(held[0] + timedelta(hours=5))
    for name, member in members.items():
        if name in ("Anil", "Mona", "Lewis", "Callum"):
            continue
        entered_by = members["Delia"] if name in ("Nan", "Angus", "Wilma") else None
        agreeing.say_yes(agreement, member, at=at, entered_by=entered_by)


def _hope(group: Group, on: date) -> None:
    for text, for_whom in HOPES[group.name]:
        aspiring.add(group, text=text, for_whom=for_whom, on=on)


def _propose(group: Group, by: Membership, on: date, text: str, why: str, *, answer: str = "") -> None:
    key, at = uuid4(), _noon(on + timedelta(days=3))
    proposing.propose(group, term="long", text=text, why=why, key=key, by=by, at=at)
    if answer:
        holder = group.memberships.get(role="facilitator")
        proposing.answer(group.proposals.get(client_key=key), answer, by=holder, at=at + timedelta(days=4))


def _look_back(
    group: Group, members: Members, moment: str, on: date, told: list[Any], *, published: bool = False
) -> None:
    at = _noon(on + timedelta(days=2))
    look = aspiring.check_back(group, moment, at=at)
    for aspiration, (progress, confidence, evidence, views) in zip(
        Aspiration.objects.filter(group=group), told, strict=True
    ):
        said = {"progress": progress, "confidence": confidence, "evidence": evidence}
        aspiring.view(look, aspiration, said=said, by=_holder(members), of_group=True, version=0, at=at)
        for name, seen in views:
            own = {"progress": seen, "confidence": "medium", "evidence": OWN_WORDS.get((name, seen), "")}
            aspiring.view(look, aspiration, said=own, by=members[name], of_group=False, version=0, at=at)
    if published:
        aspiring.publish(look, by=_holder(members), at=at + timedelta(days=3))
