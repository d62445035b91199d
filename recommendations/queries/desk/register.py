"""What waits for every data steward: files that are not in the register yet, and reports with candidates to decide."""

from dataclasses import dataclass, field

from recommendations.access import Reader
from recommendations.choices import Role
from recommendations.models import DocumentVersion, Upload
from recommendations.queries import candidates, uploads


@dataclass(frozen=True, slots=True)
class Waiting:
    """`reviews` are versions with the number of candidates that are to be decided in each."""

    files: list[Upload] = field(default_factory=list)
    reviews: list[tuple[DocumentVersion, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.reviews)

    @property
    def how_many(self) -> int:
        return len(self.files) + len(self.reviews)


def waiting(reader: Reader) -> Waiting:
    if Role.STEWARD not in reader.roles:
        return Waiting()
    return Waiting(uploads.open_uploads(), candidates.reviews())


def how_many(reader: Reader) -> int:
    if Role.STEWARD not in reader.roles:
        return 0
    return uploads.open_count() + candidates.reviews_count()
