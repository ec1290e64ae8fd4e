"""Who you are: how people sign in, and how long that lasts."""

from clip.environment import TESTING, read

AUTH_USER_MODEL = "inquiries.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "inquiries.signing_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = (
    False  # as a way beside a password; without one, allauth's only way is the code
)
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "login": "50/h/ip",
    "login_failed": "5/15m/key,50/h/ip",
    "request_login_code": "5/15m/key,50/h/ip",
    "lost_step": "3/h/key",
    "room_code": "30/10m/ip",  # wrong ones: a whole hall has one address
    "passkey": "200/h/ip",  # nothing can be guessed here: it only keeps a machine from asking for ever
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if read("BEHIND_PROXY") else 0  # whose address a limit counts
SIGN_IN_SECONDS = 0.0 if TESTING else 1.0  # asking for a code never answers sooner, known address or not
MFA_ADAPTER = "inquiries.sealing.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # fingerprint, face or screen lock: so a passkey counts as both
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Clip"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# Roles above "member" sign in with a second step; in the demo anybody is let in as anybody (clip/checks.py).
SECOND_FACTOR_REQUIRED = read("SECOND_FACTOR_REQUIRED", otherwise=not (read("CLIP_DEMO") or TESTING))
PROOF_SECONDS = 10 * 60  # after so long one proves anew who one is, before a change that matters
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # absolute end: a three-hour meeting and the day around it
SESSION_IDLE_SECONDS = 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
