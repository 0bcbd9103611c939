"""Names the room to Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ponleu.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here, not at the top: it needs the models, which Django loads after this module.
        from ponleu.foundation.accounts import second_factor_journal

        second_factor_journal.connect()
