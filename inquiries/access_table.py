"""The access table of who inquires together: rows of `access.md`, and the routes that they guard."""

from inquiries.policy import Reach, Rule, Without

# member | facilitator | integration manager | senior manager | learning partner | national body | administrator
THINGS = {
    "group": "R | W | W | R | R | n | W",
    "people": "R own W | W | W | n | n | n | W",
    "invitations": "- | W | W | n | n | n | W",
    "purpose": "R own W | W | W | R | R | R | R",
    "purpose proposals": "R own W | W | W | - | - | - | -",
    "sign-ups": "R own W | R | R | n | n | n | -",
    "group agreement": "R own W | W | W | R | R | - | -",
    "aspirations": "R own W | W | W | pub | pub | pub | -",
    "role cards": "R own W | R own W | R own W | - | R | - | -",
    "shared language": "R own W | W | W | - | - | - | -",
    "working styles": "own | own | own | - | - | - | -",
    "contact details": "own | R | W | - | - | - | W",
    "messages": "own | R | W | - | - | - | -",
}

ANYBODY = "anybody"
SIGNED_IN = "signed in"
LINK = "link"
ADMINISTERED = "only what one administers, programme or partnership; 404 for everybody else"

ROUTES: dict[str, Rule | Without] = {
    "inquiries:group": Rule("group", Reach.READ),
    # role cards, shared language, working styles
    "inquiries:cards": Rule("role cards", Reach.READ),
    "inquiries:card": Rule("role cards", Reach.CONTRIBUTE),
    "inquiries:booklet": Rule("role cards", Reach.CONTRIBUTE),
    "inquiries:booklet-make": Rule("role cards", Reach.CONTRIBUTE),
    "inquiries:booklet-progress": Rule("role cards", Reach.CONTRIBUTE),
    "inquiries:language": Rule("shared language", Reach.READ),
    "inquiries:term-add": Rule("shared language", Reach.CONTRIBUTE),
    "inquiries:term-mean": Rule("shared language", Reach.CONTRIBUTE),
    "inquiries:term-agree": Rule("shared language", Reach.WRITE),
    "inquiries:term-remove": Rule("shared language", Reach.WRITE),
    "inquiries:term-put-back": Rule("shared language", Reach.WRITE),
    "inquiries:styles": Rule("working styles", Reach.OWN),
    "inquiries:styles-describe": Rule("working styles", Reach.OWN),
    "inquiries:styles-take-back": Rule("working styles", Reach.OWN),
    # setting up
    "inquiries:setting-up": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:programme": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:body-name": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:body-drop": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:partnership-add": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:partnership": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:party-add": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:party-drop": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:party-put-back": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:group-add": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:role-give": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:role-take": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:role-again": Without(SIGNED_IN, ADMINISTERED),
    "inquiries:group-settings": Rule("group", Reach.WRITE),
    "inquiries:group-role": Rule("people", Reach.WRITE),
    "inquiries:organisation": Without(
        SIGNED_IN, "organisations of one's own groups and partnerships; 404 for every other"
    ),
    "inquiries:theory": Rule("purpose", Reach.READ),
    "inquiries:theory-words": Rule("purpose", Reach.WRITE),
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
    # who is in it
    "inquiries:members": Rule("people", Reach.WRITE),
    "inquiries:member": Rule("people", Reach.CONTRIBUTE),
    "inquiries:member-contact": Rule("contact details", Reach.WRITE),
    "inquiries:member-share": Rule("people", Reach.CONTRIBUTE),
    "inquiries:member-role": Rule("people", Reach.WRITE),
    "inquiries:member-move": Rule("people", Reach.CONTRIBUTE),
    "inquiries:member-move-undo": Rule("people", Reach.CONTRIBUTE),
    "inquiries:member-leave": Rule("people", Reach.CONTRIBUTE),
    "inquiries:member-leave-undo": Rule("people", Reach.WRITE),
    "inquiries:member-return": Rule("people", Reach.WRITE),
    "inquiries:member-return-undo": Rule("people", Reach.WRITE),
    "inquiries:member-invite": Rule("invitations", Reach.WRITE),
    "inquiries:member-asked": Rule("invitations", Reach.WRITE),
    "inquiries:member-ask-again": Rule("invitations", Reach.WRITE),
    "inquiries:member-withdraw": Rule("invitations", Reach.WRITE),
    "inquiries:member-put-back": Rule("invitations", Reach.WRITE),
    "inquiries:member-answer": Rule("invitations", Reach.WRITE),
    "inquiries:member-answer-undo": Rule("invitations", Reach.WRITE),
    "inquiries:import-people": Rule("contact details", Reach.WRITE),
    "inquiries:import-look": Rule("contact details", Reach.WRITE),
    "inquiries:import-choose": Rule("contact details", Reach.WRITE),
    "inquiries:import-go": Rule("contact details", Reach.WRITE),
    "inquiries:import-progress": Rule("contact details", Reach.WRITE),
    "inquiries:import-drop": Rule("contact details", Reach.WRITE),
    "inquiries:import-undo": Rule("contact details", Reach.WRITE),
    "inquiries:import-template": Rule("contact details", Reach.WRITE),
    "inquiries:import-template-excel": Rule("contact details", Reach.WRITE),
    "inquiries:export-people": Rule("contact details", Reach.READ),
    "inquiries:export-people-excel": Rule("contact details", Reach.READ),
    "inquiries:join": Without(LINK, "whether one joins a group, from the link in an invitation"),
    "inquiries:places": Without(SIGNED_IN, "one's own places, with those that one left"),
    "inquiries:place-undo": Without(SIGNED_IN, "takes back that one left a group oneself"),
    # messages
    "inquiries:messages": Rule("messages", Reach.READ),
    "inquiries:message": Rule("messages", Reach.READ),
    "inquiries:address-works": Rule("messages", Reach.WRITE),
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
    "inquiries:own-notes": Without(SIGNED_IN, "one's own notes between meetings"),
    "inquiries:healthz": Without(ANYBODY, "says that the process is alive, and nothing else"),
    "inquiries:readyz": Without(ANYBODY, "says whether the database answers, and nothing else"),
    "inquiries:readyz-jobs": Without(ANYBODY, "says whether jobs run, and nothing else"),
    "inquiries:help": Without(ANYBODY, "the same words for everybody"),
    "inquiries:privacy": Without(ANYBODY, "the same words for everybody"),
    "inquiries:accessibility": Without(ANYBODY, "the same words for everybody"),
    "inquiries:privacy-write": Without(SIGNED_IN, "who administers a programme; 404 for everybody else"),
    "inquiries:accessibility-write": Without(
        SIGNED_IN, "who administers a programme; 404 for everybody else"
    ),
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
