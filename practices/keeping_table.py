"""What is kept of what groups try and learn: whose it is, how open, for how long, and how it is forgotten."""

from django.utils.functional import Promise

from inquiries.keeping import Table, Tier

TERMS: dict[str, str | Promise] = {}

TABLES = {
    "practices.Retelling": Table("programme", Tier.CANDID, place="story__group", words={"told_by": "text"}),
    "practices.Story": Table(
        "programme",
        Tier.CANDID,
        place="group",
        words={"told_by": "title pseudonym text learning permission sure_because"},
    ),
    "practices.Cycle": Table(
        "programme",
        Tier.PERSONAL,
        place="small_test__group",
        words={"looked_by": "did surprise learned"},
        shared="plan",
    ),
    "practices.SmallTest": Table(
        "programme", Tier.PERSONAL, place="group", shared="what for_whom expect where gives gains"
    ),
    "practices.AskAnswer": Table(
        "programme", Tier.PERSONAL, place="ask__group", words={"by": "because myself"}
    ),
    "practices.Ask": Table("programme", Tier.PERSONAL, place="group", shared="wording"),
    "practices.Judgement": Table("programme", Tier.CANDID, place="barrier__group", words={"by": "because"}),
    "practices.Barrier": Table("programme", Tier.CANDID, place="group", shared="what way_round"),
}
