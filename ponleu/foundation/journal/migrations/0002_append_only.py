"""Triggers that keep the journal append-only. Undone by taking them away."""

from django.db import migrations

from ponleu.foundation.journal import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0001_first_shape"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
