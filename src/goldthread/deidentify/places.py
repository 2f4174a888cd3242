"""Names that are no persons: hospitals, wards, trusts, diseases and charities that bear somebody's name."""

import re
from collections.abc import Sequence
from functools import cache

from goldthread.deidentify.tagger import WordInfo
from goldthread.deidentify.words import LISTS, TITLES, fold, listed


WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
PLACES = frozenset(
    "ward hospital hospitals clinic centre center unit house suite wing lodge surgery infirmary trust nhs practice "
    "hospice ccg icb icu department dept foundation partnership school college university park court building block "
    "theatre medical health healthcare council site campus community dental pharmacy ambulance airport station road "
    "street avenue lane close drive crescent terrace gardens grove church estate teaching general royal memorial "
    "acute county district healthwatch polyclinic valley wards clinics branch "
    "bus buses heath moor".split()
)
GAZETTEER = ("hospitals.txt", "sayings.txt", "illnesses.txt")
LONGEST = 4
"""How many words of a name in the gazetteer may stand before a stretch that it holds."""

STREETS = frozenset(
    "lane street court grove park church hall house lodge hill wood green field close road mill".split()
)
WHERE = frozenset("at on to from in near off by via onto into of around outside".split())
TOWARDS = frozenset("to from at in into".split())
TRAVEL = frozenset(
    "moved move sent send drove drive driving travel travelled travelling transferred bus buses train taxi went go "
    "going come came walk walked miles clinic clinics appointment appointments discharged parking live lives living "
    "ambulance admitted taken mile journey trip hospital surgery scan".split()
)
COMPASS = frozenset("north south east west mid central greater upper lower".split())
WORKS = frozenset(
    "health healthcare medical dental community general practice school nhs pharmacy department dept".split()
)
ILLS = frozenset(
    "cyst knee foot hernia duct gland muscle pain migraine psychosis encephalopathy technique incision procedure "
    "operation tendon neuroma paralysis wave rash virus fever disease syndrome palsy lymphoma sign test frame "
    "catheter line nurse nurses score scale bodies body fracture contracture oesophagus thyroiditis collar splint "
    "phenomenon chorea tremor dementia cancer manoeuvre section ulcer sarcoma tumour reflex criteria stockings tube "
    "stoma arthritis purpura anaemia law patient patients clinic meds medication".split()
)
SURE_ILLS = frozenset(
    "disease diseases syndrome palsy lymphoma lymphomas disorder thyroiditis oesophagus esophagus contracture "
    "phenomenon dystrophy anaemia ataxia cyst cysts fracture fractures hernia neuroma sarcoma tumour dementia fever "
    "encephalitis encephalopathy sign reflex manoeuvre catheter stoma splint neuralgia arthritis gangrene "
    "malformation deformity oedema ulcer ulcers aneurysm nystagmus chorea dysplasia sclerosis frame stockings".split()
)
"""What an illness or a device is, whoever it is called after."""

WORKERS = frozenset("nurse nurses clinic patient patients law".split())
STUDIES = frozenset("study trial app course programme project scheme scale score questionnaire rule law".split())
FORMS = STUDIES | frozenset(
    "form forms test tests scan team assessment payment claim benefit group line number".split()
)
HAVING = frozenset("with have has had got having query of and or possible suspected about my his her for".split())
PLAIN_ILLS = (
    "zimmer apgar lewy lyme marie doppler caesarean cesarean danlos barre hickman foley glasgow waterlow epworth "
    "oswestry gleason desmond portacath hailey hirschsprung takayasu chiari lisfranc korsakoff wernicke colles "
    "ponseti venturi pavlik guedel".split()
)
ALWAYS = frozenset(
    "ehlersdanlos guillainbarre charcotmarietooth creutzfeldtjakob parkinson alzheimer crohn hodgkin addison raynaud "
    "huntington asperger tourette lewy marfan meniere sjogren dupuytren cushing hashimoto guillain barre charcot "
    "perthes scheuermann ehlers danlos kawasaki peyronie behcet macmillan samaritan zimmer apgar hirschsprung "
    "klumpke dercum lyme achilles caesarean cesarean doppler creutzfeldt wernicke korsakoff duchenne "
    "klinefelter takayasu chiari behcets devic fallot gilbert graves kienbock crohns parkinsons alzheimers "
    "sjogrens raynauds menieres dupuytrens bartholin eisenmenger barretts pagets wegener korsakov gaucher fabry".split()
)


def sheltered(gaps: Sequence[str], known: Sequence[WordInfo], first: int, last: int) -> bool:
    """Whether a stretch taken for a name belongs to a place, an illness or a charity instead."""
    if first and known[first - 1].low in TITLES:
        return _in_gazetteer(known, first - 1, last)
    return (
        _of_a_saint(known, first, last)
        or _travelled(known, first, last)
        or _ill(known, first, last)
        or _place(gaps, known, first, last)
        or _form(known, first, last)
    )


