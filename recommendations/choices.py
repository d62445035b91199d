"""Every closed word list of the register, with its definitions. The codes are promised to API consumers for years."""

from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _


class OrganizationKind(TextChoices):
    UN_ORGAN = "un_organ", _("United Nations organ")
    UN_DEPARTMENT = "un_department", _("United Nations department")
    UN_OFFICE = "un_office", _("United Nations office")
    UN_AGENCY = "un_agency", _("United Nations agency, fund or programme")
    PEACE_OPERATION = "peace_operation", _("Peace operation")
    REGIONAL_ORGANIZATION = "regional_organization", _("Regional organization")
    REGIONAL_ECONOMIC_COMMUNITY = "regional_economic_community", _("Regional economic community")
    MEMBER_STATE = "member_state", _("Member State")
    GROUP_OF_STATES = "group_of_states", _("Group of States")
    COORDINATION_MECHANISM = "coordination_mechanism", _("Coordination mechanism")
    FORUM = "forum", _("Forum")
    OTHER = "other", _("Other body")


class SuccessionKind(TextChoices):
    """Only `renamed` and `merged` move open work by themselves; the others list it for a decision."""

    RENAMED = "renamed", _("Renamed")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    FUNCTIONS_TRANSFERRED = "functions_transferred", _("Functions transferred")
    TRANSFER_OF_AUTHORITY = "transfer_of_authority", _("Transfer of authority")
    CLOSED_WITHOUT_SUCCESSOR = "closed_without_successor", _("Closed without successor")


class DocumentKind(TextChoices):
    REPORT_OF_THE_SECRETARY_GENERAL = "report_of_the_secretary_general", _("Report of the Secretary-General")
    LETTER = "letter", _("Letter")
    RESOLUTION = "resolution", _("Resolution")
    COMMUNIQUE = "communique", _("Communiqué")
    COMMITTEE_REPORT = "committee_report", _("Report of a committee or working group")
    OVERSIGHT_REPORT = "oversight_report", _("Oversight report")
    POLICY_PAPER = "policy_paper", _("Policy paper")
    MEETING_SUMMARY = "meeting_summary", _("Summary of a meeting")
    OTHER = "other", _("Other document")


