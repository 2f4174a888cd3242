"""Homes without a number, bare ages and dates, beds in any order, numbers told by what follows: each goes whole."""

from goldthread.deidentify import Redactor
from tests.builders.marked_texts import goes_and_stays


REDACTOR = Redactor()
GONE = {
    "ADDRESS": [
        "I live in <Tannery Court, flat nine>.",
        "He went back to <the top flat, 40 Weaver Street> with no key",
        "my dad is in <Alder Grange care home on Tolgate Road> now",
        "I live alone at <Pen-y-Graig, Rhos Isaf> and it was dark",
        "our house is called <Windyridge>, you cannot miss it",
        "please send it to <Slate Cottage>, not to my ex",
        "they came out to <Low Moor Farm> in the snow",
        "waited in all day at <Cooper Yard> for a bed",
        "i live at <flat above the baker on Wren Street>",
        "please deliver to <bramble cottage, mill lane, ousby>",
        "MY DAD IS IN <ALDER GRANGE CARE HOME> NOW",
    ],
    "WARD_BED": [
        "He was in <bay A, Ward 3> by the door",
        "I woke in <recovery bay 8> in pain",
        "going to <bed 33 on the discharge lounge> they said",
        "<Bay 6:2, Ward D3> is my mother",
        "on the children's ward (<Rainbow, bed 10>) all week",
        "<bed 4 (window), bay 2> was mine",
        "<ward 5, 2nd bed> had no bell",
    ],
    "AGE_90": [
        "she is <9O> and sharp",
        "i turned the big <9 0> on your ward",
        "my wifes <ninty two> and her memory is going",
        "a very frail <94>, sent home at night",
        "Dad is pushing <93> and cannot queue",
        "<94>. Still driving",
    ],
    "DOB": [
        "H. was here, <2.2.62>",
        "I'm <27th of july 52> if you look me up",
        "born <15.VII.1978> in another country",
        "date of birth <1955, 11, 23>",
        "it is <30-06-'82>",
        "all good, <2nd of the 2nd 49>",
    ],
    "HOSPITAL_NO": [
        "she is <C441 902> on your screen",
        "the sticker on my notes said <6619 TH>",
        "the note says <NEB/5520>.",
        "<771204> is what it says on my wristband",
    ],
    "ID_NUMBER": [
        "blue badge serial <ZZ18H7X0442> was in the window",
        "HC2 certificate <4471-00982> was refused",
    ],
    "TWITTER": ["my handle is <sunnysue>", "I am <gransix41> on tiktok"],
    "ACCOUNT": ["<20-45-45> and the rest are my bank details"],
    "VEHICLE_REG": ["plate: <november juliet two eight zulu kilo>", "she drives <TUF 88> to the clinic"],
}
STAYS = [
    "We went by Hollins Lane because the road was shut",
    "I was sent to King's Mill",
    "the car park on Station Road is full",
    "I live in Leeds and came by bus",
    "moved to the stroke ward at Park House surgery",
    "Bay 3 was noisy",
    "ward 7 was clean and the bay was too",
    "waited 92 days, then 101 days",
    "mum's sats were 92 and then 95",
    "I was number 94 in the queue",
    "booked for 3/4/26 and 12.5.27",
    "seen on 22/10/2026 at 14.20",
    "BP was 148/92",
    "L4/L5 and S1",
    "my letter said 14 weeks",
    "it was on facebook as usual",
    "I saw a post on twitter",
    "the what3words app did not work",
]


test_it_goes_whole_and_nothing_beside_it, test_it_stays = goes_and_stays(REDACTOR, GONE, STAYS)
