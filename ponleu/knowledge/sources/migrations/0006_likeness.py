"""Fingerprints of texts, their bands for look-up, and what people said of pairs of sources.

The fingerprints of sources kept before are filled in by ``copies.fill_fingerprints``.
"""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


def _key() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_learned_weights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("id", _key()),
                ("method", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=32)),
                ("hashes", models.BinaryField()),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fingerprint",
                        to="sources.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", _key()),
                ("value", models.BigIntegerField()),
                (
                    "fingerprint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="sources.fingerprint",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fingerprint"], name="sources_band_of")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("value", "fingerprint"), name="sources_band_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyJudgement",
            fields=[
                ("id", _key()),
                ("number", models.PositiveIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("copy", "copy"), ("not_copy", "not_copy")],
                        help_text="empty: taken back",
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("left", "right", "number"), name="sources_copyjudgement_in_turn"
                    ),
                    models.CheckConstraint(
                        condition=Q(left__lt=F("right")),
                        name="sources_copyjudgement_left_before_right",
                    ),
                ],
            },
        ),
    ]
