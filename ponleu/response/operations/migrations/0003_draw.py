"""Draws of orders; of drawn sites with which probability. Triggers keep what was committed to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import ponleu.foundation.core.keys
from ponleu.response.operations import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


def _key():
    return models.UUIDField(
        default=ponleu.foundation.core.keys.new_key,
        editable=False,
        primary_key=True,
        serialize=False,
    )


def _person(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0002_allowed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="operationsite",
            name="probability",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="operationsite",
            name="score",
            field=models.FloatField(null=True),
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", _key()),
                ("number", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("envelope", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("taken_version", models.PositiveIntegerField(null=True)),
                ("drawn_digest", models.BinaryField(default=bytes, max_length=32)),
                ("by", _person()),
                ("closed_by", _person(null=True)),
                ("taken_by", _person(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="operations.operation",
                    ),
                ),
            ],
            options={
                "ordering": ["operation", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operation", "number"), name="operations_draw_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(closed_at=None, closed_by=None)
                        | Q(closed_at__gte=F("at"), closed_by__isnull=False),
                        name="operations_draw_closed_whole",
                    ),
                    models.CheckConstraint(
                        condition=Q(taken_at=None, taken_by=None, taken_version=None)
                        | Q(
                            closed_at__isnull=False,
                            taken_at__gte=F("closed_at"),
                            taken_by__isnull=False,
                            taken_version__isnull=False,
                        ),
                        name="operations_draw_taken_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawPart",
            fields=[
                ("id", _key()),
                ("commitment", models.BinaryField(max_length=32, unique=True)),
                ("envelope", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="operations.draw",
                    ),
                ),
                ("party", _person()),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draw", "party"), name="operations_draw_part_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DrawReveal",
            fields=[
                (
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reveal",
                        serialize=False,
                        to="operations.drawpart",
                    ),
                ),
                ("seed", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["at", "pk"]},
        ),
        migrations.RunPython(install, remove),
    ]
