"""How English says that something should be done, and by whom is not said: modals and needs. Tables of words."""

from .values import Kind

MODALS = {
    "may (?:also |therefore |further )?wish (?:also )?to": (0.92, Kind.RECOMMENDATION),
    "will (?:also |therefore |no doubt )*wish to": (0.8, Kind.RECOMMENDATION),
    "might (?:also |therefore |further )?wish (?:also )?to": (0.9, Kind.RECOMMENDATION),
    "(?:could|might|may) (?:also |therefore |usefully )*(?:consider|envisage|explore|examine)": (
        0.8,
        Kind.RECOMMENDATION,
    ),
    "(?:could|might) (?:also |therefore |usefully )*be (?:considered|pursued|envisaged|explored|given)": (
        0.68,
        Kind.PROPOSAL,
    ),
    "(?:would|might) do well to": (0.72, Kind.RECOMMENDATION),
    "would be (?:wise|well[ -]advised) to": (0.72, Kind.RECOMMENDATION),
    "would be well[ -](?:placed|positioned) to": (0.52, Kind.PROPOSAL),
    "(?:may|might) (?:also |therefore )?want to": (0.85, Kind.RECOMMENDATION),
    "would be a step in the right direction": (0.6, Kind.PROPOSAL),
    "would benefit from": (0.55, Kind.PROPOSAL),
    "should": (0.72, Kind.RECOMMENDATION),
    "must": (0.66, Kind.RECOMMENDATION),
    "ought to": (0.72, Kind.RECOMMENDATION),
    "will (?:also |therefore |still )*need to": (0.66, Kind.RECOMMENDATION),
    "would (?:also |therefore |still )*need to": (0.52, Kind.RECOMMENDATION),
    "would (?:also )?have to": (0.3, Kind.RECOMMENDATION),
    "(?:also )?needs? to": (0.66, Kind.RECOMMENDATION),
    "will (?:also )?have to": (0.5, Kind.RECOMMENDATION),
    "needed to": (0.3, Kind.RECOMMENDATION),
    "ha(?:s|ve) to": (0.42, Kind.RECOMMENDATION),
    "shall": (0.36, Kind.RECOMMENDATION),
    "(?:is|are) (?:urgently )?to be": (0.3, Kind.RECOMMENDATION),
    "could (?:also |therefore |usefully )*be (?:amended|revised|expanded|adjusted|modified)": (0.5, Kind.PROPOSAL),
    "could (?:also |therefore |usefully )*be (?:established|created|set up|held|convened|deployed|appointed)": (
        0.52,
        Kind.PROPOSAL,
    ),
    "could": (0.26, Kind.PROPOSAL),
    "might usefully": (0.5, Kind.PROPOSAL),
}
# After a modal: the author judges, expects or introduces, and asks for no action.
NO_ACTION = (
    r"(?:also |however |therefore |nevertheless |always |never |not |now )*(?:"
    r"be (?:also |here |further |briefly )*(?:noted|recalled|stressed|mentioned"
    r"|emphasi[sz]ed|remembered|pointed out|said|added|borne"
    r"|understood|seen|viewed|looked at|described|underestimated|overlooked|forgotten"
    r"|commended|congratulated|praised|thanked|applauded|deplored|credited|envisioned|read|clear (?:that|from)"
    r"|kept in mind|in (?:a|no) |attributed|construed|interpreted as|inferred|confused|mistaken"
    r"|considered as \w+ing|quoted|taken (?:to (?:mean|be|imply|suggest|indicate)|as)\b|no surprise|surprising)"
    r"|have (?:been|had|\w+ed)\b|not exceed|exceed|cost|amount to|suffice|be (?:able|sufficient|enough|expected|noted)"
    r"|bear (?:\w+ )?in mind|like\s+(?:\w+\s+){0,2}to\b|recall|remember|note|admit|confess|add|say|come as)\b"
)
IMPERSONAL = {
    r"it is (?:my|our|their) (?:\w+ )?hope": 0.85,
    r"it is (?:my|our) (?:\w+ )?intention": 0.85,
    r"(?:my|our) intention is to": 0.85,
    r"it is to be hoped that": 0.8,
    r"(?:one|another|an?|the) (?:\w+ )?(?:option|solution|approach|way forward|possibility|step|priority)"
    r" (?:would|could|might) be to": 0.55,
    r"(?:one|another) (?:way to do (?:so|this|that)|priority) (?:is|would be) to": 0.5,
    r"the onus is (?:now )?(?:up)?on": 0.62,
    r"it (?:is|falls) (?:now |therefore )*(?:up )?to (?=the |all |both |each |[A-Z])": 0.6,
    r"(?:issues?|questions?|areas?|gaps?|challenges?) (?:\w+ ){0,3}that (?:still )?needs? to be": 0.5,
    r"it is (?:\w+ )?incumbent (?:up)?on": 0.7,
    r"it is (?:\w+ )?(?:imperative|indispensable)": 0.72,
    r"it is,? (?:\w+,? ){0,3}?(?:important|essential|crucial|critical|vital|necessary|desirable|urgent)": 0.62,
    r"it (?:would|could|might|may) (?:\w+ )?be (?:\w+ )?(?:useful|helpful|beneficial|worthwhile|advisable|appropriate"
    r"|desirable|prudent|valuable|timely|advantageous) (?:for|to|if|that)": 0.62,
    r"ha(?:s|ve) an? (?:\w+ )?(?:responsibility|duty|obligation) to": 0.5,
    r"the time has (?:now )?come (?:for|to)": 0.75,
    r"it is (?:high )?time (?:for|that|to)": 0.72,
    r"(?:now is the time|the time is (?:now )?(?:ripe|right)) (?:for|to)": 0.72,
    r"there is (?:an? |therefore |also |thus |still |clearly ){0,4}(?:\w+ )?need (?:for|to)": 0.6,
    r"the need (?:for|to|of)": 0.45,
    (
        r"(?:is|are|was|were) (?:also |therefore |still |urgently |absolutely "
        r")*(?:(?:still|urgently) required|required(?! to)|needed|necessary)"
    ): 0.45,
    r"requires? (?:\w+ )?(?:attention|consideration|action|a |an |common|significant|predictable|mechanisms)": 0.36,
    (
        r"(?:is|are|remains?|be) (?:also |therefore |particularly |absolutely |equally "
        r"|thus )*(?:important|essential|crucial|critical|vital|fundamental|key"
        r"|imperative|indispensable)(?! (?:[\w-]+ ){0,2}(?:parts?|elements?|steps?|components?|aspects?|factors?"
        r"|milestones?|roles?|partners?|instruments?|tools?|contributions?|means)\b)"
    ): 0.42,
    r"(?:is|remains) a (?:pre-?requisite|critical issue|priority|precondition|must)": 0.42,
    r"(?:the|a) (?:real |main |key )?challenge (?:\w+ ){0,8}is to": 0.5,
    r"a? ?pre-?requisite for": 0.42,
    r"^critical to": 0.42,
    r"require consideration": 0.45,
    r"can be improved if": 0.42,
    r"priority (?:\w+ ){0,3}areas (?:\w+ ){0,14}include": 0.52,
}
