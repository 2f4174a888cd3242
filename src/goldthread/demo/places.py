"""The organisations and services of Wenbrook and Tarrowdale; codes and names are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FictionalOrganisation:
    """One organisation of the demo. `commissions` is true for the one that pays, `ours` false for Dai's trust."""

    code: str
    name: str
    commissions: bool = False
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Service:
    """One service: whose, its name on screen and in ids, how much of all feedback it has, and who tells.

    `share` is its part of all pieces (the parts sum to 1); `carers` and `staff` are parts of its tellers, the rest
    are patients; `happy` is the part of its patients who have mostly good to say; `going_home` the part of answers
    that speak of leaving hospital. `texted` services collect by SMS once that has begun, besides `channels`.
    """

    key: str
    organisation: str
    name: str
    short: str
    share: float
    words: tuple[str, ...]
    carers: float = 0.0
    staff: float = 0.0
    happy: float = 0.8
    going_home: float = 0.0
    texted: bool = False
    channels: tuple[str, ...] = ("Card",)
    teams: tuple[str, ...] = ("",)
    peaks: tuple[int, ...] = ()


ROYAL, COMMUNITY, COUNCIL, AMBULANCE, COMMISSIONER, OTHER = "XWR", "XTC", "XWC", "XAM", "XIC", "XOT"

ORGANISATIONS: tuple[FictionalOrganisation, ...] = (
    FictionalOrganisation(ROYAL, "Wenbrook Royal Hospital"),
    FictionalOrganisation(COMMUNITY, "Tarrowdale Community Services"),
    FictionalOrganisation(COUNCIL, "Wenbrook Council"),
    FictionalOrganisation(AMBULANCE, "Wenbrook Ambulance"),
    FictionalOrganisation(COMMISSIONER, "Wenbrook and Tarrowdale Integrated Care Board", commissions=True),
    FictionalOrganisation(OTHER, "Otherton Trust", ours=False),
)

WINTER = (12, 1, 2)

SERVICES: tuple[Service, ...] = (
    Service(
        "emergency",
        ROYAL,
        "Emergency Department",
        "ED",
        0.16,
        ("emergency", "visits", "everywhere"),
        carers=0.16,
        staff=0.01,
        happy=0.92,
        texted=True,
        channels=("Card", "Online"),
        teams=("Majors", "Minors", "Resus"),
        peaks=WINTER,
    ),
    Service(
        "ward7",
        ROYAL,
        "Ward 7 - Older People",
        "W7",
        0.145,
        ("ward", "visits", "everywhere"),
        carers=0.46,
        staff=0.07,
        happy=0.76,
        going_home=0.42,
        texted=True,
        teams=("Bay A", "Bay B", "Bay C", "Side rooms"),
        peaks=WINTER,
    ),
    Service(
        "lounge",
        ROYAL,
        "Discharge Lounge",
        "DL",
        0.014,
        ("lounge", "visits", "everywhere"),
        carers=0.45,
        staff=0.05,
        happy=0.62,
        going_home=0.55,
    ),
    Service(
        "therapies",
        ROYAL,
        "Therapies",
        "TH",
        0.022,
        ("therapies", "visits", "everywhere"),
        carers=0.12,
        staff=0.05,
        happy=0.86,
        going_home=0.2,
        teams=("Physiotherapy", "Occupational therapy"),
    ),
    Service(
        "children",
        ROYAL,
        "Children's Outpatients",
        "CO",
        0.045,
        ("children", "everywhere"),
        carers=0.72,
        happy=0.82,
        channels=("Online", "Card"),
        teams=("Diabetes", "Epilepsy", "General"),
        peaks=(8,),
    ),
    Service(
        "clinics",
        ROYAL,
        "Adult Clinics",
        "AC",
        0.13,
        ("clinics", "visits", "everywhere"),
        carers=0.08,
        happy=0.78,
        texted=True,
        channels=("Card", "Online", "Online"),
        teams=("Fracture clinic", "Diabetes", "Falls clinic", "Eye clinic"),
    ),
    Service(
        "maternity",
        ROYAL,
        "Maternity",
        "MA",
        0.045,
        ("maternity", "visits", "everywhere"),
        carers=0.10,
        happy=0.84,
        channels=("Online", "Online", "Card"),
        teams=("Labour ward", "Postnatal", "Community midwives"),
        peaks=(9,),
    ),
    Service(
        "nursing",
        COMMUNITY,
        "Community Nursing",
        "CN",
        0.075,
        ("nursing", "everywhere"),
        carers=0.25,
        staff=0.02,
        happy=0.84,
        going_home=0.16,
        teams=("North", "South", "Out of hours"),
    ),
    Service(
        "reablement",
        COMMUNITY,
        "Reablement",
        "RB",
        0.054,
        ("reablement", "everywhere"),
        carers=0.38,
        staff=0.1,
        happy=0.74,
        going_home=0.34,
        teams=("Wenbrook", "Tarrowdale"),
    ),
    Service(
        "minds",
        COMMUNITY,
        "Young People's Mental Health",
        "YM",
        0.06,
        ("minds",),
        carers=0.42,
        happy=0.60,
        teams=("Getting Help", "Getting More Help", "Crisis"),
    ),
    Service(
        "homecare",
        COUNCIL,
        "Home Care",
        "HC",
        0.10,
        ("homecare", "everywhere"),
        carers=0.46,
        staff=0.06,
        happy=0.88,
        going_home=0.24,
        teams=("East", "West", "Riverside"),
    ),
    Service(
        "ambulance",
        AMBULANCE,
        "Ambulance",
        "AM",
        0.075,
        ("ambulance", "everywhere"),
        carers=0.24,
        happy=0.86,
        channels=("Online", "Telephone"),
        peaks=WINTER,
    ),
    Service(
        "transport",
        AMBULANCE,
        "Patient Transport",
        "PTS",
        0.075,
        ("transport", "everywhere"),
        carers=0.10,
        happy=0.70,
        channels=("Card", "Telephone"),
    ),
)

_BY_KEY = {service.key: service for service in SERVICES}
_NAMES = {organisation.code: organisation.name for organisation in ORGANISATIONS}


def service(key: str) -> Service:
    """The service of this key; an unknown key is a mistake of ours and raises KeyError."""
    return _BY_KEY[key]


def organisation_name(code: str) -> str:
    """The name of the organisation with this code."""
    return _NAMES[code]
