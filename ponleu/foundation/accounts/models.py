"""Organisations, units, users, roles and grants, and what a protected record carries."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import get_language

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.rules import Action, Reach, widest
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet


class Organisation(models.Model):
    """A body that people work for: a committee, a ministry, a court, an NGO, an embassy."""

    code = models.CharField(max_length=16, primary_key=True)
    name = models.CharField(max_length=200)
    name_km = models.CharField(max_length=200, blank=True)
    sort = models.CharField(max_length=32)

    scoping_because = "which bodies there are is no secret among those who sign in"
    holds_no_person = "its name is that of a body"

    def __str__(self) -> str:
        return _in_language(self.name, self.name_km)


class Unit(models.Model):
    """A part of an organisation that owns records; units form one tree.

    Attributes:
        code: "KH", "KH-18", "KH-1801", "KH-MOI".
        path: last parts of the codes from the root down, each followed by "/": "KH/18/1801/".
        territory: government code of the area it answers for; "" is the whole country.
    """

    code = models.CharField(max_length=16, primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    path = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_km = models.CharField(max_length=200, blank=True)
    territory = models.CharField(max_length=8, blank=True)

    scoping_because = "which units there are is no secret among those who sign in"
    holds_no_person = "its name is that of a unit"

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return _in_language(self.name, self.name_km)


class Role(models.Model):
    """A named set of actions, loaded from the country's table of roles."""

    code = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=80)
    name_km = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300)
    about_km = models.CharField(max_length=400, blank=True)
    actions = models.JSONField(default=list, help_text="codes of accounts.rules.Action")
    order = models.PositiveSmallIntegerField(default=0)

    scoping_because = "everyone may see what each role may do"
    holds_no_person = "its name is that of a role"

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return _in_language(self.name, self.name_km)

    @property
    def about_in_language(self) -> str:
        """What the role is for, in the reader's language."""
        return _in_language(self.about, self.about_km)


class UserManager(BaseUserManager["User"]):
    """Finds people; allauth and Django's authentication ask here."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person who signs in with this name."""
        return self.get(username=username)

    def visible_to(self, actor: User) -> models.QuerySet[User]:
        """People of the units that the actor keeps accounts for, and the actor."""
        inside = Q(pk=actor.pk)
        for reach in actor.reaches(Action.ACCOUNTS_MANAGE):
            inside |= Q(
                unit__path__startswith=reach.unit_path,
                unit__territory__startswith=reach.territory,
            )
        return self.filter(inside)


class User(AbstractBaseUser):
    """A named person who acts in the record.

    Attributes:
        sign_in_epoch: part of what every session carries; raising it ends all of them.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    name_km = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people")
    post = models.CharField(max_length=120, blank=True, help_text="office, as shown under the name")
    language = models.CharField(max_length=8, default="en")
    keys_by_letter = models.BooleanField(default=True, help_text="single-letter keys on pages")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    must_change_passphrase = models.BooleanField(default=False)
    sign_in_epoch = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    retention = "kept while the account is in use, and as long as the journal names it"
    scrub: ClassVar[dict[str, str]] = {
        "username": "key",
        "name": "pseudonym",
        "name_km": "empty",
        "email": "empty",
        "post": "empty",
        "password": "unusable",
    }

    def __str__(self) -> str:
        return _in_language(self.name, self.name_km)

    @property
    def territory(self) -> str:
        """The area of the person's unit, so that a person can be the target of ``may``."""
        return self.unit.territory

    @cached_property
    def _granted(self) -> list[Reach]:
        """What all standing grants reach; read once for each object, so once a request."""
        return [
            Reach(action, grant.unit.path, grant.territory)
            for grant in self.grants.filter(ended_at=None).select_related("role", "unit")
            for action in grant.role.actions
        ]

    def reaches(self, action: str) -> list[Reach]:
        """How far this person's grants reach for an action; nowhere once deactivated."""
        if not self.is_active:
            return []
        return widest(reach for reach in self._granted if reach.action == action)

    def forget_reaches(self) -> None:
        """Read the grants anew at the next question; for services that change them."""
        self.__dict__.pop("_granted", None)

    def may(self, action: str, target: Any = None) -> bool:
        """See ``access.may``."""
        return access.may(self, action, target)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this with every session: a new passphrase or epoch signs out all.
        salted = salted_hmac(
            "ponleu.foundation.accounts.User",
            f"{self.password}{self.sign_in_epoch}",
            secret=secret,
            algorithm="sha256",
        )
        return salted.hexdigest()


