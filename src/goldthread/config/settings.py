"""Django's settings; faces read them as django.conf.settings, never from here."""

from pathlib import Path

from goldthread.config import environment
from goldthread.rooms import ROOMS


PACKAGE = Path(__file__).parent.parent
WORKSPACE = Path(environment.text("GOLDTHREAD_WORKSPACE", "goldthread-workspace")).absolute()
DEMO = environment.flag("GOLDTHREAD_DEMO")
DEBUG = environment.flag("GOLDTHREAD_DEBUG")
SECURE = environment.flag("GOLDTHREAD_HTTPS")

WORKSPACE.mkdir(parents=True, exist_ok=True, mode=0o700)
SECRET_KEY = environment.secret_key(WORKSPACE / ".site")
ALLOWED_HOSTS = environment.text("GOLDTHREAD_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
environment.refuse_what_is_unsafe(secure=SECURE, demo=DEMO, debug=DEBUG, hosts=ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("GOLDTHREAD_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django_tasks", "django_tasks_db",
    *(f"goldthread.{room}" for room in ROOMS), "goldthread.web",
]  # fmt: skip
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
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
DATABASES = {"default": environment.database(WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/home/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

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
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["goldthread.web.listen.sealing.SealingHandler"]
UPLOAD_LIMIT = int(environment.text("GOLDTHREAD_UPLOAD_LIMIT_MB", "50")) * 1_000_000
LONG_UPLOAD = int(float(environment.text("GOLDTHREAD_LONG_UPLOAD_MB", "4")) * 1_000_000)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
