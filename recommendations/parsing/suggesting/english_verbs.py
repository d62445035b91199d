"""What authors do in English by writing it: decide, request, note, stress. Tables of words and no rules."""

from .language import Verb
from .values import Kind

OTHERS, CALLING = "[^,.;]{3,80}?", "(?:calling (?:up)?on|calling for|urging|appealing (?:to|for)|demanding)"
# After "expect": whom, and what to do. At the end, where the verb stands alone, it is looked up in the table.
SOMEBODY_TO = "(?=$| (?!that |to |it |this |these )[^,.;]{3,80}? to(?! remain| deteriorate| worsen| last| take))"
VERBS = (
    Verb("decide", "decides", "decided", Kind.DECISION),
    Verb("agree", "agrees", "agreed", Kind.DECISION),
    Verb("authorize", "authorizes", "authorized", Kind.DECISION),
    Verb("authorise", "authorises", "authorised", Kind.DECISION),
    Verb("endorse", "endorses", "endorsed", Kind.DECISION),
    Verb("approve", "approves", "approved", Kind.DECISION),
    Verb("resolve", "resolves", "resolved", Kind.DECISION),
    Verb("", "adopts", "", Kind.DECISION),
    Verb("", "establishes", "", Kind.DECISION),
    Verb("", "(?:extends|renews) the mandate", "", Kind.DECISION),
    Verb("", "appoints", "", Kind.DECISION),
    Verb("request", "requests", "requested", Kind.REQUEST),
    Verb("ask", "asks", "asked", Kind.REQUEST),
    Verb(
        "(?:should |would )?(?:be (?:most |very )?grateful|appreciate it) (?:if|to)",
        "would (?:be grateful|appreciate it) if",
        "",
        Kind.REQUEST,
    ),
    Verb("would be (?:most |very )?grateful for", "would be grateful for", "", Kind.REQUEST),
    Verb("invite", "invites", "invited", Kind.REQUEST),
    Verb("seek (?:the|your) (?:support|approval|endorsement|concurrence|agreement)", "", "", Kind.REQUEST),
    Verb("task", "tasks", "", Kind.REQUEST),
    Verb("mandate", "mandates", "", Kind.REQUEST),
    Verb("direct", "directs", "directed", Kind.REQUEST),
    Verb("instruct", "instructs", "instructed", Kind.REQUEST),
    Verb("call ADV upon", "calls ADV upon", "called upon", Kind.CALL),
    Verb("call ADV on", "calls ADV on", "called on", Kind.CALL),
    Verb("call ADV for", "calls ADV for", "called for", Kind.CALL),
    Verb("urge", "urges", "urged", Kind.CALL),
    Verb(f"join {OTHERS} in {CALLING}", f"joins {OTHERS} in {CALLING}", "", Kind.CALL),
    Verb("(?:echo|support|add my voice to) the calls?", "echoes the calls?", "", Kind.CALL),
    Verb("support the (?:recommendation|proposal)s?", "", "", Kind.RECOMMENDATION),
    Verb("appeal ADV to", "appeals ADV to", "appealed to", Kind.CALL),
    Verb("appeal ADV for", "appeals ADV for", "appealed for", Kind.CALL),
    Verb("demand", "demands", "demanded", Kind.CALL),
    Verb("exhort", "exhorts", "exhorted", Kind.CALL),
    Verb("implore", "implores", "implored", Kind.CALL),
    Verb("recommend", "recommends", "recommended", Kind.RECOMMENDATION),
    Verb("do not recommend", "does not recommend", "", Kind.RECOMMENDATION),
    Verb("(?:would )?caution against", "cautions against", "", Kind.RECOMMENDATION),
    Verb("advise", "advises", "advised", Kind.RECOMMENDATION),
    Verb("propose", "proposes", "proposed", Kind.PROPOSAL),
    Verb("suggest", "suggests", "suggested", Kind.PROPOSAL),
    Verb("encourage", "encourages", "encouraged", Kind.ENCOURAGEMENT),
    Verb("am ADV encouraging", "is ADV encouraging", "", Kind.ENCOURAGEMENT),
    Verb("am ADV urging", "is ADV urging", "", Kind.CALL),
    Verb("am ADV calling (?:up)?on", "is ADV calling (?:up)?on", "", Kind.CALL),
    Verb("am ADV asking", "is ADV asking", "", Kind.REQUEST),
    Verb("hope", "hopes", "hoped", Kind.ENCOURAGEMENT),
    Verb("am hopeful that", "is hopeful that", "", Kind.ENCOURAGEMENT),
    Verb("trust(?! fund)", "trusts", "trusted", Kind.ENCOURAGEMENT),
    Verb(f"expect{SOMEBODY_TO}", "expects", "", Kind.ENCOURAGEMENT),
    Verb("would(?: also| particularly| further)? welcome", "would(?: also| further)? welcome", "", Kind.ENCOURAGEMENT),
    Verb("(?:should |would )?(?:also )?like to see", "would(?: also)? like to see", "", Kind.ENCOURAGEMENT),
    Verb(
        "welcome (?:increased|closer|greater|further|stronger|(?:the )?continued|the efforts of)",
        "",
        "",
        Kind.ENCOURAGEMENT,
    ),
    Verb("count on", "counts on", "counted on", Kind.ENCOURAGEMENT),
    Verb("intend(?:, [^.;]{3,90},)? to", "intends(?:, [^.;]{3,90},)? to", "intended to", Kind.COMMITMENT),
    Verb("seek to (?:make|develop|build|establish|strengthen|expand)", "", "", Kind.COMMITMENT),
    Verb("recommit to", "recommits to", "", Kind.COMMITMENT),
    Verb("commit to", "commits to", "committed to", Kind.COMMITMENT),
    Verb("commit (?:itself|ourselves|myself|themselves) to", "commits (?:itself|themselves) to", "", Kind.COMMITMENT),
    Verb(
        "express (?:my|our) (?:intention|readiness|commitment) to",
        "(?:expresses|affirms|declares) its (?:intention|readiness|willingness|commitment) to",
        "",
        Kind.COMMITMENT,
    ),
    Verb("(?:plan|propose) to", "plans to", "", Kind.COMMITMENT),
    Verb("pledge to", "pledges to", "pledged to", Kind.COMMITMENT),
    Verb("undertake to", "undertakes to", "undertook to", Kind.COMMITMENT),
    Verb("stand ready to", "stands ready to", "stood ready to", Kind.COMMITMENT),
    Verb(
        r"remain (?:ready to|committed to|open to \w+ing)",
        r"remains (?:ready to|committed to|open to \w+ing)",
        "remained ready to",
        Kind.COMMITMENT,
    ),
    Verb(
        "am (?:ready|willing|committed|determined|resolved) to",
        "is (?:ready|willing) to",
        "was ready to",
        Kind.COMMITMENT,
    ),
    Verb("are (?:ready|willing|committed) to", "(?:are (?:ready|willing)|is committed) to", "", Kind.COMMITMENT),
)
REITERATED = {
    "call": Kind.CALL,
    "calls": Kind.CALL,
    "appeal": Kind.CALL,
    "demand": Kind.CALL,
    "request": Kind.REQUEST,
    "invitation": Kind.REQUEST,
    "recommendation": Kind.RECOMMENDATION,
    "recommendations": Kind.RECOMMENDATION,
    "proposal": Kind.PROPOSAL,
    "commitment": Kind.COMMITMENT,
    "readiness": Kind.COMMITMENT,
    "intention": Kind.COMMITMENT,
    "decision": Kind.DECISION,
}
# What only introduces a "that" or a need: what follows decides.
STRESSING = (
    "determine stress underline underscore emphasize emphasise highlight reiterate "
    "reaffirm believe consider maintain affirm insist remind conclude"
)
NOTING = (
    "note recall welcome commend express condemn acknowledge recognize recognise appreciate deplore thank regret "
    "applaud echo congratulate reject affirm observe reaffirm support share"
)
NOTING_PHRASES = (
    "take note",
    "takes note",
    "pay tribute",
    "pays tribute",
    "look forward",
    "looks forward",
    "am concerned",
    "is concerned",
    "am grateful",
    "am pleased",
    "remain concerned",
    "remains concerned",
    "bears in mind",
    "is deeply concerned",
    "am deeply concerned",
    "is gravely concerned",
    "remain deeply concerned",
)
