"""CHI numbers, disguised in twelve ways, and stories with all the honest numbers that a story holds."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CARRIERS = (
    "She was seen on the ward, {}, and went home the same day.",
    "CHI {}",
    "Her number is {} and her neighbour drives her.",
    "{}",
    "The letter said ({}) that nobody had been told.",
)


def disguises(number: str) -> list[str]:
    """The same ten digits, in twelve ways."""
    date_part, rest = number[:6], number[6:]
    return [
        number,
        f"{date_part} {rest}",
        f"{number[:2]}.{number[2:4]}.{number[4:6]}.{rest}",
        f"{date_part}-{rest[:3]}-{rest[3]}",
        f"{number[:2]}/{number[2:4]}/{number[4:6]} {rest}",
        f"{date_part}\u00a0{rest}",
        "\u200b".join(number),
        f"{date_part}\n{rest}",
        number.translate(FULL_WIDTH),
        number.translate(ARABIC_INDIC),
        " ".join(number),
        " ".join(WORDS[int(digit)] for digit in number),
    ]


def modulus_11(chance: random.Random) -> str:
    """A day of birth, three digits, and the check digit of a CHI number."""
    while True:
        nine = f"{_day(chance):%d%m%y}{chance.randrange(1000):03}"
        rest = (
            11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        )
        if rest != 10:
            return f"{nine}{rest % 11}"


def modulus_10(chance: random.Random) -> str:
    """The same with the check digit of a bank card."""
    nine = f"{_day(chance):%d%m%y}{chance.randrange(1000):03}"
    total = 0
    for place, digit in enumerate(reversed(nine)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{nine}{-total % 10}"


def _day(chance: random.Random) -> date:
    return date(1925, 1, 1) + timedelta(days=chance.randrange(36_500))


def chi_strings(each: int, seed: int) -> Iterator[str]:
    """`each` numbers of both kinds, twelve ways each, every one in a sentence."""
    chance = random.Random(seed)
    for make in (modulus_11, modulus_10):
        for _ in range(each):
            for disguised in disguises(make(chance)):
                yield chance.choice(CARRIERS).format(disguised)


BEGINNINGS = """
She lives on her own on the second floor, and the lift has been out since March 2026.
He is in his late seventies and has had home care four times a day for two years.
Three services visit on Tuesdays: at 9.30, at 11.15 and again at 2.45.
The nurse comes between 10 and 12, the carer at 8.30, and nobody wrote down why.
A woman in her eighties was told to wait in for 5 hours, and the van came at 17.40.
He takes 11 tablets a day: 500 mg twice, 20 mg in the morning, 75 mg at night.
Her daughter keeps a folder with 14 telephone numbers of people who come to the house.
Since the fall in the winter of 2024 she has not been past the garden gate.
They had been married 52 years when she died, and he had never cooked a meal.
The referral went in on 3 February 2026 and was answered on 12 March 2026.
Between January and June 2026 there were 9 different carers, 3 of them only once.
She used to walk 2 miles to the library; now the 47 bus does not stop at her road.
He went to the day centre on Mondays and Thursdays for 6 years, 10.00 to 15.00.
For 18 months she paid £12.50 a week for an alarm that had no battery.
A man we call the gardener was in hospital for 21 days and waited 16 more to go home.
Her blood pressure was 145/90 in the surgery and 128/78 at her own table.
She has 2 sons, 5 grandchildren and, she says, 0 visitors between Friday and Monday.
His flat is 1.5 km from the practice and 400 m from the pharmacy.
We met at the lunch club, table 7, where the soup is £2.20 and the talk is free.
The first letter was 4 pages long; the second said the opposite in 2 lines.
He rang the helpline 6 times in 10 days, and was number 23 in the queue at 8.05.
In week 1 she slept 3 hours a night; by week 6 it was 5 or 6.
The house is cold: 14 degrees in the kitchen on 12 January, 16 in bed.
She filled in form 7B twice, in 2025 and again in 2026, with 38 questions each.
Room 12 has a window on to the car park, where she counts 60 to 80 cars before lunch.
""".strip().split("\n")

MIDDLES = """
Nobody had asked what mattered to her, though 7 people had asked for her date of birth.
What she wanted was a bath on a Friday and somebody to play dominoes with.
The pharmacist noticed first: 3 of the 11 boxes had not been opened since 2025.
He said the visits were kind, and that 28 minutes a day was all the talk he had.
Two assessments, 9 weeks apart, gave 2 different answers, 12 and 17 hours.
It took 4 calls, 2 forms and a form about the forms.
When we drew it on a flip chart there were 13 arrows, and 5 of them went nowhere.
The district nurse came at 10.30 on 4 mornings out of 7, so he never got to the club, which starts at 10.
She had stopped the water tablets, as the toilet is 19 steps away.
The social worker has 34 families, and said so, and we believed her.
Her neighbour, who is 3 doors down, holds a key and had never been rung.
Once, in April, two carers met at the door at 8.00 and neither knew of the other.
The out-of-hours doctor read 1 page of 26.
On a scale of 1 to 10 she called it a 4; she had called the year before a 2.
He misses his dog more than his driving licence, he said, and laughed.
They offered a place 22 miles away, 1 hour 10 minutes by 2 buses.
Of 16 things on her plan, 14 were about her and 2 were hers.
The budget for the aid was £180; the 3 assessments for it cost more than £900.
No one had the whole list, 1 to 9, until her daughter typed it.
She said: I tell it again and again, 5 times since June, and it is never written down.
Between 2019 and 2023 he was in the care of 4 teams and 2 names for the same team.
His hearing aid was at the bottom of bag 2, ward 6, bed 11, for 3 weeks.
The rota of 2026/27 was made in 2024, for people who have since moved or died.
He cannot stand for longer than 10 or 12 minutes, and the queue takes 25.
The key safe has a code of 4 digits that 20 people know, and she does not.
""".strip().split("\n")

ENDINGS = """
Now one person rings at 9.15 on Mondays, and the other visits are down from 28 to 20 a week.
In the small group we learned that 1 call before a visit saves 2 after it.
By 30 June 2026 she had been to the club 6 times, and asked for the recipe.
Nothing costs less: the nurse sees her at the lunch club, on the 1st and 3rd Tuesday, 12.30 to 1.30.
He said at the end, that is the first time in 3 years that anybody asked.
What we will try: 4 households, 6 weeks, one folder on top of the fridge.
The tablets are now taken at 8.00 and 18.00, when somebody is there.
It is not solved. It is 2 visits fewer and 1 friend more.
She would tell this story to the 31 partnerships if there were a bus.
We still do not know who decides about the 17 hours; we ask on 14 September 2026.
The folder was used 23 times in the first 8 weeks, and lost once.
Her daughter sleeps through on 5 nights of 7 now.
What it took: 2 managers, 1 honest hour, and biscuits at £1.80.
They agreed that 10 to 15 minutes of talk count as care, and wrote it down.
In 2027 we look again, and ask her, not the file.
The lift was mended on 9 October 2026, 31 weeks after it broke.
He goes by the 10.05, comes back with the 13.35, and needs nobody for it.
Of the 13 arrows 6 are left; the group wants to get to 4.
She has been in hospital 0 days since then; before, it was 11 in half a year.
We asked 3 teams to give up a form each. 2 did, on the same day.
The practice keeps 2 of its 48 appointments a day for people like him.
What is different for her now: the bath is on Friday, at 4.
And the alarm has a battery, size AA, 2 for £3.
Next time we begin with her story, before 9 pages of figures.
It is small, she says, and small is what fits through her door.
""".strip().split("\n")


def stories(how_many: int = 200) -> list[str]:
    """As many stories, none twice: each begins, turns and ends in another way than the one before."""
    told = []
    for number in range(how_many):
        beginning, turn, ending = (
            number % 25,
            (number * 7 + number // 25) % 25,
            (number * 11 + 2 * (number // 25)) % 25,
        )
        second = (turn + 9) % 25
        told.append(f"{BEGINNINGS[beginning]} {MIDDLES[turn]}\n\n{MIDDLES[second]} {ENDINGS[ending]}")
    assert len(set(told)) == how_many
    return told
