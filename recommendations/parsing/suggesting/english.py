"""How an ask is worded in English: tables of words and no rules."""

from .english_modals import IMPERSONAL, MODALS, NO_ACTION
from .english_verbs import NOTING, NOTING_PHRASES, REITERATED, STRESSING, VERBS
from .language import Language

REPORTING = (
    "said stated noted indicated told argued observed announced suggested proposed "
    "agreed declared recognized recognised "
    "decided determined requested recommended stressed emphasized emphasised underlined underscored wanted asked urged "
    "called considered believed felt thought expressed reported explained reiterated informed warned cautioned advised "
    "mentioned advocated insisted concluded affirmed acknowledged recalled confirmed claimed maintained highlighted "
    "commented demanded encouraged required ruled found estimated foresaw envisaged stipulated provided "
    "specified pointed heard learned accepted conceded complained promised"
)
REPORTING_NOW = (
    "says states notes indicates argues observes announces suggests proposes agrees declares recognizes recognises "
    "accepts concedes comments confirms "
    "decides requests recommends stresses emphasizes emphasises underlines "
    "underscores wants asks urges considers believes "
    "feels thinks reports explains reiterates warns advises insists affirms acknowledges claims maintains requires "
    "stipulates provides specifies "
    "envisages envisage foresees foresee envisions prescribes dictates "
    "advocate advocates say state argue suggest recommend believe stress feel think want insist require"
)
RULES = (
    r"\b(?:under|according to|pursuant to|in accordance with|as per|in line with"
    r"|as set out in|for the purposes? of)\s"
    r"(?:(?:the|its|their|that|this|these|those|each|existing|current|applicable|both|\S+['’]s?)\s)*(?:[\w-]+\s){0,3}?"
    r"(?:terms|policy|policies|agreements?|standards?|memorand\w+|regulations?"
    r"|bulletin|charter|protocol|statutes?|rules?"
    r"|guidelines|procedures?|manual|mandate|law|laws|arrangements?|mechanism|scheme"
    r"|article|review|paragraph|resolutions?"
    r"|decision|instructions?|framework|plan)\b"
)
PARTICIPANTS = (
    r"participants?|speakers?|delegations?|members of the \w+|panell?ists?"
    r"|discussants?|interlocutors|interviewees|others"
    r"|some|many|several|a number of (?:them|speakers|participants|delegations|members)|one|they|discussions?"
)
INTRODUCERS = (
    "in on to for as with given where when while although though if under at by beyond moreover furthermore "
    "therefore first second third fourth finally lastly however similarly likewise accordingly consequently "
    "thus hence also notwithstanding despite considering since because after before during from against "
    "without within until through having recognizing noting bearing taking looking moving whereas addition "
    "nevertheless still overall unlike following building responding instead once indeed nonetheless"
)
LANGUAGE = Language(
    code="en",
    verbs=VERBS,
    reiterated=REITERATED,
    stressing=tuple(STRESSING.split()),
    noting=tuple(NOTING.split()),
    noting_phrases=NOTING_PHRASES,
    stressing_past=(),
    has="",
    noting_past=("took note", "paid tribute", "looked forward", "was briefed", "received", "heard"),
    modals=MODALS,
    no_action=NO_ACTION,
    reporting=tuple(REPORTING.split()),
    reporting_now=tuple(REPORTING_NOW.split()),
    impersonal=IMPERSONAL,
    rules=RULES,
    participants=PARTICIPANTS,
    first_person=r"(?:I|[Ww]e|[Ll]et me|[Aa]llow me to)",
    adverbs=(
        r"(?:(?:also|again|further|furthermore|strongly|therefore|once again|once more"
        r"|hereby|thus|urgently|respectfully|now"
        r"|continue to|continues to|in that (?:regard|context|connection|respect),?"
        r"|would|would like to|should like to|wish to|wishes to"
        r"|do|warmly|firmly|particularly|very much"
        r"|sincerely|fully|once|further|formally|in this (?:regard|context|connection"
        r"|respect),?|to this end,?|in particular,?"
        r"|as a matter of priority,?|likewise|explicitly|accordingly|cannot but|equally"
        r"|instead|nevertheless|jointly|consequently|specifically|especially|now more than ever"
        r"|take this opportunity to|feel compelled to|want to|am compelled to),?\s+)*"
    ),
    coordinators=(
        r"(?:[,;:]?\s+(?:and|but|or|while|whereas|as well as),?\s+(?:that\s+)?(?:also\s+)?"
        r"|;\s+|,\s+(?=(?:(?:also|further|strongly|once again|once more)\s+)?"
        r"(?:encourages|urges|requests|calls|invites|stresses|underlines"
        r"|underscores|emphasi[sz]es|reiterates|demands|decides|endorses|authori[sz]es"
        r"|recommends|recalls|welcomes|takes note|notes|expresses|condemns|commends"
        r"|reaffirms)\b))"
    ),
    conditional=(
        r"\b(?:if|unless|provided that|in case|in the event|had there been|had \w+ been)\b"
        r"|^should (?:the|this|these|conditions|it|they)\b"
    ),
    introducers=tuple(INTRODUCERS.split()),
    pronouns=r"[Ii]t|[Tt]hey|[Hh]e|[Ss]he",
    passive_be="is|are",
    passive_next=r"to\b|that\b|,\s\w+,\sthat\b",
    reiterating=r"(?:\b(?:reiterates?|renews?|repeats?|reaffirms?(?=\s\w+\s(?:\w+\s)?(?:call|intention|commitment|readiness)"
    r"\s(?:upon|on|for|that|to\s(?!the\b|its\b|our\b|their\b|an?\b|all\b|\w*(?:ity|ence|ance|tion|ship|ness|peace)\b)\w)))\s+"
    r"(?:once again\s+)?(?:its|my|our|their|the)\s+(?:\w+\s+)?"
    r"|^My\s+(?=\w+\s+(?:upon|on|to|for)\b))(?P<noun>{nouns})\b(?! to keep\b)",
    said_after=(
        r",\s+(?:(?!(?:who|which|and|or|but)\b)[\w'’-]+\s+){{1,6}}(?:has|have"
        r"|had)?\s*(?:{reporting})\s*[.]?$|,\s+according to\b|,?[”\"]\s*(?:{reporting})\s"
    ),
    before_participants=r"(?:in (?:addition|this regard|that regard),?|moreover,?|furthermore,?|moving "
    r"forward,?|at the same time,?"
    r"|however,?|finally,?)\s+",
    will=(
        r"\b(?P<who>{me}|{who})\s+(?:also\s+|therefore\s+|further\s+)*(?P<will>will"
        r"|shall)\s+(?!not\b|have\b|need\b|be (?:\w+(?:ed|ing))\b)(?=\w)"
    ),
    embedded=(
        r"\b(?:how|whether|what|why|when|where|whose|(?:in|for|by|under|with|of|to|on|from) "
        r"(?:which|whom)|if|once|until|unless|because)\b[^,;:]*$"
    ),
    relative=r"\b(?:which|who|that|whom)\s+(?:\w+ly\s+|also\s+|therefore\s+|in turn\s+)*$",
    need_for_somebody=(
        r"\b(?i:need|imperative|necessity|urgency|importance|important|essential|crucial|critical|vital|necessary)\s+(?i:for)\s+"
        r"(?P<who>(?:(?:the|all|both|each|every|troop|police|member|host|donors|partners|parties|states)\b|[A-Z]).*?)\s+to\s+\w+"
    ),
    list_needed=(
        r"\b(?:to be (?:tackled|addressed|taken|done)|required|needed|requested"
        r"|recommended|proposed|necessary|should|must)\b"
    ),
    agent=r"\b(?:by|under the (?:leadership|auspices|guidance) of)\s+(?=(?:the|all|both|each|[A-Z]))",
    perfect=r"(?:\b(?P<me>{me})|(?<![\w-])(?P<who>{who})|{start})\s*(?P<verb>(?:has"
    r"|have)\s+(?:also\s+|therefore\s+)?(?:decided|agreed|called)"
    r"\s+(?:to|that|for|upon|on)|(?:agreed|decided)\s+that\s+(?:it|they)\s+(?:would|will)|agreed\s+to)\b",
    noun_before=r"\s+(?:for|of|from|by|related|relating|in(?! particular)|and|or|were|are|with|should|must|to be"
    r"|on the ground)\b",
    in_his_view=(
        r"\bin (?:his|her|their) (?:own )?(?:view|opinion|words)\b|\bin the words of\b|^\W*according to\b"
        r"|^\W*as (?:[\w’'-]+ ){1,6}(?:requires?|provides?|stipulates?|prescribes?)\b"
        r"|\bin the (?:view|opinion|eyes) of (?:some|many|most|one|several|others|interlocutors|participants|observers"
        r"|analysts|experts|officials|critics|the (?:opposition|government|parties|authorities|member states))\b"
    ),
    example=r"\bfor (?:example|instance)\b",
    subordinate=(
        r"(?:\bwhen|\bwhere|\bif|\bwhat|\bas|\bin which|\bwhether|\bthough|\balthough"
        r"|\bbecause|\bsince)\b(?:(?! and\b)[^,;])*$"
    ),
    pronoun_object=r"(?:(?:them|they|it|him|her)\b(?!\s+[a-z]+s\b)|those\s+(?:that|who|which)\s+have\s+not\b)",
    infinitive=r"[Tt]o\s+",
    accepted=(
        r"\b(?:agree[ds]?|concur(?:s|red)|accept(?:s|ed))\s+(?:with\s+)?(?:{who})['’]s?\s+(?:\w+\s+){{0,2}}"
        r"recommendations?\s+(?=that\b|to\s+\w)"
    ),
    to_do=r"\s+to\s+|\s+not\s+to\s+|\s+that\s+",
)
