"""What was learned from judgements, and which reading used which weights."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0004_unsure_and_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal", name="marks", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="proposal", name="raw_confidence", field=models.FloatField(null=True)
        ),
        migrations.AddField(
            model_name="reading",
            name="weights_version",
            field=models.CharField(
                blank=True,
                help_text="weights that the confidences are from; empty: none",
                max_length=32,
            ),
        ),
        migrations.CreateModel(
            name="LearnedWeights",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=32, unique=True)),
                ("trained_at", models.DateTimeField()),
                ("judged", models.PositiveIntegerField()),
                ("metrics", models.JSONField()),
                ("weights", models.JSONField()),
                ("improves", models.BooleanField()),
                (
                    "trained_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="WeightsAdoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adopted_at", models.DateTimeField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "learned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="sources.learnedweights",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
