"""Names are found by the index of names; nothing asks for the key of their sounds any more.

Going back gives the column back, empty: nothing filled it but the program itself.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_identity_ties_details")]

    operations = [
        migrations.AlterField(
            model_name="name",
            name="sound",
            field=models.CharField(blank=True, db_index=True, default="", max_length=200),
        ),
        migrations.RemoveField(model_name="name", name="sound"),
    ]
