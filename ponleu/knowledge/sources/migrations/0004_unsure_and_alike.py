"""A person may be unsure of a proposal; finding the same fact elsewhere reads an index only."""

from __future__ import annotations

from django.db import migrations, models

VERDICTS = ("accepted", "edited", "rejected", "not_in_article", "unsure")


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_once_a_territory")]

    operations = [
        migrations.AlterField(
            model_name="proposal",
            name="verdict",
            field=models.CharField(
                blank=True, choices=[(verdict, verdict) for verdict in VERDICTS], max_length=16
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["verdict", "zone", "kind", "value", "source"],
                name="sources_proposal_alike",
            ),
        ),
    ]