class UserKey(models.Model):
    """A person's key pair: what is sealed to them opens with it.

    Attributes:
        public: X25519, 32 bytes.
        locked: the private half under the person's passphrase, see ``engines.sealing``.
    """

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="key")
    public = models.BinaryField(max_length=32)
    locked = models.BinaryField(max_length=200)
    made_at = models.DateTimeField()

    scoping_because = "read only by services: to seal to a person, and to open at their sign-in"
    retention = "kept while the account is in use"
    scrub: ClassVar[dict[str, str]] = {"locked": "empty"}

    def __str__(self) -> str:
        return f"key of {self.user_id}"


class Grant(models.Model):
    """A role given to a person, for a unit and all below it, in a territory and all in it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants")
    territory = models.CharField(max_length=8, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    scoping_because = "read only with the person it was given to, who is scoped"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="accounts_grant_once",
                fields=["user", "role", "unit", "territory"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="accounts_grant_not_to_oneself",
                condition=~Q(granted_by=models.F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} for {self.unit_id}"


class ProgramQuerySet(ScopedQuerySet["Program"]):
    """Programs and their keys, as keepers of accounts see them."""

    def visible_to(self, actor: User) -> Self:
        """Programs of the units that the actor keeps accounts for."""
        inside = Q(pk__in=[])
        for reach in actor.reaches(Action.ACCOUNTS_MANAGE):
            inside |= Q(
                unit__path__startswith=reach.unit_path, territory__startswith=reach.territory
            )
        return self.filter(inside)


class Program(models.Model):
    """A program of an organisation that acts by itself, with a key instead of a passphrase.

    Attributes:
        answerable: who answers for what it does; without their account its key opens nothing.
        channel: how complaints that it sends are said to have come; a code of that room.
        actions: codes of ``program_rules.ProgramAction``.
        territory: government code to which its actions are limited; "" is the whole country.
        fingerprint: SHA-256 of its key, see ``program_rules``.
        hint: the beginning of the key, by which people know it again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programs")
    answerable = models.ForeignKey(User, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=24)
    actions = models.JSONField(default=list)
    territory = models.CharField(max_length=8, blank=True)
    fingerprint = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=16)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    last_used_date = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ProgramQuerySet.as_manager()

    retention = "kept while its key is in use, and as long as the journal names it"
    scrub: ClassVar[dict[str, str]] = {"name": "pseudonym", "fingerprint": "key", "hint": "empty"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_program_not_for_oneself",
                condition=~Q(made_by=models.F("answerable")),
            ),
            models.CheckConstraint(
                name="accounts_program_withdrawn_by_someone",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def reaches(self, action: str) -> list[Reach]:
        """How far it may do something; that its key still stands was asked at the door."""
        if action not in self.actions:
            return []
        return [Reach(action, self.unit.path, self.territory)]

    def may(self, action: str, target: Any = None) -> bool:
        """See ``access.may``."""
        return access.may(self, action, target)


def inside(actor: User, *actions: str) -> Q:
    """What lies where a grant of the actor allows any of some actions; nothing without one."""
    reaches = (reach for action in actions for reach in actor.reaches(action))
    found = Q()
    for path, territory in dict.fromkeys((reach.unit_path, reach.territory) for reach in reaches):
        here = Q(unit__in=Unit.objects.filter(path__startswith=path))
        if territory:  # "" is the whole country: nothing to ask of a row
            here &= Q(territory__startswith=territory)
        found |= here
    return found or Q(pk__in=[])


class ProtectedQuerySet(ScopedQuerySet[M]):
    """Records of a unit in a territory: seen by whoever holds the room's read action there."""

    read_action: ClassVar[str]

    def visible_to(self, actor: User) -> Self:
        """Only what a grant of the actor covers; nothing without a grant."""
        return self.filter(inside(actor, self.read_action))


class Protected(models.Model):
    """What every protected record carries: a key, the unit that owns it, where it belongs."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    territory = models.CharField(
        max_length=8, blank=True, db_index=True, help_text="government code; empty: whole country"
    )

    class Meta:
        abstract = True


def _in_language(english: str, khmer: str) -> str:
    return khmer if khmer and (get_language() or "").startswith("km") else english
