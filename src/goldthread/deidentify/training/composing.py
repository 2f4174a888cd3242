"""Text composed by us: sentences with invented names in known places, and sentences that only look so.

The frames stand in `frames_named.txt` and `frames_plain.txt`, by our own hand; no real comment is used.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldthread.deidentify.words import listed, ordinary


HERE = Path(__file__).parent
CHOICE = re.compile(r"\(([^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")
SPACES = re.compile(r" +")
FILL = {
    "kin": "husband wife son daughter mum mother dad father brother sister nan grandad grandma partner "
    "uncle aunt niece nephew friend baby "
    "neighbour grandson granddaughter mam gran hubby cousin",
    "role": "nurse|sister|matron|midwife|paramedic|consultant|surgeon|physio|receptionist|carer|driver|porter|"
    "registrar|counsellor|"
    "psychiatrist|pharmacist|dentist|hca|gp|staff nurse|ward sister|junior doctor|practice "
    "manager|health visitor|student nurse|"
    "healthcare assistant|support worker|phlebotomist|practice nurse|ward "
    "manager|cpn|doctor|therapist|radiographer|ward clerk|"
    "Consultant|Matron|Staff Nurse|Ward Sister|Health Visitor|Practice Manager|Junior "
    "Doctor|Nurse|Sister|Midwife|Registrar",
    "wait": "4 hours|45 minutes|18 weeks|6 months|over 3 hours|two weeks|90 minutes|an hour|a fortnight|10 "
    "days|half an hour|ages",
    "ward": "Ward 12|ward 7|Ward B3|ward 22|Nightingale Ward|Rowan ward|Victoria Ward|Churchill Ward|Beech "
    "Ward|Seacole Ward|Cavell ward|Oak "
    "ward|Elizabeth Ward|Lister ward|Holly Ward|Willow ward|Maple Ward|Byron Ward|Shelley ward|Hazel "
    "Ward|Wordsworth ward|Bronte Ward|"
    "Attlee ward|Disraeli Ward|Edith Cavell ward|Amy Johnson Ward|Douglas ward|Bevan Ward|Rose "
    "Ward|Ruby Ward|Daisy ward|Ivy Ward|the stroke "
    "ward|Harvey Ward|Fleming ward|Jenner Ward|Pankhurst ward|Becket Ward|Anne ward|Margaret Ward|St "
    "Anne's Ward|Jasmine ward|Robin Ward",
    "hospital": "James Paget|William Harvey|the John Radcliffe|King's Mill|St James's Hospital|Queen Elizabeth "
    "Hospital|the Royal Derby|Pinderfields|"
    "St Thomas' Hospital|Guy's|Addenbrooke's|Harrogate hospital|Stepping Hill|the Freeman|Lister "
    "Hospital|Frimley Park|Princess Alexandra "
    "Hospital|George Eliot Hospital|the Countess of Chester|Royal Stoke|Alder Hey|Glenfield|Mary "
    "Seacole Hospital|Walton Centre|Hope "
    "Hospital|Charles Hastings Hospital|Thomas Linacre Centre|Bradgate Unit|Lincoln County|Good "
    "Hope|the Christie|Nelson Hospital|Edward "
    "Jenner Court|Rampton|Arnold Lodge|Wathwood|Highbury hospital|Peter Hodgkinson Centre|Derwent "
    "House|Bassetlaw|Newark",
    "trust": "Mid Yorkshire|Sherwood Forest|Leeds Teaching Hospitals|Doncaster and Bassetlaw|Nottinghamshire "
    "Healthcare|Mersey Care|Norfolk and "
    "Norwich|Frimley Health|Birmingham and Solihull|Lancashire Care|Pennine Care|your Trust|the "
    "Trust|Barts Health|Oxford Health|Rotherham "
    "Doncaster and South Humber|Northern Lincolnshire and Goole|Dudley Group|Black Country Healthcare",
    "drug": "Amoxicillin|codeine|Metformin|Ramipril|Sertraline|warfarin|paracetamol|Morphine|Gabapentin|omeprazole|"
    "Lansoprazole|insulin|"
    "Citalopram|Apixaban|bisoprolol|Ventolin|Humira|Zopiclone|Lorazepam|Naproxen|Madopar|Clexane|Calpol|Oramorph|"
    "Depo|Mirena|Lithium|"
    "Clozapine|Diazepam|Tramadol|Prednisolone|Fortisip|Mounjaro|Ozempic|Keppra|Epilim|Lyrica|Prozac|Movicol|Botox",
    "disease": "Parkinson's|Alzheimer's|Crohn's disease|Bell's palsy|Raynaud's|Type 2 diabetes|Huntington's "
    "disease|Hodgkin lymphoma|Addison's "
    "disease|Graves' disease|Down's syndrome|Asperger's|Tourette's|Lewy body dementia|Marfan "
    "syndrome|Meniere's|Sjogren's syndrome|Cushing's|"
    "Guillain-Barre|Ehlers-Danlos|Paget's disease|Barrett's "
    "oesophagus|Dupuytren's|Hashimoto's|Wilson's disease|Turner syndrome|Kawasaki "
    "disease|Perthes|Charcot foot|COPD|asthma|dementia|MS|epilepsy|sepsis|Lyme disease|Baker's "
    "cyst|Morton's neuroma|Still's disease",
    "month": "April|August|May|June|January|March|may|june|april|September|October|December|july",
    "day": "Friday|Monday|Sunday|tuesday|Wednesday|thursday|Saturday",
    "reading": "140/90|180 over 100|37.5|98%|6.2",
    "age": "34|45|67|82|71|19|8|55|78|3|86|61",
    "score": "10/10|9/10|8 out of 10|100%|5 stars|ten out of ten|full marks",
    "service": "111|999|A&E|NHS 111|the GP|Out of hours|PALS|CAMHS|the crisis team|Physio|Urgent Care|Talking "
    "Therapies|IAPT",
    "money": "£5|£12.50|five pounds|£3 an hour|20p",
    "wordname": "mark|bill|rose|dawn|pat|frank|grant|art|hope|faith|joy|grace|penny|ray|gene|dean|heather|holly|"
    "ivy|daisy|amber|ruby|robin|"
    "olive|basil|ginger|honey|angel|star|patience|charity|summer|mercy|comfort|gift|jack|will|jean|carol|sky|lily|"
    "iris|pearl|jade|crystal|"
    "coral|harmony|melody|miles|guy|chase|cook|price|stone|wood|field|north|west|best|sharp|long|young|law|lord|"
    "king|knight|bishop|banks|"
    "hill|park|day|brown|white|green|black|grey|gray|rich|strong|short|small|little|moody|wise|noble|swift|savage|"
    "bond|cross|bell|ball|"
    "lamb|fox|wolf|bird|swan|finch|page|read|reading|porter|carter|baker|butcher|miller|mason|potter|walker|driver|"
    "turner|fisher|cooper|"
    "hunter|singer|taylor|clerk|major|marshall|constable|abbott|moor|marsh|heath|lake|brook|rivers|pool|wells|ford|"
    "bridge|castle|hall|"
    "church|temple|street|lane|gate|house|ward|barn|mill|bush|berry|plum|cherry|peach|flower|bloom|frost|snow|"
    "winter|summers|may|june",
    "verbname": "mark|bill|pat|sue|rob|drew|grant|hope|will|may|nick|chase|cook|read|rush|trust|love|cope|wade|"
    "skip|pierce|dwell|ask|need|"
    "want|wish|think|know|believe|bless",
    "num": "2|3|4|10|21|14th|2nd|1st|2021|2022|12|07|6/10",
    "codeish": "2|3|B|4a|7|one|C2|two|12",
    "code": "B12|HbA1c|T4|PSA|FP10|INR|CRP|D-dimer|MRI|COVID|ECG|H pylori",
}
LINKS = (". ", ". ", ". ", " ", ", ", "! ", "\n", " and ", " - ", "; ", ".")
TITLED = "Dr|Dr.|dr|Doctor|Mr|Mrs|Miss|Ms|Professor|Prof|Mr.|Sister|DR"


@dataclass(frozen=True, slots=True)
class Composed:
    """A text and where its names stand."""

    text: str
    names: tuple[tuple[int, int], ...]


@cache
def frames(name: str) -> tuple[str, ...]:
    """The frames of a file."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


