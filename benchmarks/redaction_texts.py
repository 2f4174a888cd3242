"""Held-out texts for the benchmark of the redactor: frames and names that its tagger never met."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from goldthread.deidentify.training.composing import CHOICE, SLOT
from goldthread.deidentify.training.fitting import held_out
from goldthread.deidentify.words import first_names, listed


FRAMES = Path(__file__).with_name("redaction_frames.txt")
KIN = (
    "husband wife son daughter mum mother dad father brother sister nan grandad partner uncle auntie niece nephew"
).split()
LOOKS = {
    "ROLE": "Clinical Nurse Specialist|Ward Manager|consultant|Dental Nurse|Registrar|Community "
    "Matron|Paramedic|ward clerk|Midwife",
    "WARD": "Trelawny Ward|Ward 31|Mulberry Ward|Ward C7|Ashby ward|Gillespie Ward|Kingfisher "
    "ward|Marlborough Ward|ward 9a|Alice Ward",
    "HOSPITAL": "the Leighton|Queen Alexandra Hospital|Kettering General|St Helier|Wythenshawe|Castle Hill|the "
    "Lister|George Eliot Hospital|"
    "Basildon Hospital|Prince Philip Hospital|James Cook|Diana Princess of Wales Hospital|St "
    "Mary's|Victoria Infirmary",
    "TRUST": "Northumbria Healthcare|Sussex Partnership|Torbay and South Devon|Humber Teaching|Calderdale and "
    "Huddersfield|Alder Hey",
    "DRUG": "Lisinopril|Fluoxetine|Carbimazole|edoxaban|Tamoxifen|Levothyroxine|Allopurinol|Duloxetine|"
    "Hydroxychloroquine|Buscopan",
    "EPONYM": "Hodgkin lymphoma|Addison's disease|Wilson's disease|Cushing's "
    "syndrome|Tourette's|Hashimoto's|Lewy body dementia|"
    "Barrett's oesophagus|Down's syndrome|Huntington's|Graves disease|Paget's disease|a Baker's cyst|Ehlers-Danlos",
    "MONTH_DAY": "June|May|April|August|Thursday|Wednesday morning|March|Saturday night",
    "WORD_NAME": "May I add that parking is dear|Will ring again next week|I do hope it improves|She bore it with "
    "good grace|"
    "what a joy to be home|mark my words it will close|The dawn chorus woke me|sat by the rose "
    "bed|frank advice at last|"
    "had to pay the bill twice|Sunny outlook and a penny for the phone|a pat on the back to "
    "all|faith in you restored|"
    "They will and they may|Best of the bunch|Young or old, all treated the same|Long may it "
    "last|Good day all round|Art class was fun",
    "NUMBER": "3 weeks|95 minutes|12 hours|over 90 minutes|six months|100 days|two and a half hours",
    "NUMBER_OTHER": "120/80|10 out of 10|99%|5/5|7.2|38.5|9 out of ten",
    "SERVICE": "111|999|A&E|NHS 111|101|119|PALS",
    "AGE_UNDER_90": "71|88|54|29|63|89|17",
}
MONTHS = "January February March April May June July August September October November December".split()
SPOKEN = {"@": " at ", ".": " dot "}


@dataclass
class Text:
    """A text with its identifiers and look-alikes: start, end, kind."""

    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    looks: list[tuple[int, int, str]] = field(default_factory=list)


class Bench:
    """Composes held-out texts, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.first = sorted(name for name in first_names() if held_out(name) and len(name) > 2)
        self.last = sorted(name for name in listed("surnames") if held_out(name) and len(name) > 2)
        lines = FRAMES.read_text(encoding="utf-8").splitlines()
        self.frames = [line for line in lines if line and not line.startswith("#")]

    def texts(self, count: int, given: dict[str, list[str]] | None = None) -> list[Text]:
        """So many texts; `given` identifiers by type are put in where there are any."""
        return [self._text(given) for _ in range(count)]

    def ordinary(self, count: int) -> list[str]:
        """Comments as a survey brings them: two or three sentences; one in ten texts holds an identifier."""
        quiet = [frame for frame in self.frames if not any(slot.islower() for slot in SLOT.findall(frame))]
        made = []
        for n in range(count):
            text = Text()
            for part in range(self.dice.choice((2, 3, 3))):
                text.text += ". " if part else ""
                self._add(text, self.dice.choice(self.frames if n % 10 == 0 and not part else quiet), None)
            made.append(text.text)
        return made

    def _text(self, given: dict[str, list[str]] | None) -> Text:
        made, lower = Text(), self.dice.random() < 0.2
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            if made.text:
                made.text += self.dice.choice((". ", " ", "\n", "! ", ", "))
            self._add(made, self.dice.choice(self.frames), given)
        if lower:
            made.text = made.text.lower()
        return made

    def _add(self, made: Text, frame: str, given: dict[str, list[str]] | None) -> None:
        frame = CHOICE.sub(lambda hit: self.dice.choice(hit[1].split("|")), frame)
        at = 0
        for hit in SLOT.finditer(frame):
            made.text += frame[at : hit.start()]
            at = hit.end()
            if hit[1] == "kin":
                made.text += self.dice.choice(KIN)
                continue
            for word, kind in self._slot(hit[1], given):
                start = len(made.text)
                made.text += word
                if kind:
                    (made.looks if hit[1].isupper() else made.spans).append((start, len(made.text), kind))
        made.text += frame[at:]

    def _slot(self, slot: str, given: dict[str, list[str]] | None) -> list[tuple[str, str]]:
        if slot.isupper():
            return [(self.dice.choice(LOOKS[slot].split("|")), slot)]
        if slot in ("first", "last", "full", "titled"):
            return self._name(slot, given)
        kind = KINDS[slot]
        if given is not None:
            return [(self.dice.choice(given[kind]), kind)]
        return [(getattr(self, slot)(), kind)]

    def _name(self, slot: str, given: dict[str, list[str]] | None) -> list[tuple[str, str]]:
        if given is not None:
            one, two = given["first"], given["NAME"]
            name = self.dice.choice(one if slot in ("first", "last") else two)
            return (
                [(self.dice.choice(("Dr ", "Mr ", "Mrs ")), ""), (name, "NAME")]
                if slot == "titled"
                else [(name, "NAME")]
            )
        first, last = self._spelt(self.first), self._spelt(self.last)
        title = [(self.dice.choice(("Dr ", "Mr ", "Mrs ", "Ms ", "dr ", "Professor ", "Sister ")), "")]
        return {
            "first": [(first, "NAME")],
            "last": [(last, "NAME")],
            "full": [(f"{first} {last}", "NAME")],
            "titled": [*title, (last, "NAME")],
        }[slot]

    def _spelt(self, pool: list[str]) -> str:
        name, chance = self.dice.choice(pool), self.dice.random()
        if chance < 0.06 and len(name) > 4:
            at = self.dice.randrange(1, len(name) - 1)
            name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name if 0.06 < chance < 0.16 else name.upper() if chance > 0.96 else name.title()

    def _shape(self, *shapes: str) -> str:
        """A shape with digits for 9, digits from 3 for 8, letters for ? and a mark's letters for %."""
        shape = self.dice.choice(shapes)
        swaps = {"9": "0123456789", "8": "3456789", "?": "ABCDEFGHJKLMNPRSTUVWXY", "%": "ABDEFGHJLNPRSTUWXYZ"}
        return re.sub(r"[98?%]", lambda hit: self.dice.choice(swaps[hit[0]]), shape)

    def phone(self) -> str:
        return self._shape(
            "07700 900999",
            "07700900999",
            "+447700 900999",
            "(01632) 960999",
            "01632-960999",
            "07700-900-999",
            "020 7946 0999",
            "0044 7700 900999",
            "07700.900.999",
        )

    def email(self) -> str:
        local = self.dice.choice(
            (f"{self.dice.choice(self.first)}.{self.dice.choice(self.last)}", f"{self.dice.choice(self.first)}77")
        )
        full = f"{local}@example.{self.dice.choice(('com', 'org', 'co.uk', 'net'))}"
        return re.sub(r"[@.]", lambda hit: SPOKEN[hit[0]], full) if self.dice.random() < 0.2 else full

    def nhs(self) -> str:
        return "9" + self._shape("99 999 9999", "999999999", "99-999-9999", "99.999.9999", "99 9999999")

    def hosp(self) -> str:
        return self._shape(
            "?999999", "??999999", "99899999", "?9999999", "???99999", "9899999?", "?-899999", "??-9999999"
        )

    def postcode(self) -> str:
        area = self.dice.choice("LS M B NG SW EC BS CF EH G TN YO SK".split())
        made = area + self._shape("9 9%%", "99 9%%", "89%%", "8 9%%")
        return made.lower() if self.dice.random() < 0.3 else made

    def address(self) -> str:
        street = self.dice.choice(
            "Orchard Way|Larkspur Close|Cromwell Road|Bishopsgate|Vicarage Hill|Tithe Barn Lane|St Ann's "
            "Square|The Paddocks|"
            "Dovecote Mews|Longfield Drive|Alexandra Terrace|Wharf Street".split("|")
        )
        flat = self._shape("Flat 8, ", "Apartment 8B, ") if self.dice.random() < 0.2 else ""
        town = self.dice.choice(("", "", ", Kendal", ", Ashton-under-Lyne", ", Hebden Bridge"))
        made = f"{flat}{self._shape('8', '89', '189')} {street}{town}"
        return made.lower() if self.dice.random() < 0.15 else made

    def dob(self) -> str:
        day, month, year = self.dice.randrange(1, 29), self.dice.randrange(1, 13), self.dice.randrange(1930, 2004)
        name = MONTHS[month - 1]
        return self.dice.choice(
            (
                f"{day}/{month}/{year}",
                f"{day:02d}.{month:02d}.{year % 100:02d}",
                f"{day} {name} {year}",
                f"{day}th of {name} {year}",
                f"{year}-{month:02d}-{day:02d}",
                f"{day}th {name[:3]} {year % 100:02d}",
                f"{day:02d}-{month:02d}-{year}",
                f"{name} {day}th, {year}",
            )
        )

    def age90(self) -> str:
        return self.dice.choice(("91", "94", "97", "99", "101", "93", "ninety two", "ninety-six", "103", "95"))

    def bed(self) -> str:
        return self._shape(
            "ward 8, bed 8",
            "Bed 8 Ward 18",
            "bay 8 bed 8",
            "Ward ?8 bed 8",
            "bed 18 on ward 8",
            "Mulberry Ward bed 8",
            "bed 8, bay ?",
        )

    def reg(self) -> str:
        made = self._shape("??18 %%%", "??68%%%", "?189 %%%", "%%% 189?", "??18-%%%")
        return made.lower() if self.dice.random() < 0.25 else made

    def handle(self) -> str:
        return f"@{self.dice.choice(self.first)}{self.dice.choice(('', '_'))}{self.dice.choice(self.last)}"

    def url(self) -> str:
        name = self.dice.choice(self.first) + self.dice.choice(self.last)
        return self.dice.choice(
            (f"www.{name}.example.org", f"https://example.net/u/{name}", f"instagram.com/{name}", f"{name}.co.uk/blog")
        )


KINDS = {
    "phone": "PHONE",
    "email": "EMAIL",
    "nhs": "NHS_NUMBER",
    "hosp": "HOSPITAL_NO",
    "postcode": "POSTCODE",
    "address": "ADDRESS",
    "dob": "DOB",
    "age90": "AGE_90",
    "bed": "WARD_BED",
    "reg": "VEHICLE_REG",
    "handle": "TWITTER",
    "url": "URL",
}