def _of_a_saint(known: Sequence[WordInfo], first: int, last: int) -> bool:
    """Whether it is a saint's, as in "St Patrick's Day"."""
    after = known[last + 1].low if last + 1 < len(known) else ""
    saint = {word.low for word in known[max(0, first - 1) : last]} & {"st", "saint"}
    return bool(saint) and after in ("day", "eve", "week", "fair")


def _form(known: Sequence[WordInfo], first: int, last: int) -> bool:
    """Whether one word names a form, a course or a score: "the DESMOND course", "a PIP form"."""
    after = known[last + 1].low if last + 1 < len(known) else ""
    return first == last and known[first].shape in "UCM" and after in (FORMS if known[first].shape == "U" else STUDIES)


def _ill(known: Sequence[WordInfo], first: int, last: int) -> bool:
    words = [word.root for word in known[first : last + 1]]
    after = [word.low for word in known[last + 1 : last + 3]]
    if after and (after[0] in SURE_ILLS or (after[-1] in SURE_ILLS and after[0] in ("s", "body", "like", "type"))):
        return first == last or all(word in _eponyms() for word in words)
    bare = [word if word in _eponyms() else word.removesuffix("s") for word in words]
    if not all(word in _eponyms() for word in bare):
        return False
    if ILLS & set(after):
        return all(word in ALWAYS for word in bare) or bool(set(after[:1]) & (ILLS - WORKERS))
    possessive = known[last].low.endswith(("'s", "s'", "s"))
    suffered = possessive and first > 0 and known[first - 1].low in HAVING and known[last].low.endswith(("'s", "s'"))
    return suffered or (all(word in ALWAYS for word in bare) and (possessive or words[-1] in PLAIN_ILLS))


@cache
def _eponyms() -> frozenset[str]:
    return listed("eponyms")


def _travelled(known: Sequence[WordInfo], first: int, last: int) -> bool:
    """Whether one word of no list is where somebody went: "they sent me to Tolgate for a scan"."""
    word = known[last]
    if first != last or first < 2 or word.shape != "C" or word.sort[:3] != "z--" or known[first - 1].low not in TOWARDS:
        return False
    after = known[last + 1].role if last + 1 < len(known) else ""
    return not after and any(one.low in TRAVEL for one in known[max(0, first - 5) : first - 1])


def _place(gaps: Sequence[str], known: Sequence[WordInfo], first: int, last: int) -> bool:
    if first and first == last and known[first - 1].low in COMPASS and known[first].sort[0] == "p":
        return True
    if known[last].low in PLACES and known[last].low not in ("park", "church", "court", "grove", "lane", "street"):
        return True
    if first and first < last and _a_street(known, first, last):
        return True
    for end in range(last + 1, min(last + 4, len(known))):
        if gaps[end] not in (" ", "-", "' "):
            break
        if known[end].low in PLACES and _is_the_place(known, end):
            return True
        if known[end].shape != "C":
            break
    if first == last and first and known[first - 1].role == "r" and known[first].sort[1:3] != "--":
        return False
    return any(_in_gazetteer(known, start, last) for start in range(max(0, first - LONGEST), first + 1))


def _a_street(known: Sequence[WordInfo], first: int, last: int) -> bool:
    """Whether two words, such as Hollins Lane, are a place that somebody was at and not a person of that name."""
    return known[last].low in STREETS and known[first].sort[1] != "F" and known[first - 1].low in WHERE


def _is_the_place(known: Sequence[WordInfo], end: int) -> bool:
    """Whether a word such as ward or practice names the place, and not the work of whoever was named."""
    if end + 1 < len(known) and known[end + 1].role == "r" and known[end + 1].low not in ("crew", "driver"):
        return False
    of_a_place = end + 1 < len(known) and known[end + 1].low in PLACES - WORKS
    return known[end].low not in WORKS or known[end].shape != "l" or of_a_place


def _in_gazetteer(known: Sequence[WordInfo], start: int, last: int) -> bool:
    """Whether a name of the gazetteer begins at a word and takes in the whole stretch."""
    for name in _gazetteer().get(known[start].root, ()):
        stop = start + len(name)
        if stop > last and tuple(word.root for word in known[start:stop]) == name:
            return True
    return False


def is_a_hospital(told: str) -> bool:
    """Whether words, in small letters, are the name of a hospital, a trust or a charity of the gazetteer."""
    words = tuple(fold(word) for word in WORD.findall(told) if word != "the")
    return bool(words) and any(words[: len(name)] == name for name in _gazetteer().get(words[0], ()))


@cache
def _gazetteer() -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    lines = [line for name in GAZETTEER for line in (LISTS / name).read_text(encoding="utf-8").splitlines()]
    for line in lines:
        for name in () if line.startswith("#") else line.split(","):
            words = tuple(fold(word.lower()) for word in WORD.findall(name))
            if words:
                names.setdefault(words[0], []).append(words)
    return names
