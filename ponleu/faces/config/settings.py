"""Django settings. Everything that differs between machines comes from the environment."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ponleu.faces.config import environment

PONLEU_HOME = environment.home()
PONLEU_STORE = PONLEU_HOME / "store"
PONLEU_KEYS = PONLEU_HOME / "keys"
PONLEU_INDEX = PONLEU_HOME / "index"
PONLEU_COUNTRY = "kh"
PONLEU_SUGGESTERS = environment.suggesters()
PONLEU_PUBLIC = environment.public_pages()

SECRET_KEY = environment.secret("PONLEU_SECRET", PONLEU_HOME / "keys")
DEBUG = False
ALLOWED_HOSTS = environment.words("PONLEU_HOSTS", default="127.0.0.1,localhost,[::1]")
HTTPS = environment.flag("PONLEU_HTTPS", default=False)

INSTALLED_APPS = [
    "ponleu.foundation.core",
    "ponleu.foundation.limits",
    "ponleu.foundation.journal",
    "ponleu.foundation.accounts",
    "ponleu.foundation.keyrings",
    "ponleu.foundation.places",
    "ponleu.foundation.law",
    "ponleu.foundation.search",
    "ponleu.knowledge.evidence",
    "ponleu.knowledge.sources",
    "ponleu.knowledge.register",
    "ponleu.knowledge.claims",
    "ponleu.knowledge.figures",
    "ponleu.knowledge.review",
    "ponleu.response.complaints",
    "ponleu.response.cases",
    "ponleu.response.incidents",
    "ponleu.response.findings",
    "ponleu.response.verification",
    "ponleu.response.public_answers",
    "ponleu.response.visits",
    "ponleu.response.operations",
    "ponleu.response.custody",
    "ponleu.response.field",
    "ponleu.response.minutes",
    "ponleu.response.outcomes",
    "ponleu.faces.desk",
    "ponleu.faces.public",
    "ponleu.faces.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ponleu.foundation.accounts.opened_keys.OpenedKeyMiddleware",
    "ponleu.foundation.accounts.middleware.SeenMiddleware",
    "ponleu.foundation.accounts.middleware.SecondFactorMiddleware",
    "ponleu.foundation.core.web.RefusalMiddleware",
]

ROOT_URLCONF = "ponleu.faces.config.urls"
WSGI_APPLICATION = "ponleu.faces.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ponleu.foundation.core.context.frame",
                "ponleu.faces.config.navigation.frame",
            ],
        },
    }
]

DATABASES = {"default": environment.database(PONLEU_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Room enough that nobody can push failed tries out of it by making up usernames.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["ponleu.foundation.accounts.backends.PassphraseBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_ADAPTER = "ponleu.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "change_password": "5/15m/user",
    "reauthenticate": "10/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # the proxy that ends TLS
MFA_ADAPTER = "ponleu.foundation.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False  # http://localhost counts as secure without it
USERSESSIONS_ADAPTER = "ponleu.foundation.accounts.adapters.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = True  # shows the column; SeenMiddleware fills it
PONLEU_BLIND_INDEX_KEY = environment.secret("PONLEU_BLIND_INDEX_KEY", PONLEU_KEYS)
PONLEU_PROOF_KEY = environment.secret("PONLEU_PROOF_KEY", PONLEU_KEYS)
PONLEU_KEY_COST = (64 * 1024, 3, 4)  # Argon2id: KiB, passes, lanes (RFC 9106, section 4)
PONLEU_SECOND_FACTOR_KEY = environment.secret("PONLEU_SECOND_FACTOR_KEY", PONLEU_KEYS)

# Sessions: one working day, gone when the browser closes, kept in the database
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False  # htmx reads the token from the page, not the cookie
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("km", _("Khmer"))]
LOCALE_PATHS = [environment.PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Phnom_Penh"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = PONLEU_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"ponleu.refusals": {"level": "INFO"}},
}
