"""Triggers by which no measure can name a person. Undone by taking them away."""

from django.db import migrations

from ponleu.response.outcomes import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("outcomes", "0001_outcomes"),
        ("register", "0004_quick_lists"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
