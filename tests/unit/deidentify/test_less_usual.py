"""Identifiers as people write them in haste, in words, glued together or under no list; and what only looks so."""

import pytest

from goldthread.deidentify import Redactor
from tests.builders.marked_texts import assert_gone_whole, each_marked


REDACTOR = Redactor()
GONE = {
    "PHONE": [
        "Ring my son on <oh seven seven double o, nine hundred, one two three>.",
        "the number is <zero one one seven four nine six zero one two three>",
        "you can get me on <one one seven, four nine six, oh one two three>",
        "tel<07700900123>",
        "mob:<07700900456>after 5",
    ],
    "NHS_NUMBER": ["NHS<9434765919>", "nhsno<943 476 5919>"],
    "DOB": [
        "dob<12/03/1945>",
        "DOB<120345>",
        "d.o.b<12.3.45>",
        "born on <the fifth of may nineteen forty two>",
        "date of birth <third of June, nineteen thirty-eight>",
        "he was born <4th of march nineteen fifty>",
        "Dad (<12/03/1938>) was on the ward",
    ],
    "AGE_90": [
        "<93> and still waiting for a hip",
        "<94>, lives alone and cannot cook",
        "At <96> I cannot walk to the bus",
        "left a lady of <ninety-one> in the corridor",
        "my dad's <91> tomorrow",
    ],
    "HOSPITAL_NO": [
        "<A123456> is my hospital number",
        "<445566> (hospital number)",
        "<77812> is her patient number",
        "<RX 40912> that is my unit no",
    ],
    "WARD_BED": [
        "in <bd 4 wd 7> all night",
        "<W7 B12> had no buzzer",
        "<w12/b3> was cold",
        "moved to <ward 7, b4>",
        "<bed four on bay two>",
        "<Ward 7 Bay C Bed 12>",
        "<12B, bed 3> waited",
        "<B4 on ward 9> is left to wait",
        "<bed 6, Hollins Ward> is mine",
    ],
    "ADDRESS": [
        "I live at <number 7, the old rectory, church street>",
        "we live at <Rose Cottage, Mill Lane>",
        "my address is <The Old Forge, Long Lane>",
        "I live at <12 Heol y Parc>",
        "home is <4 Ffordd Pentre, Aberystwyth>",
        "deliver it to <Ty Gwyn, Lon Isaf>",
        "she lives at <forty two acacia avenue>",
        "he lives in <Flat B, Oak House>",
        "i live on <mill lane>",
        "come to <///filled.count.soap>",
        "what3words is <filled.count.soap>",
        "send it to <number nine priory close>",
    ],
    "ACCOUNT": [
        "pay it to sort code <20-00-00 account 55779911>",
        "refund to acc <55779911> please",
        "my bank is sort code <20 00 00>",
        "<GB33 BUKB 2020 1555 5555 55> is my IBAN",
        "card <4929 1234 5678 9018> was charged twice",
        "<4111111111111111>",
        "visa ending <4242>",
    ],
    "ID_NUMBER": [
        "my national insurance number is <QQ 12 34 56 C>",
        "NI no <QQ123456C>",
        "passport <925665416>",
        "passport number is <GB 925 665 416>",
        "driving licence <MORGA657054SM9IJ>",
    ],
    "IP_ADDRESS": ["it said my IP <192.0.2.44> was blocked", "blocked <2001:db8::8a2e:370:7334> again"],
    "TWITTER": [
        "my insta is <kirsty_b84>",
        "find me on snapchat <dazza.w>",
        "I am <@gran.of.six> on there",
        "add me on tiktok: <nursemandyx1>",
        "facebook name <jobloggs81>",
    ],
    "NAME": [
        "It was never explained to us. <J.S.>",
        "Never again.\n<K.T.>",
        "Kind regards, <M P>",
        "well done to all. <ralph linden>",
        "Ask for <Мария>",
        "thanks to <Мария Иванова> for her care",
    ],
}
STAYS = [
    "one two three four and five of us waited",
    "rang nine nine nine twice",
    "call one one one first",
    "fifth of may at ten",
    "on the fifth of May I rang",
    "since 15/12/2012 I have come here",
    "had my hip done on 3/4/2009",
    "booked for 27 aug 830 1130 and rang nobody",
    "they called me at 0930 and 1145",
    "took vitamin B12 on ward 7",
    "ward 7 gave me a B12 injection",
    "the bay had 6 beds",
    "90 and 95 were the readings",
    "91 other people were waiting",
    "i live on the main road",
    "we live on the ward these days",
    "moved to Hollins Lane for rehab",
    "was on Hollins Lane for a week",
    "one way street outside",
    "two green doors down",
    "paid 20 pounds",
    "version 1.2.3.4 of the app",
    "at 10.30.15 sharp",
    "blood pressure 120-80-60",
    "ten to twelve weeks, then six to eight",
    "it was on facebook yesterday",
    "saw it on twitter yesterday",
    "card for my nurse",
    "he paid by card 4 times",
    "my passport was checked",
    "The n/a's are because I did not need a carer.",
    "cancelled in jan and again on 31st jan",
    "my son is prone to uti's",
    "noone answered the phone",
    "nurse triage rang me back in ten minutes",
    "When we got to see the dr. He was very thorough.",
    "Oh and there is no waiting room.",
    "all the doctors, clinicians, admin staff and volunteers were kind",
    "My husband fell in the corridor",
    "my mother fell.",
    "a Muslim chaplain and a Punjabi interpreter",
    "they asked if I was Chinese or Vietnamese",
    "booked for Eid, then for Easter",
    "the dn and the hv came about my HRT",
    "Sue the trust, I would",
    "Patience and kindness",
    "great patience",
    "more for 2 year olds",
    "how to handle issues",
    "HBA1C test due",
    "veryrespectful and kind",
    "handles it well",
    "Good service. My doctor listened",
    "Thanks GP",
    "Regards to all at A and E",
]


@pytest.mark.parametrize(("kind", "text"), each_marked(GONE))
def test_it_goes_whole_and_nothing_beside_it(kind, text):
    assert_gone_whole(REDACTOR, kind, text)


@pytest.mark.parametrize("text", STAYS)
def test_it_stays(text):
    assert REDACTOR.redact([text])[0].text == text
