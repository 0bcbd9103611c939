"""Judgements given in one go, and second readings of a document by another person."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from ponleu.foundation.core.keys import new_key

SORTS = ("same_fact", "exact")
VERDICTS = ("accepted", "edited", "rejected", "not_in_article", "unsure")


def _key() -> models.UUIDField:
    return models.UUIDField(
        default=new_key, editable=False, primary_key=True, serialize=False
    )


def _person(**fields: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **fields,
    )


def _verdict() -> models.CharField:
    return models.CharField(choices=[(verdict, verdict) for verdict in VERDICTS], max_length=16)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("sources", "0004_unsure_and_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", _key()),
                (
                    "sort",
                    models.CharField(choices=[(sort, sort) for sort in SORTS], max_length=16),
                ),
                ("verdict", _verdict()),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("by", _person()),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="review.batch",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.proposal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "proposal"), name="review_member_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondReading",
            fields=[
                ("id", _key()),
                ("offered_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("offered_by", _person()),
                ("reader", _person(null=True)),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="review_reading_taken_whole",
                        condition=Q(reader=None, taken_at=None)
                        | Q(reader__isnull=False, taken_at__isnull=False),
                    ),
                    models.CheckConstraint(
                        name="review_reading_closed_after_taken",
                        condition=Q(closed_at=None) | Q(reader__isnull=False),
                    ),
                    models.CheckConstraint(
                        name="review_reading_by_another",
                        condition=Q(reader=None) | ~Q(reader=F("offered_by")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verdict", _verdict()),
                ("at", models.DateTimeField()),
                ("resolution", models.CharField(blank=True, max_length=8)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("first_verdict", models.CharField(blank=True, max_length=16)),
                ("first_edited", models.JSONField(null=True)),
                ("settled_revision", models.PositiveIntegerField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.proposal",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="review.secondreading",
                    ),
                ),
                ("resolved_by", _person(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reading", "proposal"), name="review_second_once"
                    ),
                    models.CheckConstraint(
                        name="review_second_resolved_whole",
                        condition=Q(resolution="", resolved_by=None, resolved_at=None)
                        | Q(
                            resolution__in=["first", "second"],
                            resolved_by__isnull=False,
                            resolved_at__isnull=False,
                        ),
                    ),
                ],
            },
        ),
    ]
