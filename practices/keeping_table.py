"""What is kept of what groups try and learn: whose it is, how open, for how long, and how it is forgotten."""

from django.utils.functional import Promise

from inquiries.keeping import Table, Tier
from practices.models.changes import OWN_LEVELS

TERMS: dict[str, str | Promise] = {}

TABLES = {
    "practices.Retelling": Table("programme", Tier.CANDID, place="story__group", words={"told_by": "text"}),
    "practices.Story": Table(
        "programme",
        Tier.CANDID,
        place="group",
        words={"told_by": "title pseudonym text learning distilled_by permission sure_because"},
        others="learning distilled_by",
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
    # --- the learning library ---
    "practices.TakenUp": Table("programme", Tier.PLAIN, place="small_test__group"),
    "practices.LibraryEntry": Table(
        "programme",
        Tier.PERSONAL,
        place="group",
        words={"agreed_by": "title for_whom text learning gives gains"},
    ),
    # --- the thread, and what is kept in the group's words ---
    "practices.Strand": Table("programme", Tier.PLAIN, place="group", codes="source_kind result_kind"),
    "practices.NoticedChange": Table(
        "programme",
        Tier.CANDID,
        place="group",
        words={"noticed_by": "what for_whom evidence"},
        alone={"level__in": OWN_LEVELS, "is_shared": False},
    ),
    "practices.Priority": Table("programme", Tier.PERSONAL, place="group", shared="what"),
    "practices.ScenarioLine": Table("programme", Tier.PERSONAL, place="group", shared="what drawn_by"),
    "practices.Holding": Table(
        "programme",
        Tier.CANDID,
        place="group",
        words={"recorded_by": "commitment instead hidden assumption"},
        alone={"owner__isnull": False},
    ),
    "practices.Observation": Table(
        "programme", Tier.CANDID, place="group", shared="words", codes="evidence_kind"
    ),
    "practices.StructuralProposal": Table(
        "programme", Tier.PERSONAL, place="group", shared="what serves part_of_it would_stop"
    ),
    "practices.Initiative": Table("programme", Tier.PERSONAL, place="group", shared="what how"),
    "practices.Report": Table(
        "programme",
        Tier.PERSONAL,
        place="group",
        shared="title lead learned uncertain ahead frozen",
        codes="chosen",
    ),
    "practices.Portrait": Table("programme", Tier.PERSONAL, place="group", shared="told"),
    "practices.Overview": Table(
        "programme",
        Tier.PERSONAL,
        words={"recorded_by": "title lead learned uncertain ahead"},
        shared="told",
        codes="ledger left_out",
    ),
    "practices.ToldSoFar": Table("programme", Tier.PLAIN, codes="ledger"),
    "practices.Reading": Table("programme", Tier.PLAIN, place="measure__group"),
    "practices.Measure": Table("programme", Tier.PERSONAL, place="group", shared="what unit"),
    "practices.TakeHome": Table(
        "programme",
        Tier.CANDID,
        place="membership__group",
        person="membership__person",
        goes=True,
        own="gave gained changed",
    ),
    "practices.Usual": Table(
        "programme", Tier.PERSONAL, place="small_test__group", shared="adopted_by where costs slips"
    ),
    "practices.CheckAnswer": Table("programme", Tier.CANDID, place="meeting__group", shared="line"),
    "practices.Lesson": Table("programme", Tier.PERSONAL, words={"recorded_by": "words"}),
    "practices.Reflection": Table(
        "programme",
        Tier.CANDID,
        words={"recorded_by": "title stories observed reflected planned acts"},
        others="stories",
    ),
}
