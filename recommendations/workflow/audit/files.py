"""Files that were put away: gone, as the journal says."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models.functions import Length

from recommendations.choices import ChainKind, EntryKind, RegisterFileState, UploadState
from recommendations.models import Entry, RegisterFile, Upload
from recommendations.workflow.audit.difference import Difference

FILES: Final[dict[ChainKind, tuple[Any, str]]] = {
    ChainKind.UPLOAD: (Upload, UploadState.DISCARDED),
    ChainKind.REGISTER_FILE: (RegisterFile, RegisterFileState.DISCARDED),
}


def the_files_put_away() -> Iterator[Difference]:
    for kind, (model, state) in FILES.items():
        entries = Entry.objects.filter(chain_kind=kind, kind=EntryKind.PUT_AWAY)
        rows = model.objects.annotate(left=Length("content"))
        found = {
            public_id: {"state": now, "sha256": sha256, "left": left}
            for public_id, now, sha256, left in rows.values_list("public_id", "state", "sha256", "left")
        }
        for entry in entries:
            recorded = {"state": str(state), "sha256": entry.facts["sha256"], "left": 0}
            held = found.get(entry.chain_id, {})
            if held != recorded:
                yield Difference(f"{kind} {entry.chain_id}", "is not as it was put away", recorded, held)