class Composer:
    """Makes texts from frames and names, the same for the same seed."""

    def __init__(
        self, seed: int, first: Sequence[str], last: Sequence[str], named: Sequence[str], plain: Sequence[str]
    ) -> None:
        self.dice = random.Random(seed)
        self.first, self.last, self.named, self.plain = list(first), list(last), list(named), list(plain)
        self.fill = {key: value.split("|") if "|" in value else value.split() for key, value in FILL.items()}
        self.fill["town"] = [town.title() for town in sorted(listed("towns"))]
        self.said = sorted(listed("words_said"))
        self.others = [
            sorted(listed(name)) for name in ("words_common", "words_usual", "words_less_usual", "words_rare")
        ]

    def texts(self, count: int) -> list[Composed]:
        """So many texts, of one to four sentences."""
        return [self._text() for _ in range(count)]

    def _text(self) -> Composed:
        dice = self.dice
        parts = []
        for _ in range(dice.choice((1, 1, 2, 2, 3, 4))):
            pool = self.named if dice.random() < 0.33 else self.plain
            parts.append(self._sentence(dice.choice(pool)))
        style = dice.choices(("as is", "lower", "upper", "sloppy"), (52, 23, 9, 16))[0]
        text = ""
        names: list[tuple[int, int]] = []
        for part in parts:
            text, names = self._joined(text, names, part, style)
        if style == "lower":
            text = text.lower()
        if style == "upper":
            text = text.upper()
        return Composed(text, tuple(names))

    def _joined(
        self, text: str, names: list[tuple[int, int]], part: tuple[str, list[tuple[int, int]]], style: str
    ) -> tuple[str, list[tuple[int, int]]]:
        words, found = part
        links = (". ", ". ", "! ", " ", "\n") if style == "as is" else LINKS
        link = self.dice.choice(links) if text else ""
        if style == "as is" or (style == "sloppy" and self.dice.random() < 0.4):
            words = words[:1].upper() + words[1:]
        at = len(text) + len(link)
        text = text + link + words
        return text, [*names, *((at + a, at + b) for a, b in found)]

    def _sentence(self, frame: str) -> tuple[str, list[tuple[int, int]]]:
        while "(" in frame:
            frame = CHOICE.sub(lambda hit: self.dice.choice(hit[1].split("|")), frame)
        frame = SPACES.sub(" ", frame).strip().replace(" , ", ", ").replace(" .", ".").replace(" ,", ",")
        out, names, at = "", [], 0
        for hit in SLOT.finditer(frame):
            out += self._noisy(frame[at : hit.start()])
            at = hit.end()
            for word, is_name in self._slot(hit[1]):
                if is_name:
                    names.append((len(out), len(out) + len(word)))
                out += word
        out += self._noisy(frame[at:])
        if self.dice.random() < 0.25 and out[-1:].isalnum():
            out += self.dice.choice((".", "!", ".", "!!", " x", "..."))
        return out, names

    def _noisy(self, words: str) -> str:
        if self.dice.random() > 0.2:
            return words
        parts = words.split(" ")
        for _ in range(self.dice.choice((1, 1, 2))):
            at = self.dice.randrange(len(parts))
            chance = self.dice.random()
            if chance < 0.25 and at + 1 < len(parts) and parts[at].isalpha() and parts[at + 1].isalpha():
                parts[at : at + 2] = [parts[at] + parts[at + 1]]
            else:
                parts[at] = self.slip(parts[at] if chance < 0.8 else self.slip(parts[at]))
        return " ".join(parts)

    def slip(self, word: str) -> str:
        """A word with one slip of the fingers."""
        if len(word) < 4 or not word.isalpha():
            return word
        at = self.dice.randrange(1, len(word) - 1)
        return self.dice.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + self.dice.choice("abcdefghijklmnoprstuvwy") + word[at + 1 :],
            )
        )

    def _slot(self, slot: str) -> list[tuple[str, bool]]:
        maker = getattr(self, f"_{slot}", None)
        if maker is not None:
            return maker()  # type: ignore[no-any-return]
        return [(self.dice.choice(self.fill[slot]), False)]

    def name(self, pool: Sequence[str]) -> str:
        """A name as people write one: mostly with its capital, sometimes without, sometimes with a slip."""
        name = self.dice.choice(pool)
        if self.dice.random() < 0.07:
            name = self.slip(name)
        name = name.title()
        chance = self.dice.random()
        if chance < 0.03 and len(name) > 3:
            name = self.dice.choice(("O'", "Mc", "Mac", "D'", "El-", "Al-")) + name
        elif chance < 0.06:
            name = f"{name}-{self.dice.choice(pool).title()}"
        return name

    def _cased(self, words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        if chance < 0.16:
            return [(word.lower(), is_name) for word, is_name in words]
        if chance < 0.2:
            return [(word.upper(), is_name) for word, is_name in words]
        return words

    def _first(self) -> list[tuple[str, bool]]:
        pool = self.first if self.dice.random() < 0.88 else self.last
        return self._cased([(self.name(pool), True)])

    def _anywhere(self) -> list[tuple[str, bool]]:
        """A name that shows by itself: with its capital, if it is a word besides."""
        pool = self.first if self.dice.random() < 0.6 else self.last
        name = self.name(pool)
        return [(name if ordinary(name.lower()) or self.dice.random() < 0.75 else name.lower(), True)]

    def _lastonly(self) -> list[tuple[str, bool]]:
        return self._cased([(self.name(self.last), True)])

    def _full(self) -> list[tuple[str, bool]]:
        middle: list[tuple[str, bool]] = [(" ", True)]
        if self.dice.random() < 0.08:
            middle = [(f" {self.dice.choice('ABCDEFGHJKLMNPRST')}{self.dice.choice(('', '.'))} ", True)]
        return self._cased([(self.name(self.first), True), *middle, (self.name(self.last), True)])

    def _titled(self) -> list[tuple[str, bool]]:
        title = (self.dice.choice(TITLED.split("|")) + " ", False)
        return [title, *(self._lastonly() if self.dice.random() < 0.75 else self._full())]

    def _staff(self) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        if chance < 0.5:
            return self._first()
        if chance < 0.62:
            return self._full()
        if chance < 0.82:
            return self._titled()
        if chance < 0.86:
            return self._lastonly()
        role = self.dice.choice(self.fill["role"])
        return [(f"{role} ", False), *(self._first() if self.dice.random() < 0.7 else self._full())]

    def _rel(self) -> list[tuple[str, bool]]:
        return (
            self._first()
            if self.dice.random() < 0.65
            else self._full()
            if self.dice.random() < 0.7
            else self._lastonly()
        )

    def _pat(self) -> list[tuple[str, bool]]:
        chance = self.dice.random()
        return (
            self._full()
            if chance < 0.55
            else self._titled()
            if chance < 0.7
            else self._first()
            if chance < 0.85
            else self._lastonly()
        )

    def _word(self) -> str:
        chance = self.dice.random()
        if chance < 0.7:
            return self.dice.choice(self.said)
        word = self.dice.choice(self.dice.choice(self.others))
        return self.slip(word) if chance > 0.92 else word

    def _salad(self) -> list[tuple[str, bool]]:
        words = [self._word() for _ in range(self.dice.randrange(1, 7))]
        return [(" ".join(word.capitalize() if self.dice.random() < 0.04 else word for word in words), False)]

    def _Salad(self) -> list[tuple[str, bool]]:
        return [(self._salad()[0][0].capitalize(), False)]

    def _SALAD(self) -> list[tuple[str, bool]]:
        return [(self._salad()[0][0].upper(), False)]

    def _Title(self) -> list[tuple[str, bool]]:
        return [(" ".join(self._word().capitalize() for _ in range(self.dice.randrange(2, 5))), False)]
