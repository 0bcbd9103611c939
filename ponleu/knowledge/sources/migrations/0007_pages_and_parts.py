"""Formats of documents, what came inside others, and the pages of PDFs and scans."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0006_likeness"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="format",
            field=models.CharField(default="txt", max_length=16),
        ),
        migrations.AddField(
            model_name="source",
            name="hints",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="source",
            name="made",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="source",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inner_sources",
                to="sources.source",
            ),
        ),
        migrations.CreateModel(
            name="SourcePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("width", models.FloatField()),
                ("height", models.FloatField()),
                ("recognised_as", models.CharField(blank=True, max_length=32)),
                ("words", models.PositiveIntegerField(default=0)),
                ("unsure_words", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=500)),
                ("waits", models.BooleanField(default=False)),
                ("boxes", models.JSONField(default=list)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="sources.source",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number"), name="sources_sourcepage_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="sources_sourcepage_span",
                    ),
                ],
            },
        ),
    ]
