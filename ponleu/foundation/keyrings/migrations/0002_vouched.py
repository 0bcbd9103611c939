from django.db import migrations

from ponleu.foundation.keyrings.vouching import VouchField, vouch


def vouch_for_what_stands(apps, schema_editor):
    """Rows from before: that they are ours is taken for granted once."""
    for row in apps.get_model("keyrings", "Ring").objects.all():
        row.vouched = vouch((b"ring", row.pk.bytes, row.unit_id.encode(), bytes(row.public)))
        row.save(update_fields=["vouched"])
    for row in apps.get_model("keyrings", "Recovery").objects.all():
        row.vouched = vouch((b"recovery", row.pk.bytes, row.unit_id.encode(), bytes(row.public)))
        row.save(update_fields=["vouched"])
    for row in apps.get_model("keyrings", "Holder").objects.all():
        row.vouched = vouch(
            (b"holder", row.unit_id.encode(), row.user_id.bytes, bytes(row.key_id))
        )
        row.save(update_fields=["vouched"])


class Migration(migrations.Migration):

    dependencies = [
        ("keyrings", "0001_first_shape"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="vouched",
                field=VouchField(default=b"", max_length=32),
                preserve_default=False,
            )
            for name in ("ring", "recovery", "holder")
        ),
        migrations.RunPython(vouch_for_what_stands, migrations.RunPython.noop),
    ]
