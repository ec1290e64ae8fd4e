"""The tables of who inquires together."""

from inquiries.models.agreement import Agreement, Yes
from inquiries.models.aspirations import Aspiration, CheckBack, Moment, View
from inquiries.models.cards import CardLine
from inquiries.models.devices import DeviceKey
from inquiries.models.documents import Document
from inquiries.models.groups import Cadence, Group, Membership, Spell
from inquiries.models.imports import ImportRow, PeopleImport
from inquiries.models.invitations import GroupInvitation
from inquiries.models.language import Meaning, Term
from inquiries.models.links import Link
from inquiries.models.lost_steps import Confirmation, LostStep
from inquiries.models.messages import Message, Try, Undeliverable
from inquiries.models.organisations import Organisation
from inquiries.models.people import User
from inquiries.models.programmes import NationalBody, Partnership, Programme
from inquiries.models.purpose import Proposal, Purpose, SignUp
from inquiries.models.receipts import Receipt
from inquiries.models.statements import AccessibilityStatement, PrivacyNotice
from inquiries.models.stewards import Stewardship
from inquiries.models.styles import Style, StyleAnswer, StyleSpread
from inquiries.models.theory import Level, LevelWords
from inquiries.models.ticks import Heartbeat

__all__ = [
    "AccessibilityStatement",
    "Agreement",
    "Aspiration",
    "Cadence",
    "CardLine",
    "CheckBack",
    "Confirmation",
    "DeviceKey",
    "Document",
    "Group",
    "GroupInvitation",
    "Heartbeat",
    "ImportRow",
    "Level",
    "LevelWords",
    "Link",
    "LostStep",
    "Meaning",
    "Membership",
    "Message",
    "Moment",
    "NationalBody",
    "Organisation",
    "Partnership",
    "PeopleImport",
    "PrivacyNotice",
    "Programme",
    "Proposal",
    "Purpose",
    "Receipt",
    "SignUp",
    "Spell",
    "Stewardship",
    "Style",
    "StyleAnswer",
    "StyleSpread",
    "Term",
    "Try",
    "Undeliverable",
    "User",
    "View",
    "Yes",
]
