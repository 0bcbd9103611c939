"""Indexes with which the lists of documents, and of those that wait, read few rows."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_first_shape")]

    operations = [
        migrations.RemoveIndex(model_name="proposal", name="sources_proposal_waiting"),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["source", "zone", "verdict"], name="sources_proposal_asked"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["added_at", "id"], name="sources_source_list"),
        ),
    ]
