"""Words to compose sentences with that look like names and are none: words, medicines, makes, places, illnesses."""

from goldthread.deidentify.words import everyday, first_names, listed, ordinary


STREETS = "Street|Road|Lane|Avenue|Close|Drive|Hill|Way|Grove|Park"
BUILDINGS = "House|Court|Lodge|Hall|Centre|Library|Square|Arcade|Chapel|Church"
ILLS = "disease|syndrome|palsy|fracture|lymphoma|phenomenon|test|sign|line|catheter|scale|score"
WARDS = "willow rowan juniper larch hawthorn lavender bluebell primrose heather poppy sunflower rainbow dolphin robin"
SAINTS = "anne mary luke john peter george martin margaret catherine helen david andrew thomas hilda oswald"


def fills() -> dict[str, list[str]]:
    """What each slot of the frames may hold; the same words in the same order every time."""
    called = first_names() | listed("surnames")
    words = sorted(word for word in called if ordinary(word) and len(word) > 2)
    words += sorted(word for word in words if everyday(word)) * 2
    medicines = sorted(word for word in listed("medicines") if word.isalpha())
    short = sorted(word for word in listed("acronyms") if 2 < len(word) < 6)
    surnames = [name.title() for name in sorted(listed("surnames"))]
    towns = [town.title() for town in sorted(listed("towns"))]
    return {
        "wordy": words,
        "Wordy": [word.title() for word in words],
        "med": medicines,
        "Med": [word.title() for word in medicines],
        "Brand": [word.title() for word in sorted(listed("brands"))],
        "acr": short,
        "ACR": [word.upper() for word in short],
        "town": towns,
        "Town": towns,
        "Capital": surnames,
        "Street": [f"{name} {kind}" for name, kind in zip(surnames, _round(STREETS, len(surnames)), strict=True)],
        "Building": [f"{name} {kind}" for name, kind in zip(surnames, _round(BUILDINGS, len(surnames)), strict=True)],
        "Ill": [f"{name}'s {kind}" for name, kind in zip(_eponyms(), _round(ILLS, len(_eponyms())), strict=True)],
        "wardname": [word.title() for word in WARDS.split()] + [f"St {name.title()}'s" for name in SAINTS.split()],
        "Role": ["Nurse", "Doctor", "Consultant", "Surgeon", "Dietitian", "Porter", "Matron", "Sister", "Midwife"],
        "initial": [f"{letter}{dot}" for letter in "ABCDEFGHJKLMNPRSTVW" for dot in ("", ".")],
    }


def _eponyms() -> list[str]:
    return [word.title() for word in sorted(listed("eponyms"))]


def _round(kinds: str, count: int) -> list[str]:
    every = kinds.split("|")
    return [every[at % len(every)] for at in range(count)]
