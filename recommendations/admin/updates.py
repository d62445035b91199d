"""Progress updates by staff with a desk or clearing membership: the same verbs as everywhere, on own-family texts."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations import access
from recommendations.access import Verb
from recommendations.admin.columns import ByOffice
from recommendations.admin.evidence import Held, ToAdd, add_evidence
from recommendations.admin.forms import VerbForm
from recommendations.admin.site import site
from recommendations.admin.update_forms import StartForm
from recommendations.admin.update_stages import BUTTONS, FORMS, TAKEN, Pressed, Stage, pressed_in, stage_of
from recommendations.admin.verbs import Door
from recommendations.admin.who import by, holds, offices, reader_of
from recommendations.choices import COUNTING_STATES, FollowUp
from recommendations.errors import Invalid
from recommendations.models import Assignment, ProgressUpdate
from recommendations.workflow import clearing, updates


@admin.register(ProgressUpdate, site=site)
class ProgressUpdateDoor(Door):
    reads = (Verb.CATALOGUE, Verb.DRAFT, Verb.CLEAR)
    adds = Verb.DRAFT
    add_form = StartForm
    asks = ("assignment", *(each for each in updates.DRAFTED if each != "corrects"))
    list_display = ("about", "organization", "state", "answer", "status", "effective_on", "release", "updated_at")
    list_filter = ("state", "answer", "status", "release", ByOffice)
    search_fields = ("assignment__recommendation__reference", "assignment__organization__names__name", "public_id")
    date_hierarchy = "effective_on"
    ordering = ("-updated_at",)

    # Who

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgressUpdate]:
        """Never more than the person may read; whoever serves no register reads their own offices here."""
        readable = access.readable_updates(reader_of(request))
        if not holds(request, Verb.CATALOGUE):
            readable &= Q(assignment__answering_organization__in=offices(request, Verb.DRAFT, Verb.CLEAR))
        rows = super().get_queryset(request).filter(readable).select_related("assignment__recommendation", "corrects")
        return rows.prefetch_related("assignment__organization__names")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return holds(request, Verb.DRAFT, Verb.CLEAR)
        return stage_of(request, obj) != Stage.READ

    # What

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.asks
        stage = stage_of(request, obj)
        hidden = ("version",) if stage != Stage.READ else ()
        return (*self.get_readonly_fields(request, obj), *TAKEN[stage], *hidden)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        stage = stage_of(request, obj)
        said = () if stage == Stage.WRITE else tuple(each for each in updates.DRAFTED if each not in TAKEN[stage])
        mine = ("given_back_with",) if reader_of(request).reads_words_of(obj.assignment) else ()
        return ("about", "organization", "ask", "state", *mine, *said)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            kwargs["form"] = FORMS.get(stage_of(request, obj), VerbForm)
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "assignment":
            kwargs["queryset"] = Assignment.objects.filter(
                answering_organization__in=offices(request, Verb.DRAFT),
                state__in=COUNTING_STATES,
                recommendation__archived_at__isnull=True,
                recommendation__follow_up=FollowUp.TRACKED,
                recommendation__is_whole=False,
            )
            related = ("organization__names",)
            kwargs["queryset"] = kwargs["queryset"].select_related("recommendation").prefetch_related(*related)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        if obj is None:
            return []
        return [Held, ToAdd] if stage_of(request, obj) == Stage.WRITE else [Held]

    @admin.display(description=_("recommendation"), ordering="assignment__recommendation__ord")
    def about(self, row: ProgressUpdate) -> str:
        return row.assignment.recommendation.reference

    @admin.display(description=_("organization"))
    def organization(self, row: ProgressUpdate) -> str:
        return str(row.assignment.organization)

    @admin.display(description=_("what is asked"))
    def ask(self, row: ProgressUpdate) -> str:
        return row.assignment.recommendation.text

    @admin.display(description=_("feedback"))
    def given_back_with(self, row: ProgressUpdate) -> str:
        return row.feedback

    # How

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        stage = stage_of(request, row) if row is not None else Stage.WRITE
        offered = [(name, words) for name, (at, words) in BUTTONS.items() if at == stage]
        if row is None:
            offered = [each for each in offered if each[0] != Pressed.DISCARD]
        context["verbs"] = offered
        return super().render_change_form(request, context, *args, **kwargs)

    def add(self, request: HttpRequest, form: Any, formsets: Sequence[Any]) -> ProgressUpdate:
        given = {name: form.cleaned_data[name] for name in updates.DRAFTED}
        made = updates.start(form.cleaned_data["assignment"], by=by(request), **given)
        if pressed_in(request) == Pressed.SUBMIT:
            updates.submit(made, by=by(request), version=made.version)
        return made

    def change(self, request: HttpRequest, row: ProgressUpdate, form: Any, formsets: Sequence[Any]) -> None:
        data = form.cleaned_data
        me, version = by(request), data["version"] or 0
        match pressed_in(request):
            case Pressed.DISCARD:
                updates.discard(row, by=me, version=version)
            case Pressed.RECALL:
                updates.recall(row, by=me, version=version)
            case Pressed.CLEAR:
                clearing.clear(row, by=me, version=version, release=data["release"], memo=data["memo"])
            case Pressed.RETURN:
                clearing.give_back(row, by=me, version=version, feedback=data["feedback_words"])
            case Pressed.RELEASE:
                clearing.set_release(row, by=me, version=version, release=data["release"], why=data["why"])
            case Pressed.SAVE | Pressed.SUBMIT as pressed:
                given = {name: data[name] for name in updates.DRAFTED}
                saved = add_evidence(updates.save(row, by=me, version=version, **given), formsets, by=me)
                if pressed == Pressed.SUBMIT:
                    updates.submit(saved, by=me, version=saved.version)
            case _:
                raise Invalid({"state": gettext("Choose what to do with it.")})
