"""Files that an officer adds while taking a complaint down: sealed at once, kept with the form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from ponleu.response.complaints.intake import FileOf
from ponleu.response.complaints.services.files import keep_file, unpacked

KEPT = "files_kept"


def with_files_kept(
    written: QueryDict, uploads: Iterable[UploadedFile[Any]], *, at: datetime
) -> QueryDict:
    """What was written, with the tokens of files that came with it, which are sealed and kept.

    Raises:
        NoRoom: a file was not kept.
    """
    data = written.copy()
    for upload in uploads:
        kept = keep_file(
            upload.chunks(),
            name=upload.name or "",
            media_type=upload.content_type or "application/octet-stream",
            at=at,
        )
        data.appendlist(KEPT, kept.token)
    return data


class KeptFiles(forms.CheckboxSelectMultiple):
    """A tick for each file; without it the file is left out."""

    template_name = "complaints/_kept_files.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The names and sizes of the files."""
        files = [(token, _named(token)) for token in value or ()]
        return {"name": name, "files": [(token, file) for token, file in files if file]}


class KeptFilesField(forms.Field):
    """Tokens of files that are kept sealed."""

    widget = KeptFiles

    def clean(self, value: Any) -> list[str]:
        """The tokens.

        Raises:
            ValidationError: one of them was not given out by us.
        """
        tokens = list(value or ())
        if not all(map(_named, tokens)):
            raise forms.ValidationError(_("A file is no longer there. Add it again, then send."))
        return tokens


def _named(token: str) -> FileOf | None:
    try:
        return unpacked(token)
    except (ValueError, TypeError):
        return None