class DatePrecision(TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    QUARTER = "quarter", _("quarter")
    YEAR = "year", _("year")


class Kind(TextChoices):
    """What the author does with the words, by the operative verb."""

    DECISION = "decision", _("Decision")
    REQUEST = "request", _("Request")
    CALL = "call", _("Call")
    RECOMMENDATION = "recommendation", _("Recommendation")
    PROPOSAL = "proposal", _("Proposal")
    ENCOURAGEMENT = "encouragement", _("Encouragement")
    COMMITMENT = "commitment", _("Commitment")
    OBSERVATION = "observation", _("Observation")
    VIEW_EXPRESSED = "view_expressed", _("View expressed")


class FollowUp(TextChoices):
    TRACKED = "tracked", _("Tracked")
    FOR_REFERENCE = "for_reference", _("For reference")
    TO_BE_DECIDED = "to_be_decided", _("To be decided")


class Standing(TextChoices):
    DECIDED = "decided", _("Decided")
    AGREED = "agreed", _("Agreed")
    ENDORSED = "endorsed", _("Endorsed")
    RECOMMENDED = "recommended", _("Recommended")
    NOT_AGREED = "not_agreed", _("Not agreed")


class Nature(TextChoices):
    SINGLE_ACTION = "single_action", _("Single action")
    CONTINUING_PRACTICE = "continuing_practice", _("Continuing practice")
    AIM = "aim", _("Aim")


class AssignmentRole(TextChoices):
    OWNER = "owner", _("Owner")
    CONTRIBUTING = "contributing", _("Contributing")
    COUNTERPART = "counterpart", _("Counterpart")


class AssignmentState(TextChoices):
    PROPOSED = "proposed", _("Proposed by the register")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


COUNTING_STATES: Final = (AssignmentState.PROPOSED, AssignmentState.CONFIRMED)


class Position(TextChoices):
    NOT_ASKED = "not_asked", _("Not asked")
    NO_RESPONSE = "no_response", _("No response")
    UNDER_CONSIDERATION = "under_consideration", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_IN_PART = "accepted_in_part", _("Accepted in part")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    NOTED = "noted", _("Noted")


DERIVED_POSITIONS: Final = (Position.NOT_ASKED, Position.NO_RESPONSE)
POSITIONS_THAT_NEED_WORDS: Final = (Position.ACCEPTED_IN_PART, Position.NOT_ACCEPTED)


class ProposalState(TextChoices):
    """Where a proposed target date stands: worked out from agreements and the journal, never stored."""

    OPEN = "open", _("Awaiting agreement")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    REPLACED = "replaced", _("Replaced by a later one")
    LAPSED = "lapsed", _("Lapsed")


class Phase(TextChoices):
    DERIVED = "derived", _("No report yet")
    OPEN = "open", _("Open")
    ESTABLISHED = "established", _("Established")
    CLOSED = "closed", _("Closed")


class Status(TextChoices):
    NOT_ASKED = "not_asked", _("Not asked")
    NO_INFORMATION = "no_information", _("No information")
    NO_RECORD_FOUND = "no_record_found", _("No record found")
    NOT_STARTED = "not_started", _("Not started")
    DEFERRED = "deferred", _("Deferred")
    IN_PROGRESS = "in_progress", _("In progress")
    NOT_VERIFIED = "not_verified", _("Not verified")
    IN_PRACTICE = "in_practice", _("In practice")
    IMPLEMENTED = "implemented", _("Implemented")
    IMPLEMENTED_BY_OTHER_MEANS = "implemented_by_other_means", _("Implemented by other means")
    CLOSED_PARTLY_IMPLEMENTED = "closed_partly_implemented", _("Closed, partly implemented")
    CLOSED_NOT_IMPLEMENTED = "closed_not_implemented", _("Closed, not implemented")
    OVERTAKEN_BY_EVENTS = "overtaken_by_events", _("Overtaken by events")
    SUPERSEDED = "superseded", _("Superseded")


DEFINITIONS: Final[dict[Status, Promise]] = {
    Status.NOT_ASKED: _("Not asked for information yet."),
    Status.NO_INFORMATION: _("Asked, and no cleared answer so far."),
    Status.NO_RECORD_FOUND: _("The official record was searched up to the date shown, and no action was found."),
    Status.NOT_STARTED: _("No action has been taken so far."),
    Status.DEFERRED: _("Action is put off until the date or event shown, for the reason given."),
    Status.IN_PROGRESS: _("Action has begun and more is planned."),
    Status.NOT_VERIFIED: _("An oversight body could not verify what was reported."),
    Status.IN_PRACTICE: _("A continuing practice is being carried out; next review on the date shown."),
    Status.IMPLEMENTED: _("What was asked has been done."),
    Status.IMPLEMENTED_BY_OTHER_MEANS: _("The aim was met by another action, which is named."),
    Status.CLOSED_PARTLY_IMPLEMENTED: _("Part was done, which is named; no further action is planned."),
    Status.CLOSED_NOT_IMPLEMENTED: _("No action will be taken, for the reason given."),
    Status.OVERTAKEN_BY_EVENTS: _(
        "Circumstances changed so that it can no longer be, or need no longer be, carried out."
    ),
    Status.SUPERSEDED: _("A later ask or decision, which is named, takes its place."),
}

PHASES: Final[dict[Phase, tuple[Status, ...]]] = {
    Phase.DERIVED: (Status.NOT_ASKED, Status.NO_INFORMATION, Status.NO_RECORD_FOUND),
    Phase.OPEN: (Status.NOT_STARTED, Status.DEFERRED, Status.IN_PROGRESS, Status.NOT_VERIFIED),
    Phase.ESTABLISHED: (Status.IN_PRACTICE,),
    Phase.CLOSED: (
        Status.IMPLEMENTED,
        Status.IMPLEMENTED_BY_OTHER_MEANS,
        Status.CLOSED_PARTLY_IMPLEMENTED,
        Status.CLOSED_NOT_IMPLEMENTED,
        Status.OVERTAKEN_BY_EVENTS,
        Status.SUPERSEDED,
    ),
}
PHASE_OF: Final[dict[Status, Phase]] = {status: phase for phase, statuses in PHASES.items() for status in statuses}

LEAST_ADVANCED_FIRST: Final[tuple[Status, ...]] = (
    *PHASES[Phase.DERIVED],
    *PHASES[Phase.OPEN],
    *PHASES[Phase.ESTABLISHED],
    Status.CLOSED_NOT_IMPLEMENTED,
    Status.OVERTAKEN_BY_EVENTS,
    Status.SUPERSEDED,
    Status.CLOSED_PARTLY_IMPLEMENTED,
    Status.IMPLEMENTED_BY_OTHER_MEANS,
    Status.IMPLEMENTED,
)

# A status that cannot be reported: derived by the register, or found by an oversight body only.
NEVER_REPORTED: Final = (Status.NOT_ASKED, Status.NO_INFORMATION, Status.NOT_VERIFIED)
NEVER_FOUND: Final = (Status.NOT_ASKED, Status.NO_INFORMATION, Status.NO_RECORD_FOUND, Status.NOT_VERIFIED)
NEVER_OF_A_PRACTICE: Final = (Status.IMPLEMENTED, Status.IMPLEMENTED_BY_OTHER_MEANS)
ONLY_OF_A_PRACTICE: Final = (Status.IN_PRACTICE,)
FOUND_ONLY_WITH_EVIDENCE: Final = (Status.IMPLEMENTED, Status.IMPLEMENTED_BY_OTHER_MEANS)
UNFINISHED: Final = (*PHASES[Phase.OPEN], Status.NO_INFORMATION)

# What each status asks of the update that reports it; each inner tuple is met by any one of its fields.
NEEDS: Final[dict[Status, tuple[tuple[str, ...], ...]]] = {
    Status.NO_RECORD_FOUND: (),
    Status.NOT_STARTED: (),
    Status.DEFERRED: (("deferred_until", "deferred_event"), ("reason",)),
    Status.IN_PROGRESS: (("done",),),
    Status.IN_PRACTICE: (("done",), ("review_on",)),
    Status.IMPLEMENTED: (("done",),),
    Status.IMPLEMENTED_BY_OTHER_MEANS: (("done",),),
    Status.CLOSED_PARTLY_IMPLEMENTED: (("done",),),
    Status.CLOSED_NOT_IMPLEMENTED: (("reason",),),
    Status.OVERTAKEN_BY_EVENTS: (("reason",),),
    Status.SUPERSEDED: (("successor",),),
}


class Receipt(TextChoices):
    """What a counterpart says, in place of a status."""

    ARRIVED = "arrived", _("Arrived")
    ARRIVED_IN_PART = "arrived_in_part", _("Arrived in part")
    NOT_RECEIVED = "not_received", _("Not received")
    NO_VIEW = "no_view", _("No view")


class Answer(TextChoices):
    NEW_INFORMATION = "new_information", _("New information")
    NO_CHANGE = "no_change", _("No change")
    CORRECTION = "correction", _("Correction of an earlier entry")
    NOT_OURS = "not_ours", _("Not ours")


class UpdateState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for clearing")
    RETURNED = "returned", _("Returned")
    RECALLED = "recalled", _("Recalled")
    CLEARED = "cleared", _("Cleared")
    DISCARDED = "discarded", _("Discarded")


WITH_THE_AUTHOR: Final = (UpdateState.DRAFT, UpdateState.RETURNED, UpdateState.RECALLED)
OPEN_UPDATES: Final = (*WITH_THE_AUTHOR, UpdateState.SUBMITTED)


class Finding(TextChoices):
    AGREES = "agrees", _("Agrees")
    FINDS_OTHERWISE = "finds_otherwise", _("Finds otherwise")
    NO_FINDING_YET_AGREED = "no_finding_yet_agreed", _("No finding yet agreed")
    COULD_NOT_BE_VERIFIED = "could_not_be_verified", _("Could not be verified")


class Basis(TextChoices):
    """Who says so, weakest first."""

    NONE = "none", _("Nobody yet")
    REPORTED = "reported", _("Reported")
    OWN_SIDE = "own_side", _("Reviewed, own side")
    JOINT = "joint", _("Reviewed, joint")
    INDEPENDENT = "independent", _("Reviewed, independent")


REVIEWED: Final = (Basis.OWN_SIDE, Basis.JOINT, Basis.INDEPENDENT)


class Release(TextChoices):
    OWN_ORGANIZATION = "own_organization", _("Own organization")
    PARTNERS = "partners", _("Partners")
    PUBLIC = "public", _("Public")


RELEASED_TO_PARTNERS: Final = (Release.PARTNERS, Release.PUBLIC)


class EvidenceKind(TextChoices):
    OFFICIAL_DOCUMENT = "official_document", _("Official document")
    DECISION_OR_COMMUNIQUE = "decision_or_communique", _("Decision or communiqué")
    AGREEMENT = "agreement", _("Agreement")
    ASSESSMENT = "assessment", _("Assessment")
    MEETING_RECORD = "meeting_record", _("Meeting record")
    BUDGET_OR_STAFFING_DOCUMENT = "budget_or_staffing_document", _("Budget or staffing document")
    ACTIVITY_RECORD = "activity_record", _("Activity record")
    CORRESPONDENCE = "correspondence", _("Correspondence")
    WEB_PAGE = "web_page", _("Web page")


class HeldAs(TextChoices):
    SYMBOL = "symbol", _("Symbol")
    LINK = "link", _("Link")
    FILE = "file", _("File")
    SIGHTED = "sighted", _("Sighted, not held here")


class Role(TextChoices):
    READER = "reader", _("Reader")
    DESK_OFFICER = "desk_officer", _("Desk officer")
    CLEARING_OFFICER = "clearing_officer", _("Clearing officer")
    REVIEWER = "reviewer", _("Reviewer")
    MANAGER = "manager", _("Manager")
    STEWARD = "steward", _("Data steward")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


ROLES_OF_THE_REGISTER: Final = (Role.STEWARD, Role.ADMINISTRATOR)
ROLES_THAT_READ_THEIR_FAMILY: Final = (
    Role.DESK_OFFICER,
    Role.CLEARING_OFFICER,
    Role.REVIEWER,
    Role.MANAGER,
    Role.AUDITOR,
)


class Scope(TextChoices):
    READ = "read", _("Read")
    WRITE_UPDATES = "write:updates", _("Write updates")
    WRITE_CLEARANCE = "write:clearance", _("Clear and return")
    WRITE_REVIEW = "write:review", _("Review")


class Channel(TextChoices):
    PAGE = "page", _("on a page")
    ADMIN = "admin", _("in the administration")
    API = "api", _("through the API")
    SPREADSHEET = "spreadsheet", _("from a spreadsheet")
    COMMAND = "command", _("by a command")
    TASK = "task", _("by the register itself")
    OUTSIDE = "outside_the_system", _("outside the system")


class ChainKind(TextChoices):
    ASSIGNMENT = "assignment", _("Assignment")
    RECOMMENDATION = "recommendation", _("Recommendation")
    DOCUMENT = "document", _("Source document")
    ORGANIZATION = "organization", _("Organization")
    THEME = "theme", _("Theme")
    SUCCESSION = "succession", _("Succession")
    USER = "user", _("User")
    UPLOAD = "upload", _("Uploaded file")
    REGISTER_FILE = "register_file", _("File of an earlier register")


class EntryKind(TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    ARCHIVED = "archived", _("Archived")
    RESTORED = "restored", _("Brought back from the archive")
    ASSIGNED = "assigned", _("Assigned")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")
    ASKED = "asked", _("Asked for information")
    SUBMITTED = "submitted", _("Submitted for clearing")
    RECALLED = "recalled", _("Recalled")
    RETURNED = "returned", _("Returned with feedback")
    CLEARED = "cleared", _("Reported")
    RELEASED = "released", _("Release changed")
    REVIEWED = "reviewed", _("Reviewed")
    COMMENTED = "commented", _("Commented on a finding")
    IN_EFFECT = "in_effect", _("Finding in effect")
    TARGET_DATE_PROPOSED = "target_date_proposed", _("Target date proposed")
    TARGET_DATE_AGREED = "target_date_agreed", _("Target date agreed by one owner")
    TARGET_DATE_SET = "target_date_set", _("Target date agreed")
    TARGET_DATE_DECLINED = "target_date_declined", _("Proposed target date declined")
    VERSION_ADDED = "version_added", _("New version of the file")
    MOVED = "moved", _("Words found in another version")
    KEPT_WHERE_IT_STANDS = "kept_where_it_stands", _("Words kept in the version they were taken from")
    RENDERED = "rendered", _("Words marked in another language")
    IMPORTED = "imported", _("Statement of an earlier register brought in")
    PUT_AWAY = "put_away", _("File put away")
    GRANTED = "granted", _("Membership granted")
    WITHDRAWN = "withdrawn", _("Membership withdrawn")
    FOCAL_POINT_NAMED = "focal_point_named", _("Focal point named")
    INVITED = "invited", _("Invited")
    TOKEN_ISSUED = "token_issued", _("API token issued")
    TOKEN_REVOKED = "token_revoked", _("API token revoked")
    REDACTION_ASKED = "redaction_asked", _("Redaction asked for")
    REDACTED = "redacted", _("Redacted")


class UploadState(TextChoices):
    """How far a file that somebody gave has come."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    UNSURE = "unsure", _("Waits for an answer about its encoding")
    REFUSED = "refused", _("Could not be read")
    READ = "read", _("Read, not in the register yet")
    TAKEN_IN = "taken_in", _("In the register")
    DISCARDED = "discarded", _("Put away")


class CandidateState(TextChoices):
    TO_DECIDE = "to_decide", _("To decide")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    REPLACED = "replaced", _("Split or merged")


class CandidateOrigin(TextChoices):
    SUGGESTED = "suggested", _("Suggested by the register")
    MARKED = "marked", _("Marked by hand")
    SPLIT = "split", _("Split from another")
    MERGED = "merged", _("Merged from others")


class CandidateAct(TextChoices):
    """What a steward did with candidates; each can be undone."""

    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    CHANGED = "changed", _("Changed")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    MARKED = "marked", _("Marked by hand")
    UNDONE = "undone", _("Undone")


class RegisterFileState(TextChoices):
    """How far a spreadsheet of an existing register has come."""

    MATCHING = "matching", _("Columns to be matched")
    BRINGING_IN = "bringing_in", _("Being brought in")
    BROUGHT_IN = "brought_in", _("Brought in")
    DISCARDED = "discarded", _("Put away")


class Digest(TextChoices):
    """How often a person gets the letter that says what waits for them."""

    DAILY = "daily", _("Each day on which something waits")
    WEEKLY = "weekly", _("Once a week, on Monday")
    OFF = "off", _("Never")


class Appearance(TextChoices):
    SYSTEM = "system", _("As the device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


# In which language somebody wrote; the pages themselves are in the languages of the settings.
WRITTEN_IN: Final = (
    ("ar", "العربية"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("es", "Español"),
    ("sw", "Kiswahili"),
)


# Themes of the first documents as fixtures/themes.toml names them: said in the reader's language. What a steward names
# or renames stays as it was typed.
THEMES: Final[dict[str, str]] = {
    "nature-of-partnership": gettext_noop("Nature and structure of partnership"),
    "coordination-and-consultation": gettext_noop("Coordination and consultation mechanisms"),
    "capacity-building": gettext_noop("Capacity-building for peacekeeping and peace support operations"),
    "funding": gettext_noop("Funding regional peacekeeping operations"),
    "disarmament": gettext_noop("Disarmament and non-proliferation"),
    "conflict-prevention-and-mediation": gettext_noop("Conflict prevention and mediation"),
    "peacebuilding": gettext_noop("Peacebuilding and post-conflict reconstruction"),
    "human-rights": gettext_noop("Human rights"),
    "humanitarian-action": gettext_noop("Humanitarian action"),
    "strategic-level": gettext_noop("Strategic-level mechanisms"),
    "operational-level": gettext_noop("Operational-level mechanisms"),
    "capabilities": gettext_noop("Capabilities and resources"),
    "policy-development": gettext_noop("Cooperation in policy development"),
    "training": gettext_noop("Training"),
    "protection-of-civilians": gettext_noop("Protection of civilians"),
    "women-peace-security": gettext_noop("Women and peace and security"),
    "police": gettext_noop("Police"),
    "ssr-ddr": gettext_noop("Security sector reform, and disarmament, demobilization and reintegration"),
    "formulation-of-mandates": gettext_noop("Formulation of mandates"),
    "political-and-security-environment": gettext_noop("Improvement of the political and security environment"),
    "monitoring-and-benchmarks": gettext_noop("Monitoring and effective use of benchmarks"),
    "mission-cycle": gettext_noop("Coordinating and sequencing mandates throughout the mission cycle"),
    "review-of-peacekeeping": gettext_noop("Review of overall peacekeeping operations"),
    "contributing-countries": gettext_noop(
        "Cooperation with troop- and police-contributing countries and other stakeholders"
    ),
    "inter-mission-cooperation": gettext_noop("Inter-mission cooperation"),
    "interdependence": gettext_noop("Interdependence"),
    "transparency": gettext_noop("Transparency"),
    "complementarity": gettext_noop("Complementarity"),
    "results-orientation": gettext_noop("Results-orientation"),
}


def theme_label(code: str, name: str) -> str:
    return gettext(name) if THEMES.get(code) == name else name
