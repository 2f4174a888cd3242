"""Ages of ninety and over, which few enough people reach to point at them."""

import re

from goldthread.deidentify.patterns.pattern import ITSELF, before, identifier, whole
from goldthread.deidentify.patterns.spoken import ONES, ORDINALS


IN_WORDS = (
    rf"(?:nine?t(?:y|ey)(?:[\ -]?(?:{ONES}|{ORDINALS}))?|ninetieth|(?:a|one)\ hundred(?:\ (?:and\ )?(?:{ONES}|ten|"
    rf"eleven|"
    rf"twelve))?|hundred(?=\ years?\ old))"
)
SEXED = re.compile(r"\b(?:male|female|lady|gent)\ $|(?:^|[\s(])[mf](?:,\ |/|\ )$")
"""A sex, as notes put it before an age: "(F, 92)", "Male 93"."""

PAIR = re.compile(
    r"\b(?:me|him|her|i'm|im)\ $|\b(?:(?:we|they|both|(?:grand)?parents)\ (?:are|were)|we're|they're|both|"
    r"both\ (?:now\ )?(?:over|nearly|almost))\ (?:now\ )?(?:both\ )?$|"
    r"\b(?:parents|both|grandparents|us|couple),\ $|\bgot\ to\ $|\bmust\ be\ $|\bpeople\ (?:of|over)\ $|\bmy\ age\.\ $|"
    r"^now\ $|[.!?]\ now\ $"
)
"""What is said before the age of somebody who has been spoken of, or of two."""

HAVING = re.compile(r"\b(?:my|her|his|mum's|dad's|nan's|gran's|our|their)\ $")
STOPPED = re.compile(r"\s*(?:[,.;!)]|$|(?:and|but|him|me|her|if|like|so|i)\b)")
LABELLED = re.compile(r"\bage[ds]?\ ?[:=-]\ ?$")
AND_AGED = re.compile(r"(?:9\d|1[01]\d)\ (?:and|&)\ $")
AND_AGE = re.compile(r"\ (?:and|&)\ (?:8\d|9\d|1[01]\d)(?![\w%]|\ (?:min|hour|day|mile))")
LOT = re.compile(
    r"\ (?:sure|certain|satisfied|happy|happier|better|right|correct|wrong|behind|grateful|confident|professional|"
    r"professionally|genuine|honest|supportive|helpful|caring|committed|dedicated|brilliant|amazing|fantastic|perfect|"
    r"positive|pleased|clear|worth|in\ (?:the|a)\ (?:queue|line)|times|recommend|spot|focused|on\ (?:it|point|"
    r"the\ ball))\b"
)
"""What one can be a hundred per cent of, or be ninetieth in."""

WEIGHED = re.compile(r"\b(?:weight|weighs?|weighed|temp(?:erature)?|sugars?|score|sats?|pulse|bp)\b[^.!?,;\n]{0,20}$")
POSSESSED = r"\b(?:her|his|my|their|our)\ "
PART = r"(?:(?:early|mid|late)[\ -])?"
KIN = (
    r"mum|mam|mom|mother|dad|father|nan|nana|nanna|nanny|gran|granny|grandma|grandmother|grandad|granddad|grandpa|"
    r"grandfather|husband|wife|partner|brother|sister|uncle|aunt|auntie|aunty|in-law|neighbour|neighbor|friend|"
    r"relative|parent|patient|lady|gentleman|man|woman|resident|pensioner|veteran|widow|widower|lad|chap|fella|"
    r"person|someone|somebody|cousin"
)
PERSON = rf"(?:he|she|i|who|they|{KIN})"
HEDGE = r"(?:\ (?:now|nearly|almost|only|just|over|about|around|already|still|also|well|aged?|is|was|a))"
SOON = (
    r"(?:a |an |the |of |at |age |aged |nearly |almost |over |just |only |about |around |now |is |was |"
    r"at the age of ){0,4}"
)
AGED = re.compile(
    rf"\b(?:aged?|ages|turn(?:s|ed|ing)?|reach(?:ed|es|ing)?|celebrat\w+|birthday|pushing|approaching|nearing|"
    rf"hit(?:s|ting)?|"
    r"lived to|coming up (?:to|for)|going on|getting on for|knocking on(?: for)?|gone|past|shy of|short of|far off|"
    r"all of|"
    r"the big|(?:ripe|grand)(?: old)?|(?:an?|such an?) (?:very |quite |rather |really )?(?:frail|fit|sharp|"
    r"youth?ful|young|"
    r"sprightly|spry|healthy|lively|fragile|vulnerable|elderly|active|independent|confused|deaf|blind|proud|hearty|"
    r"tiny)|"
    rf"age[ds]? ?[:=(-])[ ,:(-]{{0,3}}{SOON}$"
)
BEING = re.compile(
    rf"(?:\b{PERSON}(?:'?s|'?m)?(?:\ \w+)?(?:\ (?:is|was|will\ be|be|am|are|being))?{HEDGE}{{0,3}}\ $)|\b(?:i'm|im|"
    rf"he's|she's|hes|shes|being){HEDGE}{{0,3}}\ $"
)
VERB = re.compile(r"(?:\b(?:is|was|am|be|being|now|nearly|almost|only|just)|'s|'m|\bim|\bhes|\bshes)\ $")
SPOKEN_OF = re.compile(
    rf"\b(?:{KIN}|he|she|i'm|im|i am|hes|shes|he's|she's|elderly|old|frail|born|age|pensioner|alive|retired)"
    rf"\b[^.!?\n]{{0,45}}$"
)
"""A person or an age, earlier in the sentence."""

