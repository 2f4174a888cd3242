"""Ages, births, beds, homes and numbers in the ways of notes, of couples, of families and of people in haste."""

from goldthread.deidentify import Redactor
from tests.builders.marked_texts import goes_and_stays


REDACTOR = Redactor()
GONE = {
    "AGE_90": [
        "seen today (M, <94>) with his son",
        "Female <92> sent home in a gown",
        "age:<97> on the form",
        "Age - <91>, as if that matters",
        "my parents are both <93>, and nobody asked",
        "he spent his <90>th in a corridor",
        "I have lived <94> years without a form like that",
        "at <92> years nobody can stand so long",
        "Now <95> I need a chair",
        "at <ninety> you want a seat",
    ],
    "DOB": [
        "D O B <7 6 51>",
        "dob <7/6> and my surname",
        "born <july 7th>, same as you",
        "DOB <1951>",
        "our baby boy arrived safely on <07/06/2024>",
        "he was delivered on <7 June 2024> by the kindest team",
        "year born <1948>",
        "they typed <7|6|1951>, so my dob is wrong",
        "I am a <June 1951> baby",
        "born <'51> and bred here",
        "date of birth <seven oh six fifty one>",
    ],
    "WARD_BED": [
        "left in <resus 2> with the lights on",
        "he was in <AMU B7> by then",
        "put in <cubicle 9> in A&E for hours",
        "gave birth in <delivery room 4>",
        "the <end bed, ward 6> all week",
        "<bay 2 on the stroke ward> was mixed",
    ],
    "ADDRESS": [
        "the crew came to <Hollies, School Lane, Oxley> by mistake",
        "the nurse was sent to <one hundred and two station road>",
        "we are at <The Old Dairy> past the church",
        "they could find us at <candle.river.spoon> on the map",
        "I gave them <candle dot river dot spoon> twice",
        "the doctor came out to <Holly Bank> on Sunday",
        "<Bryn Glas, Llanfair Road> is up a hill",
        "our bungalow <Sea Breeze> has steps",
        "we moved to <4 the maltings> in the spring",
        "<12 Weaver Mews, London, SW1A> is home",
    ],
    "HOSPITAL_NO": [
        "unit number <55-20-98>",
        "hospital number starts <RGT 2219>",
        "quote <448871K> please",
    ],
    "ACCOUNT": [
        "sort-code: <11 22 33>",
        "sort code is <one one two two three three>",
        "card: last four digits <4471>",
        "they wrote my cvv <471> down",
    ],
    "ID_NUMBER": ["driver number <MORGA657054SM9IJ 35>"],
    "IP_ADDRESS": ["the log said <192.0.2.44:8080> was me", "it was <192 . 0 . 2 . 44> then"],
    "TWITTER": [
        "posted as <grumpy_gran7>",
        "I comment on mumsnet as <tiredmum33>",
        "snapchat <zzlooby>",
        "my discord: <moaner#2231>",
    ],
}
STAYS = [
    "I am 100 happy with it",
    "she was 100 professional",
    "he was 92 in the queue",
    "my weight was 94 last week",
    "ninety nine times out of a hundred",
    "the clinic moved to Park House on Castle Street",
    "form DS1500 and ISO9001",
    "kind.caring.professional",
    "icu 4 days, resus 3 hours",
    "seen in A&E and then home",
    "the numbers were 95 and rising",
    "the crew went to Queens Park hospital",
    "the nurse came to Holly Bank surgery",
    "Friendly team, Park Road surgery",
    "past Gypsy Lane and Elm Grove on the bus",
    "comments on covid_19 rules",
    "delivered on 3/4/26 with the wrong label",
]


test_it_goes_whole_and_nothing_beside_it, test_it_stays = goes_and_stays(REDACTOR, GONE, STAYS)
