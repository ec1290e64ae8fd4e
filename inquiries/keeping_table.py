"""What is kept of those who inquire together: whose it is, how open, for how long, and how it is forgotten."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiries.keeping import Table, Tier

PLAIN, PERSONAL, CANDID, SECRET = Tier.PLAIN, Tier.PERSONAL, Tier.CANDID, Tier.SECRET

# As the privacy page says it to everybody; nothing where it tells nobody anything.
TERMS: dict[str, str | Promise] = {
    "person": _("Who you are, how to reach you, and your role card: until you ask us to erase it."),
    "programme": _(
        "What the group wrote down and took on: as long as the programme keeps its record. What was put into the bin: "
        "thirty days."
    ),
    "mail": _("The text of a mail: thirty days after it was sent. That it was sent: as long as the record."),
    "link": _("Links in mails: ninety days after they ended."),
    "paper": _("PDFs: as long as a page leads to them, and thirty days after that."),
    "import": _("The rows of a file of people that somebody read in: thirty days."),
    "step": _("Passkeys, apps and recovery codes: as long as you use them."),
    "device": _(
        "The key to what your own device keeps until it can be sent: fourteen days after it was last used."
    ),
    "receipt": _("That your device has sent something: thirty days."),
    "site": "",
}

# Those that hang on others come first: they go first.
TABLES = {
    # --- who somebody is ---
    "inquiries.DeviceKey": Table("device", SECRET, person="person", goes=True, secrets="sealed"),
    "inquiries.Receipt": Table("receipt", PLAIN, person="person", goes=True, codes="digest"),
    "inquiries.Confirmation": Table("step", PERSONAL, person="lost__person", goes=True),
    "inquiries.LostStep": Table("step", PERSONAL, person="person", goes=True),
    "inquiries.Link": Table(
        "link", PERSONAL, place="membership__group", person="membership__person", goes=True
    ),
    "inquiries.User": Table(
        "person",
        PERSONAL,
        person="pk",
        own="name short_name email contact_email phone",
        folded={"name_folded": "name"},
        secrets="password",
    ),
    "inquiries.Membership": Table("programme", PERSONAL, place="group", person="person", own="job"),
    "inquiries.Spell": Table("programme", PERSONAL, place="membership__group", person="membership__person"),
    "inquiries.Stewardship": Table("programme", PERSONAL, place="group", person="person", own="job"),
    "inquiries.GroupInvitation": Table(
        "programme",
        PERSONAL,
        place="group",
        person="person",
        goes=True,
        own="job reason",
        words={"asked_by": "words"},
    ),
    "inquiries.ImportRow": Table(
        "import",
        PERSONAL,
        place="of__group",
        person="person",
        goes=True,
        whole="cells problems changes candidates before",
        others="problems candidates",
        codes="choice",
    ),
    "inquiries.PeopleImport": Table(
        "import", PERSONAL, place="group", shared="file_name notes new_organisations failed_because"
    ),
    "inquiries.CardLine": Table(
        "person",
        PERSONAL,
        place="membership__group",
        person="membership__person",
        goes=True,
        own="text",
        folded={"folded": "text"},
    ),
    "inquiries.StyleAnswer": Table(
        "person", CANDID, place="membership__group", person="membership__person", goes=True
    ),
    # --- what is sent and made ---
    "inquiries.Try": Table("mail", PERSONAL, place="message__group", person="message__person", own="answer"),
    "inquiries.Undeliverable": Table("person", PERSONAL, person="person", goes=True, own="address why"),
    "inquiries.Message": Table(
        "mail",
        PERSONAL,
        place="group",
        person="person",
        own="to from_name reply_to subject failed_because",
        whole="text html calendar",
        others="from_name reply_to subject text html calendar",
        codes="key",
        secrets="pause_url",
    ),
    "inquiries.Document": Table(
        "paper",
        PERSONAL,
        place="group",
        shared="title source failed_because",
        codes="key file_name sha256",
        files="file",
    ),
    # --- what the group agreed ---
    "inquiries.Purpose": Table("programme", PERSONAL, place="group", shared="text why"),
    "inquiries.Proposal": Table(
        "programme", PERSONAL, place="group", words={"by": "text why", "answered_by": "answer"}
    ),
    "inquiries.SignUp": Table(
        "programme", CANDID, place="purpose__group", words={"by": "words", "answered_by": "answer"}
    ),
    "inquiries.Agreement": Table(
        "programme", PERSONAL, place="group", shared="leaves_room holds_record disagree laws why"
    ),
    "inquiries.Yes": Table("programme", PERSONAL, place="agreement__group", person="membership__person"),
    "inquiries.Aspiration": Table("programme", PERSONAL, place="group", shared="text for_whom"),
    "inquiries.CheckBack": Table("programme", PLAIN, place="group"),
    "inquiries.View": Table("programme", CANDID, place="check_back__group", words={"by": "evidence"}),
    "inquiries.Term": Table(
        "programme", PERSONAL, place="group", shared="text agreed", folded={"folded": "text"}
    ),
    "inquiries.Meaning": Table("programme", PERSONAL, place="term__group", words={"by": "text"}),
    "inquiries.LevelWords": Table("programme", PERSONAL, place="group", shared="words"),
    "inquiries.StyleSpread": Table("programme", CANDID, place="group"),
    # --- where it happens ---
    "inquiries.Group": Table(
        "programme", PLAIN, place="id", shared="name locality who_for asked_for given lasts", codes="slug"
    ),
    "inquiries.Partnership": Table("programme", PLAIN, shared="name outline", codes="slug"),
    "inquiries.NationalBody": Table("programme", PLAIN, shared="name"),
    "inquiries.Programme": Table("programme", PLAIN, shared="name", codes="slug"),
    "inquiries.Organisation": Table("programme", PLAIN, shared="name", folded={"name_folded": "name"}),
    "inquiries.PrivacyNotice": Table(
        "site", PLAIN, shared="organisation contact protection_officer lawful_basis processors kept"
    ),
    "inquiries.AccessibilityStatement": Table("site", PLAIN, shared="organisation contact gaps checked"),
    "inquiries.Heartbeat": Table("site", PLAIN, codes="name"),
}
