"""One answer: claim, denial, finding and words beside each other; its editor; its print."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import DomainError, NotFound, NotPermitted
from ponleu.foundation.core.web import Request, page
from ponleu.response.public_answers import statement
from ponleu.response.public_answers.queries import answers, reporters
from ponleu.response.public_answers.rules.states import IN_WORK, OPEN, State
from ponleu.response.public_answers.services import drafting
from ponleu.response.public_answers.web.forms import (
    NoteForm,
    PublishForm,
    SendBackForm,
    WordsForm,
    keys_in,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(needs=Action.ANSWER_READ)
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """An answer with what was claimed, denied and found; that it was read is journaled."""
    now = clock.now()
    answer = drafting.see(request.user, pk, at=now)
    found = answers.page_of(request.user, answer)
    told = answer.state in (State.APPROVED, State.PUBLISHED)
    context = {
        "found": found,
        "answer": answer,
        "now": now,
        "is_open": answer.state in OPEN,
        "may_excuse": answer.state in IN_WORK,
        "is_early": found.public_from is not None and now < found.public_from,
        "hearing": reporters.hearing(request.user, answer) if told else None,
        "send_back_form": SendBackForm(auto_id="send_%s"),
        "end_form": NoteForm(auto_id="end_%s"),
        "publish_form": PublishForm(auto_id="publish_%s"),
        "correct_form": NoteForm(auto_id="correct_%s"),
    }
    return render(request, "public_answers/answer.html", context)


@page(needs=Action.ANSWER_WRITE)
@require_http_methods(["GET", "POST"])
def words(request: Request, pk: UUID) -> HttpResponse:
    """Both languages side by side; a POST keeps them as a version of their own."""
    answer = drafting.see(request.user, pk, at=clock.now())
    last = answers.latest(answer)
    if request.method != "POST":
        initial = {"km": last.km, "en": last.en, "was": last.number}
        return _words(request, pk, WordsForm(initial=initial))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _words(request, pk, form, status=422)
    said = form.cleaned_data
    try:
        drafting.reword(request.user, pk, said["km"], said["en"], was=said["was"], at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DomainError as refusal:
        form.add_error(None, refusal.sentence)
        return _words(request, pk, form, status=refusal.http_status)
    messages.success(request, _("Kept as a new version. The earlier words stay on record."))
    return redirect("public_answers:answer", pk=pk)


@page(needs=Action.ANSWER_WRITE)
@require_POST
def claims(request: Request, pk: UUID) -> HttpResponse:
    """Put other claims beside it."""
    chosen = keys_in(request.POST.getlist("claim"))
    drafting.choose(request.user, pk, chosen, at=clock.now())
    messages.success(request, _("These stand beside the answer now."))
    return redirect("public_answers:answer", pk=pk)


@page(needs=Action.ANSWER_READ)
@require_GET
def printed(request: Request, pk: UUID) -> HttpResponse:
    """A press statement on paper, once it is approved."""
    answer = drafting.see(request.user, pk, at=clock.now(), to_print=True)
    return render(request, "public_answers/print.html", statement.of(request.user, answer).shown())


@page(needs=Action.ANSWER_READ)
@require_GET
def document(request: Request, pk: UUID) -> HttpResponse:
    """The press statement as a Word document, once it is approved."""
    answer = drafting.see(request.user, pk, at=clock.now(), to_print=True)
    made = statement.document(statement.of(request.user, answer))
    response = HttpResponse(made, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{answer.reference}.docx"'
    return response


def _words(request: Request, pk: UUID, form: WordsForm, *, status: int = 200) -> HttpResponse:
    answer = drafting.see(request.user, pk, at=clock.now())
    found = answers.page_of(request.user, answer)
    context = {
        "form": form,
        "found": found,
        "answer": answer,
        "choices": answers.choices(request.user, answer.finding),
        "chosen": [claim.pk for claim in (*found.claims, *found.denials)],
    }
    return render(request, "public_answers/words.html", context, status=status)
