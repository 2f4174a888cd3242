"""Django's settings; faces read them as django.conf.settings, never from here."""

from pathlib import Path

from goldthread.config import environment, sign_in
from goldthread.rooms import ROOMS
from goldthread.web import AREAS


PACKAGE = Path(__file__).parent.parent
WORKSPACE = Path(environment.text("GOLDTHREAD_WORKSPACE", "goldthread-workspace")).absolute()
DEMO = environment.flag("GOLDTHREAD_DEMO")
DEBUG = environment.flag("GOLDTHREAD_DEBUG")
SECURE = environment.flag("GOLDTHREAD_HTTPS")

WORKSPACE.mkdir(parents=True, exist_ok=True, mode=0o700)
SECRET_KEY = environment.secret_key(WORKSPACE / ".site")
ADDRESS = environment.address(secure=SECURE)
ALLOWED_HOSTS = environment.text("GOLDTHREAD_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
environment.refuse_what_is_unsafe(secure=SECURE, demo=DEMO, debug=DEBUG, hosts=ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("GOLDTHREAD_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(f"goldthread.{room}" for room in ROOMS),
    "goldthread.web",
    *(f"goldthread.web.{area}" for area in AREAS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldthread.web.safety.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goldthread.accounts.middleware.ActingMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goldthread.web.bodies.Bodies",
    "goldthread.web.safety.PlainErrors",
]
ROOT_URLCONF = "goldthread.config.urls"
WSGI_APPLICATION = "goldthread.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates", *(PACKAGE / room / "templates" for room in ROOMS)],
        "OPTIONS": {
            "environment": "goldthread.web.templating.environment",
            "context_processors": ["goldthread.web.templating.everywhere"],
        },
    }
]
FORM_RENDERER = "goldthread.forms.drawing.Components"
DATABASES = {"default": environment.database(WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "goldthread.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "goldthread.accounts.passwords.NotCommon"},
    {"NAME": "goldthread.accounts.passwords.NotOnlyDigits"},
    {"NAME": "goldthread.accounts.passwords.NotRepeated"},
    {"NAME": "goldthread.accounts.passwords.NotOneself"},
]

CACHES = sign_in.CACHES
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole("GOLDTHREAD_PROXIES")
SECURE_PROXY_SSL_HEADER = environment.proxy_header(proxies=ALLAUTH_TRUSTED_PROXY_COUNT)
ACCOUNT_ADAPTER = "goldthread.accounts.adapters.AccountAdapter"
ACCOUNT_USER_DISPLAY = "goldthread.accounts.adapters.name_of"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_RATE_LIMITS = sign_in.RATES
ACCOUNT_FORMS = sign_in.ACCOUNT_FORMS
MFA_ADAPTER = "goldthread.accounts.adapters.MfaAdapter"
MFA_FORMS = sign_in.MFA_FORMS
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = sign_in.PASSKEY_RATES
SOCIALACCOUNT_ADAPTER = "goldthread.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = sign_in.providers()
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_TITLE = environment.text("GOLDTHREAD_OIDC_TITLE", "your work account")
OIDC_ASKS_FOR_TWO = environment.flag("GOLDTHREAD_OIDC_TWO_FACTOR")
TWO_FACTOR_ROLES = sign_in.two_factor_roles(secure=SECURE)
EMAIL_BACKEND, EMAIL = sign_in.mail()
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS = EMAIL.host, EMAIL.port, EMAIL.tls
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, DEFAULT_FROM_EMAIL = EMAIL.user, EMAIL.password, EMAIL.sender
EMAIL_FILE_PATH = EMAIL.folder
EMAIL_TIMEOUT = 15
DIGEST_HOUR = sign_in.digest_hour()
RIGHT_OF_REPLY_DAYS = sign_in.right_of_reply_days()

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

CSRF_FAILURE_VIEW = "goldthread.web.errors.stale"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
X_FRAME_OPTIONS = "DENY"
FORM_LIMIT = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = FORM_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["goldthread.web.listen.sealing.SealingHandler"]
UPLOAD_LIMIT = environment.megabytes("GOLDTHREAD_UPLOAD_LIMIT_MB", "50")
LOOK_SECONDS = environment.whole("GOLDTHREAD_LOOK_SECONDS", 6)
LONG_UPLOAD = environment.megabytes("GOLDTHREAD_LONG_UPLOAD_MB", "4")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one_line": {"()": "goldthread.vocabulary.only_text.OneLine"}},
    "filters": {"routes": {"()": "goldthread.web.log_lines.RoutesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one_line", "filters": ["routes"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
