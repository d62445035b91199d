"""How an ask is worded in French: tables of words and no rules."""

from .language import Language, Verb
from .values import Kind

VERBS = (
    Verb("décide", "décide(?:nt)?", "décidé", Kind.DECISION),
    Verb("décidons", "", "", Kind.DECISION),
    Verb("autorise", "autorise(?:nt)?", "autorisé", Kind.DECISION),
    Verb("approuve", "approuve(?:nt)?", "approuvé", Kind.DECISION),
    Verb("fait sienne", "(?:fait sienne|font leur)", "", Kind.DECISION),
    Verb("convenons", "(?:convient|conviennent)", "convenue?s?", Kind.DECISION),
    Verb("prie", "prie(?:nt)?", "prié", Kind.REQUEST),
    Verb("prions", "", "priée?s?", Kind.REQUEST),
    Verb(
        "demande instamment(?: (?:à|aux?|que|de))?",
        "demande(?:nt)? instamment(?: (?:à|aux?|que|de))?",
        "demandé instamment",
        Kind.CALL,
    ),
    Verb("demande ADV (?:à|au|aux|que|de)", "demande(?:nt)? ADV (?:à|au|aux|que|de)", "demandé", Kind.REQUEST),
    Verb("demande (?:la|le|les|une?)", "demande(?:nt)? (?:la|le|les|une?)", "", Kind.CALL),
    Verb("demandons", "", "", Kind.REQUEST),
    Verb("plaide pour", "plaide(?:nt)? pour", "plaidé pour", Kind.CALL),
    Verb("invite", "invite(?:nt)?", "invitée?s?", Kind.REQUEST),
    Verb("charge", "charge(?:nt)?", "chargée?s?", Kind.REQUEST),
    Verb("engage", "engage(?:nt)?", "engagée?s?", Kind.CALL),
    Verb("exhorte", "exhorte(?:nt)?", "exhortée?s?", Kind.CALL),
    Verb("exige", "exige(?:nt)?", "exigé", Kind.CALL),
    Verb("appelle", "appelle(?:nt)?", "appelée?s?", Kind.CALL),
    Verb("lance un appel", "lance(?:nt)? un appel", "lancé un appel", Kind.CALL),
    Verb("recommande", "recommande(?:nt)?", "recommandée?s?", Kind.RECOMMENDATION),
    Verb("recommandons", "", "", Kind.RECOMMENDATION),
    Verb("préconise", "préconise(?:nt)?", "préconisé", Kind.RECOMMENDATION),
    Verb("propose", "propose(?:nt)?", "proposée?s?", Kind.PROPOSAL),
    Verb("suggère", "suggère(?:nt)?", "suggérée?s?", Kind.PROPOSAL),
    Verb("encourage", "encourage(?:nt)?", "encouragée?s?", Kind.ENCOURAGEMENT),
    Verb("espère", "espère(?:nt)?", "", Kind.ENCOURAGEMENT),
    Verb("compte sur", "compte(?:nt)? sur", "", Kind.ENCOURAGEMENT),
    Verb("ai l['’]intention de", "a l['’]intention de", "", Kind.COMMITMENT),
    Verb("entends", "entend(?:ent)?", "", Kind.COMMITMENT),
    Verb(r"compte \w+(?:er|ir|re)", r"compte \w+(?:er|ir|re)", "", Kind.COMMITMENT),
    Verb(
        "(?:suis|me tiens|me déclare) (?:prête?|disposée?|résolue?) à",
        "(?:est|se tient|se déclare|se dit) (?:prête?|disposée?|résolue?) à",
        "",
        Kind.COMMITMENT,
    ),
    Verb("", "exprime(?:nt)? (?:son intention|sa volonté) de", "", Kind.COMMITMENT),
    Verb("m['’]engage à", "s['’]engage à", "", Kind.COMMITMENT),
)
MODALS = {
    "(?:voudr|souhaiter)(?:a|ont|ait|aient) (?:peut-être |sans doute )?": (0.9, Kind.RECOMMENDATION),
    "(?:pourra(?:it|ient)?|pourront) (?:aussi |également )?(?:envisager|examiner|étudier)": (0.8, Kind.RECOMMENDATION),
    "devrai(?:t|ent)": (0.74, Kind.RECOMMENDATION),
    "doi(?:t|vent)": (0.6, Kind.RECOMMENDATION),
    "devr(?:a|ont)": (0.55, Kind.RECOMMENDATION),
    "[Ii]l faut": (0.66, Kind.RECOMMENDATION),
    "[Ii]l faudrait": (0.6, Kind.RECOMMENDATION),
    "[Ii]l convient": (0.6, Kind.RECOMMENDATION),
    "pourrai(?:t|ent)": (0.26, Kind.PROPOSAL),
}
LANGUAGE = Language(
    code="fr",
    verbs=VERBS,
    reiterated={"appel": Kind.CALL, "demande": Kind.REQUEST, "recommandation": Kind.RECOMMENDATION},
    stressing=("rappelle que", "souligne", "réaffirme", "insiste sur", "estime", "considère", "souligne également"),
    noting=("note", "rappelle", "salue", "condamne", "constate", "regrette", "remercie", "déplore", "rend hommage"),
    noting_phrases=(
        *("prend note", "prends note", "prennent note", "se félicite(?:nt)?", "me félicite", "rends hommage"),
        *("rendent hommage", "se déclare(?:nt)?"),
    ),
    noting_past=(
        *("noté", "rappelé", "salué", "condamné", "constaté", "regretté", "remercié", "déploré", "rendu hommage"),
        *("pris note", "exprimé", "accueilli", "dit", "dite?s? préoccupée?s?", "indiqué", "félicitée?s?"),
    ),
    stressing_past=("rappelé que", "souligné", "réaffirmé", "insisté sur", "estimé", "considéré"),
    has=r"(?:(?:se\s+)?(?:a|ont|est|sont)\s+)?",
    modals=MODALS,
    no_action=r"(?:également |donc |pas |ainsi )*(?:être (?:not|rappel|soulign|consid[ée]r|vu"
    r"|entend)|avoir|dépasser|excéder|coûter"
    r"|être (?:en mesure|suffisant))",
    reporting=tuple(
        "dit déclaré noté indiqué estimé souligné demandé recommandé prié exhorté décidé "
        "proposé suggéré insisté affirmé rappelé "
        "estimait estimaient pensait pensaient jugeait jugeaient considérait considéraient souhaitait souhaitaient "
        "annoncé observé fait_valoir encouragé invité engagé appelé considéré convenu jugé".replace("_", " ").split()
    ),
    reporting_now=(
        *("estime", "considère", "demande", "affirme", "indique", "déclare", "pense", "juge"),
        "estiment",
        "considèrent",
        "demandent",
        "affirment",
        "indiquent",
        "soulignent",
        "déclarent",
        "pensent",
    ),
    impersonal={
        (
            r"il est (?:donc |également |aussi )?(?:impératif|indispensable|essentiel"
            r"|important|nécessaire|urgent|crucial)"
        ): 0.6,
        r"il import(?:e|erait|era) (?:que|de|d['’])": 0.6,
        r"il (?:conviendrait|conviendra|y a lieu|y aurait lieu) (?:que|de|d['’])": 0.6,
        (
            r"il (?:serait|est) (?:donc |également |aussi )?(?:souhaitable|utile|opportun|bon|judicieux|préférable)"
            r" (?:que|de|d['’])"
        ): 0.6,
        r"il (?:appartient|incombe|revient) (?:donc |désormais |maintenant )?(?:à|aux?)": 0.6,
        r"s['’]impos(?:e|ent)": 0.45,
        r"il est temps (?:que|de)": 0.7,
        r"(?:est|sont|reste|demeure) (?:indispensable|essentiel|nécessaire|crucial|fondamental)(?:le)?s?": 0.42,
        r"la nécessité (?:de|d['’])": 0.45,
    },
    rules=r"\b(?:selon|conformément à|aux termes de|en vertu de|d['’]après|en application de|au titre de)\s",
    participants=(
        r"les participants|les intervenants|les délégations|plusieurs|certains|les "
        r"membres|les orateurs|beaucoup"
    ),
    first_person=r"(?:[Jj]e\s|[Jj]['’]|[Nn]ous\s)",
    adverbs=(
        r"(?:(?:aussi|également|fermement|profondément"
        r"|énergiquement|vigoureusement|résolument|expressément|fortement"
        r"|de nouveau|à nouveau|une (?:fois de plus|nouvelle fois)|en outre|vivement|instamment"
        r"|donc|par ailleurs,?|à cet égard,?|en particulier,?|dans ce contexte,?|en conséquence,?|par conséquent,?"
        r"|tiens à|voudrais|souhaite|les?(?=\s+(?:prie|invite|engage|exhorte|encourage|appelle)\b))\s+"
        r"|l['’](?=(?:invite|engage|exhorte|encourage|appelle)\b))*"
    ),
    coordinators=r"(?:[,;:]?\s+(?:et|mais|ou|tandis que|ainsi que)\s+(?:que\s+)?|\s?;\s+)",
    conditional=r"\b(?:si|sauf si|au cas où|à condition que)\b",
    introducers=(
        "dans",
        "pour",
        "avec",
        "à",
        "en",
        "sur",
        "afin",
        "compte",
        "eu",
        "étant",
        "bien",
        "si",
        "lorsque",
        "quand",
        "tout",
        "de",
        "par",
        "outre",
        "enfin",
        "premièrement",
        "deuxièmement",
        "ensuite",
        "toutefois",
        "cependant",
        "néanmoins",
        "ainsi",
        "donc",
        "selon",
        "conformément",
        "malgré",
        "sans",
        "après",
        "avant",
    ),
    pronouns=r"[Ii]ls?|[Ee]lles?",
    passive_be="est|sont",
    passive_next=r"(?:à|de|d['’]|que)",
    reiterating=r"\b(?:r[ée]it[èe]re|renouvelle)\s+(?:son|mon|notre|sa|ma)\s+(?:\w+\s+)?(?P<noun>{nouns})\b",
    said_after=r",\s+(?:a|ont)[- ](?:il|elle|ils|elles)?\s*(?:{reporting})\s*[.]?$|,\s+selon\b",
    before_participants=r"(?:en outre,?|par ailleurs,?)\s+",
    will=(
        r"(?P<who>(?:\b[Jj]e|\b[Nn]ous|{who}))\s+(?P<will>(?!souhaite|voud)\w+(?:erai|irai|rai|era|ira"
        r"|erons|irons|rons|ront|viendra|tiendra))\s+(?!pas\b)(?=\w)"
    ),
    embedded=r"\b(?:comment|si|ce que|ce qui|pourquoi|où|dont|quand|lorsque)\b[^,;:]*$",
    relative=r"\b(?:qui|que|lequel|laquelle|lesquels)\s+$",
    need_for_somebody=(
        r"\b(?:nécessité|importance|urgence|important|nécessaire|essentiel)\s+pour\s+"
        r"(?P<who>(?:(?:les?|la|tous|toutes|chaque)\b|l['’]|[A-Z]).*?)\s+(?:de\s|d['’]|à\s)"
    ),
    list_needed=r"\b(?:nécessaires?|requise?s?|recommandée?s?|proposée?s?|demandée?s?)\b",
    agent=r"\bpar\s+(?=(?:le|la|les|l['’]|[A-Z]))",
    perfect=(
        r"(?:\b(?P<me>{me})|(?<![\w-])(?P<who>{who})|{start})\s*(?P<verb>(?:a|ai|ont"
        r"|avons)\s+(?:également\s+)?(?:décidé|convenu)\s+(?:de|d['’]|que))"
    ),
    noun_before=r"\s+(?:par|sont|ont)\b",
    in_his_view=r"\b(?:selon|d['’]après) (?:lui|elle|eux)\b|\bà (?:son|leur) avis\b",
    example=r"\bpar exemple\b",
    subordinate=r"\b(?:lorsque|quand|si|où|comme|parce que)\b[^,;]*$",
    pronoun_object=r"(?:ils|elles)\b",
    infinitive=r"(?!x)x",
    accepted=r"(?!x)x",
    to_do=r"\s+(?:à|de|d['’]|que|qu['’])\s?",
)
