from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("complaints", "0004_next_clock"),
    ]

    operations = [
        migrations.AddField(
            model_name="exclusion",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
    ]