LOOSE = re.compile(
    r"(?:\b(?:is|was|am|be|being|now|nearly|almost|only|just|at|of|to|'s|'m|over|about|and)|[,(-]|\b(?:im|hes|shes|"
    r"turned))\ ?$"
)
BESIDE = re.compile(rf"\b(?:{KIN})(?:\ \w+)?(?:,\ ?|\ \(|\ -\ |\ )$|\b[A-Z]\w+(?:,\ |\ \()$")
NAMED = re.compile(
    r"\b[A-Z][a-z]+(?:'s)?\ (?:is|was|turns|turned|being)(?:\ (?:now|nearly|almost|only|just))?\ $|\b[A-Z][a-z]+'s\ $"
)
FIT = re.compile(r"\b(?:gone|not bad for|good for|going strong at|mother at|father at|wifes|mums|dads|nans)\ $")
GLUED = re.compile(r"(?:st|nd|rd|th|yo|yrs?|y|f|m)\b")
AT = re.compile(r"(?:^|[\s,(.!?-])(?:at|of)\ $")
OF = re.compile(rf"\b{PERSON}\ of\ (?:nearly\ |almost\ |about\ |over\ )?$")
OPENING = re.compile(r"(?:^|[.!?\n]\s*)$")
ALONE = re.compile(
    r"(?:,\ ?|\ )(?:and|with|but)\ (?:still|never|i|she|he|lives?|not|in|have|has|waiting|alone|frail|blind|deaf|"
    r"left|no|on|told)\b|,\ ?(?:lives?|living|alone|disabled|frail|blind|deaf|widowed|housebound|and\ (?:still|"
    r"lives?|frail|alone))\b"
)
"""What follows a bare age that opens a sentence."""

NEXT = re.compile(rf"\b(?:{KIN})\ $")
YEARS = re.compile(
    r"[ -]{0,2}(?:years?|yrs?)[ -]{0,2}(?:olds?|of age|young)|[ -]?(?:years?|yrs?)[ -]?old|[ -]?y/?o\b|"
    r"[ -]?yr[ -]old|[ -]?y(?:rs?)?\b|/?[fm]\b|\ and\ a\ half(?!\ (?:hours?|weeks?|days?|miles?|min))|[ -]odd\ year|"
    r"\ (?:last|next)\ birthday|\ not\ out\b|(?:st|nd|rd|th)\ (?:birthday|year\b|was\b)|\ (?:in|this|next|"
    r"last)\ (?:january|"
    r"february|march|april|may|june|july|august|september|october|november|december|year|month|week)|[ -]year\b(?!s)"
)
YEARS_LOOSE = re.compile(r"\ ?(?:years?|yrs?)\b")
THING = re.compile(
    r"\ ?(?:%|per ?cent|percent|min|hour|hr|sec|day|week|month|mile|pound|quid|pence|p\b|degrees?|/|[.,:]\d|mg|ml|"
    r"mcg|kg|kilo|mm|cm|lb|stone|patients?|people|staff|other|out of|over \d|am\b|pm\b|times?|units?|of\b|calls?|"
    r"steps|bpm|litres?|beds?|thank|million|thousand|and a half|percentage|points?|f\b|c\b|or so|to \d|-\d)"
)
READING = re.compile(
    r"\b(?:sats?|spo2|oxygen|o2|saturations?|pulse|heart ?rate|bp|pressure|temp(?:erature)?|weigh\w*|weight|sugars?|"
    r"glucose|bm|reading|level|score\w*|rate|bus|number|no|room|ward|bed|page|route|queue|channel|platform|cost|paid|"
    r"price|worth|waist|ext|extension|rated|percent|position|caller|junction|flat|house|bay)\b[^.!?,;\n]{0,30}$"
)


def _of_something(low: str, start: int, end: int) -> bool:
    """Whether a number is a service's, a share, a weight or a place in a queue: "111", "100 happy"."""
    earlier = before(low, start)
    if low[start:end] == "111" and not YEARS.match(low, end):
        return True
    return bool(LOT.match(low, end) or WEIGHED.search(earlier)) or earlier.endswith((" out of ", " in every "))


