"""The access table of who inquires together: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "group": "R | W | W | R | R | n | W",
    "purpose": "R own W | W | W | R | R | R | R",
    "purpose proposals": "R own W | W | W | - | - | - | -",
    "sign-ups": "R own W | R | R | n | n | n | -",
    "group agreement": "R own W | W | W | R | R | - | -",
    "aspirations": "R own W | W | W | pub | pub | pub | -",
    "people": "R | W | W | n | n | n | W",
    "contact details": "own | R | W | - | - | - | W",
    "messages": "own | R | W | - | - | - | -",
}

ANYBODY = "anybody"
SIGNED_IN = "signed in"
LINK = "link"

ROUTES: dict[str, Rule | Without] = {
    "inquiries:group": Rule("group", Reach.READ),
    # purpose, agreement, aspirations
    "inquiries:purpose": Rule("purpose", Reach.READ),
    "inquiries:purpose-adopt": Rule("purpose", Reach.WRITE),
    "inquiries:proposal": Rule("purpose proposals", Reach.CONTRIBUTE),
    "inquiries:proposal-remove": Rule("purpose proposals", Reach.CONTRIBUTE),
    "inquiries:proposal-put-back": Rule("purpose proposals", Reach.CONTRIBUTE),
    "inquiries:proposal-answer": Rule("purpose proposals", Reach.WRITE),
    "inquiries:sign-up": Rule("sign-ups", Reach.CONTRIBUTE),
    "inquiries:sign-up-remove": Rule("sign-ups", Reach.CONTRIBUTE),
    "inquiries:sign-up-put-back": Rule("sign-ups", Reach.CONTRIBUTE),
    "inquiries:sign-up-answer": Rule("purpose", Reach.WRITE),
    "inquiries:agreement": Rule("group agreement", Reach.READ),
    "inquiries:agreement-write": Rule("group agreement", Reach.WRITE),
    "inquiries:agreement-yes": Rule("group agreement", Reach.CONTRIBUTE),
    "inquiries:agreement-yes-of": Rule("group agreement", Reach.WRITE),
    "inquiries:aspirations": Rule("aspirations", Reach.RELEASED),
    "inquiries:aspiration-add": Rule("aspirations", Reach.WRITE),
    "inquiries:aspiration": Rule("aspirations", Reach.WRITE),
    "inquiries:aspiration-move": Rule("aspirations", Reach.WRITE),
    "inquiries:aspiration-remove": Rule("aspirations", Reach.WRITE),
    "inquiries:aspiration-put-back": Rule("aspirations", Reach.WRITE),
    "inquiries:check-back": Rule("aspirations", Reach.CONTRIBUTE),
    "inquiries:check-back-publish": Rule("aspirations", Reach.WRITE),
    "inquiries:people": Rule("people", Reach.READ),
    "inquiries:messages": Rule("messages", Reach.READ),
    "inquiries:send-again": Rule("messages", Reach.WRITE),
    "inquiries:groups": Without(SIGNED_IN, "lists only the groups that one holds a role at or above"),
    "inquiries:account": Without(SIGNED_IN, "one's own name and sign-out"),
    "inquiries:signing-in": Without(SIGNED_IN, "how one signs in oneself"),
    "inquiries:passkey-add": Without(SIGNED_IN, "one's own passkeys"),
    "inquiries:passkey-make": Without(SIGNED_IN, "one's own passkeys"),
    "inquiries:passkey-rename": Without(SIGNED_IN, "one's own passkeys; 404 for another's"),
    "inquiries:passkey-remove": Without(SIGNED_IN, "one's own passkeys; 404 for another's"),
    "inquiries:app-add": Without(SIGNED_IN, "one's own authenticator app"),
    "inquiries:app-remove": Without(SIGNED_IN, "one's own authenticator app"),
    "inquiries:recovery-codes": Without(SIGNED_IN, "one's own recovery codes"),
    "inquiries:sign-out-elsewhere": Without(SIGNED_IN, "ends one's own other sessions"),
    "inquiries:address": Without(SIGNED_IN, "one's own email address"),
    "inquiries:address-code": Without(SIGNED_IN, "one's own email address"),
    "inquiries:prove": Without(SIGNED_IN, "shows again that one is oneself"),
    "inquiries:session": Without(SIGNED_IN, "how long one's own session lasts"),
    "inquiries:device-key": Without(SIGNED_IN, "one's own key on the device that one uses"),
    "inquiries:lost-step": Without(
        SIGNED_IN, "about a person of a programme that one administers (vouching.py); 404 for everybody else"
    ),
    "inquiries:outbox": Without(
        SIGNED_IN, "in the demo alone, where every person and mail is invented; 404 elsewhere"
    ),
    "inquiries:outbox-message": Without(SIGNED_IN, "in the demo alone, as the outbox"),
    "inquiries:outbox-html": Without(SIGNED_IN, "in the demo alone, as the outbox"),
    "inquiries:outbox-calendar": Without(SIGNED_IN, "in the demo alone, as the outbox"),
    "inquiries:pause": Without(LINK, "one's own notes, from a link in a note"),
    "inquiries:healthz": Without(ANYBODY, "says that the process is alive, and nothing else"),
    "inquiries:readyz": Without(ANYBODY, "says whether the database answers, and nothing else"),
    "inquiries:readyz-jobs": Without(ANYBODY, "says whether jobs run, and nothing else"),
    "inquiries:help": Without(ANYBODY, "the same words for everybody"),
    "inquiries:privacy": Without(ANYBODY, "the same words for everybody"),
    "inquiries:accessibility": Without(ANYBODY, "the same words for everybody"),
    "inquiries:offline": Without(ANYBODY, "the page for when there is no network, the same for everybody"),
    "inquiries:service-worker": Without(ANYBODY, "a script, the same for everybody"),
    "inquiries:parts": Without(
        ANYBODY, "the parts that pages are made of, in development and the demo; 404 elsewhere"
    ),
    "inquiries:demo-sign-in": Without(
        ANYBODY, "chooses an invented person, in the demo alone; 404 elsewhere"
    ),
    "today": Without(SIGNED_IN, "one's own page"),
    "account_login": Without(ANYBODY, "where one signs in"),
    "account_confirm_login_code": Without(ANYBODY, "the code of signing in"),
    "inquiries:passkey-sign-in": Without(ANYBODY, "signing in with a passkey"),
    "inquiries:passkey-ask": Without(
        ANYBODY, "what a browser needs to ask for a passkey; the same for everybody"
    ),
    "inquiries:lost-step-ask": Without(
        ANYBODY, "opens after a right code alone, and leads to sign-in otherwise"
    ),
    "mfa_authenticate": Without(ANYBODY, "opens after a right code alone, and leads to sign-in otherwise"),
    "account_logout": Without(ANYBODY, "ends one's own session"),
}
