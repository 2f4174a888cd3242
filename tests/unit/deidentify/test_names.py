"""Names of people, as patients write them, and words that only look like names. All of it invented."""

import pytest

from goldthread.deidentify import Redactor
from goldthread.deidentify.joining import joined
from goldthread.deidentify.names import WORD, split
from goldthread.deidentify.tagger import WordInfo


REDACTOR = Redactor()
GONE = [
    "a big thank you to <Karen> on reception",
    "nurse <karen> was lovely",
    "Dr <Okonkwo> listened",
    "dr. <A. Patel> explained it",
    "my husband <Tomasz> was in pain",
    "my name is <Siobhan O'Leary>",
    "<SHIRLEY> ON WARD 4 WAS RUDE",
    "thanks to <gaz> and <shaz>",
    "Mrs <Price> in the next bed",
    "mr <brown> kept me waiting",
    "Sister <Grace> held my hand",
    "thanks to <Will> for the help",
    "<Małgorzata> and <Inês> were great",
    "<Sanjya> helped me",
    "my son <Oluwaseun Adeyemi> was seen",
    "<Min-ji> took my bloods",
    "Mr <van der Berg> operated",
    "the receptionist called <Bronwen> was kind",
    "Dear <Anjali>, thank you",
    "<Karen B.> was on duty",
    "<Joan Smith>'s kindness",
    "seen by Dr <de la Cruz> today",
    "<Karen> practice nurse was kind",
    "<Grace> my nurse was lovely",
    "<Mark> the porter pushed me gently",
    "<Bill> the volunteer brought tea",
    "<Pat> my neighbour came too",
    "<mark> the porter was nice",
    "Nurse <Drew> the star of the ward",
    "Dr <Read> my notes were lost",
    "thanks to <Page> the best nurse",
    "<Sue> a nurse on nights",
    "<Mark> the absolute legend",
    "<Page>, a nurse, was kind",
    "my midwife <Rose French> was calm",
    "Mrs <Appleyard> was on the desk",
    "<dean> the physio went above and beyond",
    "<Shaznay> and <Baljinder> on nights",
]
STAYS = [
    "I will be back in May",
    "I hope to see more grace and joy",
    "waited since April",
    "on Rowan Ward and Churchill ward",
    "She has Parkinson's",
    "Bell's palsy and Crohn's disease",
    "the James Paget is miles away",
    "Queen Elizabeth Hospital",
    "Mid Yorkshire should listen",
    "Shirley Oaks Hospital",
    "took Ramipril and Sertraline",
    "the Junior Doctor was late",
    "Ward Sister and Matron were kind",
    "Will recommend",
    "May I say thanks",
    "Best hospital ever",
    "Long waits",
    "Friendly Staff And Clean Rooms",
    "GPs and HCAs",
    "Excellent Service",
    "recieved good treatmnet",
    "Macmillan nurses",
    "I live in Lincoln",
    "the zimmer frame",
    "Leeds Teaching Hospitals",
    "christmas on the ward",
    "a mark on my arm",
    "Read my notes",
    "Page the doctor",
    "Mark the form clearly",
    "Will the doctor come",
    "Will you thank them",
    "Bill my insurance. Chase the results",
    "they drew a diagram",
    "Drew me a picture",
    "READ MY NOTES FIRST",
    "Please page the doctor",
    "It was slow. Park the car first",
    "Pat all the staff on the back",
    "Worth every penny",
    "Mark my words",
    "Sue the lot of them",
    "Judge them by their work",
    "the DESMOND course",
    "filled in a PIP form",
    "kind May I say how good",
    "many thanks Will someone answer",
    "diagnosed with Kienbock's disease",
    "I have Takayasu's and nobody knew",
    "Betsi Cadwaladr wrote to me",
    "I saw the doctor. My email was lost",
    "weighing 7lb 2oz",
    "keeps goin to the wrong door",
    "Oh dear. Noone came",
    "New Year's Eve",
    "Sri Lanka",
]


@pytest.mark.parametrize("text", GONE)
def test_every_letter_of_a_name_goes(text):
    given = text.replace("<", "").replace(">", "")
    left = REDACTOR.redact([given])[0].text
    for part in text.split("<")[1:]:
        name = part[: part.index(">")]
        assert not any(word in left for word in name.replace(".", " ").split() if len(word) > 1), left


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_a_name_stays(text):
    assert REDACTOR.redact([text])[0].text == text


def test_the_possessive_stays_behind_a_name():
    assert REDACTOR.redact(["Karen's smile"])[0].text == "[NAME]'s smile"


def test_types_say_what_the_words_around_a_name_tell():
    told = [
        REDACTOR.redact([text])[0].spans[0].type for text in ("nurse Karen", "my husband Tomasz", "my name is Siobhan")
    ]
    assert told == ["STAFF_NAME", "RELATIVE_NAME", "PATIENT_NAME"]


@pytest.mark.parametrize("text", ["", "an -an- hand, an", "O'Neill's o''neill a-b--c A.B. (an", "ana an ana'n a"])
def test_words_stand_where_they_are_found(text):
    told, hits = split(text), list(WORD.finditer(text))
    assert (told.words, told.spans()) == ([hit.group() for hit in hits], [hit.span() for hit in hits])
    assert "".join(part for pair in zip(told.gaps, [*told.words, ""], strict=True) for part in pair) == text


class Counting(list):
    """Counts how often it is looked into."""

    looks = 0

    def __getitem__(self, at):
        self.looks += 1
        return super().__getitem__(at)


@pytest.mark.parametrize("word", ["du", "mac", "Anna", "J"])
def test_a_run_of_one_word_is_looked_through_once_however_long_it_is(word):
    looks = []
    for count in (400, 4_000):
        told = split(" ".join([word] * count))
        known = Counting([WordInfo(word.lower(), "l", "", "", word, "")] * count)
        list(joined(" ".join([word] * count), told, known, [at % 8 == 7 for at in range(count)]))
        looks.append(known.looks)
    assert looks[1] < 12 * looks[0]
