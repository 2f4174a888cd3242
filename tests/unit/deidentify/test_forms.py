"""Each form of identifier, as people write it, and what looks like it and stays. Every number belongs to nobody."""

import pytest

from goldthread.deidentify import Redactor


REDACTOR = Redactor()
GONE = {
    "NHS_NUMBER": [
        "my nhs number is <943 476 5919>", "NHS no. <9434765919> was wrong on the letter",
        "it is <943-476-5919> I think", "nhs num <987 654 3211> with a wrong check digit",
        "the card says <９４３ ４７６ ５９１９>", "NHS:<943.476.5919>.",
        "they read out <94347 65919> to the whole room",
        "quoting <9434 765 919> every time",
    ],
    "PHONE": [
        "ring me on <07700 900123>", "mobile <07700900123>.", "<+44 7700 900123> is best", "<+447700900123>",
        "<0044 7700 900123>", "call <(0117) 496 0123> after six", "<0117-496-0123>", "tel <020 7946 0123>",
        "<07700-900-123>", "<07700.900.123>", "her number <+44 (0)7700 900123>", "<7700 900123> with no nought",
        "phone me on <496 0123> please", "text <oh seven seven zero zero nine zero zero one two three>",
        "<0808 157 0123> was engaged", "my sister abroad <+353 20 910 1234>",
    ],
    "EMAIL": [
        "write to <jo.bloggs@example.com>", "<JO_BLOGGS99@EXAMPLE.CO.UK>", "<jo.bloggs @ example.com> any time",
        "<jo dot bloggs at example dot com>", "<jo.bloggs at example dot co dot uk>", "<jo.bloggs(at)example.org>",
        "<jo.bloggs [at] example [dot] org>", "<jbloggs@example>", "<jo.bloggs@example,com>",
        "<o'neill-x@mail.example.org>.", "<joblo99 at gmail.com>",
    ],
    "URL": [
        "see <www.jobloggs.example.com>", "<http://example.com/~jo> has it",
        "<https://www.example.org/people/jo.bloggs?x=1>,", "my page <facebook.com/jo.bloggs.81>",
        "<linkedin.com/in/jobloggs>", "blog at <jobloggs.co.uk>.", "<www dot jobloggs dot com>",
        "<example dot com slash jo>", "<bit.ly/3jobloggs>",
    ],
    "TWITTER": [
        "tell <@Jo_Bloggs>", "(<@jobloggs99>)", "my twitter handle is <jo_bloggs>", "insta: <jo.bloggs9>",
        "on twitter as <jobloggs77>",
    ],
    "POSTCODE": [
        "I live in <LS26 7TD>", "<ls267td>.", "postcode <M1 1AE>", "<SW1A 1AA>", "<EC1A 1BB>", "<B33 8TH>",
        "<S10 5NA>", "from <wv16-3fj>", "my postcode is <LS26>",
    ],
    "VEHICLE_REG": [
        "my car <AB12 CDE> was clamped", "<ab12cde>", "<AB12-CDE>", "reg <M688 CSE>", "<p986 ack>",
        "the plate is <ABC 123D>", "parked <AIG 1234> by the door", "taxi reg <xyz 987>", "<WW17MNO>",
        "ambulance <EX09 HBN> hit us",
    ],
    "HOSPITAL_NO": [
        "hospital number <RX210741>", "<H6996991>", "MRN <79338042>", "mrn: <123456>", "my number is <K123456>",
        "unit no <12/34567>", "patient id <AB-123456>", "ref <0123/4567>", "case number <X 098821>",
        "<01974813> on the band", "reference: <DX204419>", "crn <98213>", "the wristband said <C9157521>",
        "incident <W123456>", "hosp no <A123456B>",
    ],
    "DOB": [
        "born <20th June 1960>", "DOB <02/09/1930>", "d.o.b. <2.9.30>", "date of birth: <1930-09-02>",
        "dob is <1 Jan 57>", "my birthday is <4th of May>", "born on the <3rd of March, 1947>",
        "<12/03/1947> is my date of birth", "b. <4 May 1951>", "dob <020930>", "born in <March 1951>",
        "she was born <1931>", "<16-08-1928>", "birth date <June 20th 1960>",
    ],
    "AGE_90": [
        "my mum is <97>", "<97> years old", "a <97>-year-old", "my nan (<94>) waited", "Dad, <91>, fell",
        "she turned <100> in May", "aged <ninety-two>", "he is <ninety three>", "at <93> I still walk",
        "my gran, <a hundred and one>, cried", "<103>rd birthday", "I'm <95> now", "i am <92>", "the <96>yr old lady",
        "<98> y/o father", "a <94>yo", "my neighbour is nearly <100>", "in her <90s>", "in his <early nineties>",
        "the lady next door is <97> and deaf", "my husband who is <91> was left", "age <90>",
        "mother <99> left on a chair",
        "he'll be <99> next month", "I am a <92> year old man",
    ],
    "WARD_BED": [
        "<ward 12 bed 4>", "<Ward B6, Bed 8>", "<bed 25, ward 21>", "<bed 1 on Ward 30>", "in <bed 7 bay C>",
        "<Bay 3, bed 2>", "<Rowan Ward, bed 6>", "<bed 12 on Rowan ward>", "<Ward 7, Bay B, Bed 22>",
        "<bed six on ward ten>", "<AMU bed 3>", "<bed 9 (ward 22>)", "<bed no 7 of ward 3a>", "<B6 bed 4>",
        "a visitor for <ward 4, bed 3> came",
        "<bed space 12 in bay 2>", "<ward 4 side room 2 bed 1>",
    ],
    "ADDRESS": [
        "<200 Church Lane>", "I live at <14 Elm Grove, Otley>", "<Flat 6, 124 Moorland View, Goole>",
        "<123 Kirkgate>", "<14a high street>", "<130 beechwood avenue, batley>", "address is <5 The Green>",
        "I live in <Flat 2, Rose Court>", "at <27 Queen's Road, Stoke-on-Trent>", "live on <Elm Grove>",
        "<9 Old Mill Close>", "<45 Albert Terrace, Newcastle upon Tyne>", "send it to <7 Broadway>",
        "<Apartment 12, 3 Quay Street>", "<61 FOREST ROAD>",
    ],
}  # fmt: skip
STAYS = [
    "ward 12 was clean", "Ward B3 and ward 4", "bed 4 was broken", "a bed on the ward", "waited 45 minutes for bed",
    "8 out of 10", "10/10", "140/90", "100%", "97%", "temperature was 97", "my sats were 94", "heart rate of 98",
    "blood pressure was 110", "waited 95 minutes", "90 days", "number 95 bus", "paid 95 pounds", "£100",
    "over 100 patients", "a hundred times", "he is 82", "aged 67", "45 year old", "B12 injection", "called 111",
    "rang 999", "A&E at 2am", "18 weeks", "the 2nd of May", "on 12/03/2023", "Monday 4 June 2022", "10 minute walk",
    "24 hour drive", "2 hours on the road", "5 star place", "3 nurses in the way", "a 20 mile drive", "H1N1",
    "COVID19", "Type 2 diabetes", "HbA1c 48", "www.nhs.uk", "10000 people", "£25000", "20000 steps",
    "in 2019 and 2020", "15:30", "room 101 please", "good@ this", "at10 the nurse", "seen at 10.30 on 4th",
    "1 2 3 4 5 6", "T4 levels 12.5", "FP10 form", "in June2021",
    "50mg twice", "100 beds", "queue of 90", "one hundred per cent",
    "ward is 100% clean", "I had 2 tests", "for 3 or 4 weeks", "was seen within 30 min by the GP", "car park",
    "it cost 3.50 an hour", "the flat screen", "we live nearby", "they live in fear", "moved to the new ward",
    "a long way to come", "no way", "it was 2am", "from 9am to 5pm",
]  # fmt: skip


def _cases():
    for kind, texts in GONE.items():
        for n, text in enumerate(texts):
            yield pytest.param(kind, text, id=f"{kind} {n}")


@pytest.mark.parametrize("kind, text", list(_cases()))
def test_every_letter_and_digit_of_an_identifier_goes_and_nothing_beside_it(kind, text):
    start, end = text.index("<"), text.index(">") - 1
    given = text.replace("<", "").replace(">", "")
    (span,) = REDACTOR.redact([given])[0].spans
    assert (given[span.start : span.end], span.type) == (given[start:end], kind)


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_an_identifier_stays(text):
    assert REDACTOR.redact([text])[0].text == text