def _in_notes(low: str, start: int, end: int) -> bool:
    """Whether an age is told as in notes, after a sex or a label: "(F, 92)", "age:94"."""
    return bool(SEXED.search(before(low, start)) or LABELLED.search(before(low, start)))


def _counted(low: str, start: int, end: int, glued: re.Match[str] | None) -> bool:
    """Whether it is somebody's birthday or the years of a life: "my 90th", "I have lived 93 years"."""
    earlier = before(low, start)
    if glued and low[end : glued.end()] in ("st", "nd", "rd", "th") and HAVING.search(earlier):
        return bool(re.match(r"\s*(?:[,.;!)]|$|(?:on|in|at|and|here|there|with|last|this|next)\b)", low[glued.end() :]))
    return bool(YEARS_LOOSE.match(low, end) and re.search(r"\blived\ (?:for\ )?$", earlier))


def _of_a_pair(low: str, start: int, end: int) -> bool:
    """Whether an age is that of two, of one of two, or of somebody just spoken of: "we are 91 and 94"."""
    earlier = before(low, start)
    if AND_AGED.search(earlier) and (PAIR.search(AND_AGED.sub("", earlier)) or LOOSE.search(AND_AGED.sub("", earlier))):
        return True
    return bool(PAIR.search(earlier)) and bool(AND_AGE.match(low, end) or STOPPED.match(low, end))


def _age(plain: str, low: str, match: re.Match[str]) -> tuple[int, int] | None:
    """A number from 90 counts where it is told as somebody's age, not as a reading, a wait or a price."""
    start, end = whole(match)
    glued = GLUED.match(low, end)
    earlier = before(low, start)
    if _of_something(low, start, end):
        return None
    if YEARS.match(low, end):
        return start, glued.end() if glued else end
    if THING.match(low, end) or READING.search(earlier):
        return None
    if _in_notes(low, start, end) or _of_a_pair(low, start, end):
        return start, end
    if AGED.search(earlier) or OF.search(earlier) or BEING.search(earlier) and VERB.search(earlier):
        return start, end
    if _counted(low, start, end, glued):
        return start, end
    given = before(plain, start)
    if OPENING.search(earlier) and ALONE.match(low, end):
        return start, end
    if NAMED.search(given) and "\n" not in given[-2:]:
        return start, end
    if NEXT.search(earlier) or FIT.search(earlier):
        return start, end
    ends = re.match(
        r"\s*(?:[,).;!?(-]|$|and\b|who\b|with\b|but\b|so\b|when\b|lives?\b|has\b|had\b|was\b|is\b|i\b|today\b|"
        r"tomorrow\b|next\b|she\b|he\b|my\b|needed\b|suffers\b|alone\b|bless\b|yet\b|still\b|in\ (?:a|my|her|his|"
        r"the)\b|"
        r"this\b|now\b|soon\b|frail\b|deaf\b|blind\b|housebound\b|because\b|as\b|cannot\b|can't\b|cant\b|god\b|"
        r"for\ (?:goodness|heaven|pity|god)|you\b|years?\b|plus\b|odd\b|ish\b|\+)",
        low[end : end + 16],
    )
    if start == 0 and re.match(r"[.,!]\ ", low[end : end + 2]) and match.group()[0] != "1":
        return start, end
    if not ends:
        return None
    if LOOSE.search(earlier) and SPOKEN_OF.search(before(low, start, 70)):
        return start, end
    if BESIDE.search(given) or YEARS_LOOSE.match(low, end) and BEING.search(earlier):
        return start, end
    return (
        (start, end)
        if AT.search(earlier)
        and re.match(r"\s*(?:[,.;!)]|$|she\b|he\b|my\b|i\b|and\b|you\b|one\b|years?\b)", low[end : end + 6])
        else None
    )


def _decade(plain: str, low: str, match: re.Match[str]) -> tuple[int, int]:
    return match.span("age") if match["age"] else match.span("old")


PATTERNS = (
    identifier(
        "AGE_90",
        "ninety",
        r"(?:(?<![\w$.,/:-])|(?<=\b[mf]/)|(?<=\bage[:=-]))(?:9[\do]|9\ 0|1[01]\d)(?![\w%]*%|\d)(?=\b|[a-z])",
        _age,
    ),
    identifier("AGE_90", "ninety in words", rf"\b{IN_WORDS}(?:\w{{2}})?\b", _age),
    identifier(
        "AGE_90",
        "ninety in words",
        rf"{POSSESSED}(?P<age>{PART}nineties)\b|\b(?P<old>centenarian|nonagenarian)\b",
        _decade,
    ),
    identifier("AGE_90", f"ninety & {ITSELF}", rf"{POSSESSED}(?P<age>{PART}9\d'?s)\b(?P<old>)", _decade),
)
