"""The same bytes are kept once for a unit and territory, not once for a unit."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_quick_lists")]

    operations = [
        migrations.RemoveConstraint(model_name="source", name="sources_source_once_a_unit"),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                fields=("unit", "territory", "content"), name="sources_source_once_a_territory"
            ),
        ),
    ]
