"""Names that only the words around them show, in small letters and in capitals, and sayings that hold a name."""

import pytest

from goldthread.deidentify import Redactor


REDACTOR = Redactor()
GONE = [
    "dr <may> rang me after lunch",
    "nurse <king> and nurse <wise> were on",
    "matron <steel> sorted my bed",
    "receptionist <hope> was short with me",
    "mr <b> in the next bed coughed",
    "saw dr <k>.",
    "dr <m khan> listened",
    "dr <van der berg> did my hip",
    "miss <hand> fixed my finger",
    "my mother <dot> is deaf",
    "paramedics <ash> and <lee> were quick",
    "from <ken> and <barbara>",
    "thanks again to <winnie> and <rose> and to <bob>",
    "the nurses <olive> and <ivy> were kind",
    "yours sincerely <hubert lane>",
    "love <wendy>",
    "<hope> did my dressing and the nurse watched",
    "so pleased. <grace> took my blood",
    "i was seen by <faith>",
    "Sister <B> was on duty",
    "<Raj> 10/10",
    "signed <mary p>",
    "lovely people. <j.s.>",
    "great care as always. <margaret crush>",
    "<IRIS POTTER>",
    "<K.L.>",
    "Lovely team. Signed <A Mensah>",
    "<Will> the porter said he would be back",
    "MRS <PEACOCK> AT THE FRONT",
    "a nurse called <skye> sat with me",
]
STAYS = [
    "i miss hope",
    "hope was lost and faith restored",
    "hope to be seen by may",
    "the doctor may ring",
    "dr will call me",
    "nurse call was ignored",
    "nurse lovely",
    "doctor read my notes first",
    "a nurse called twice",
    "the nurse called reception",
    "someone called yesterday",
    "mr scan",
    "every Tom Dick and Harry gets in before me",
    "Joe public cannot get in",
    "for pete's sake answer",
    "rob peter to pay paul",
    "hey siri ring the surgery",
    "the sat nav sent us wrong",
    "olive oil and ginger biscuits",
    "my temperature rose in the night",
    "it was Guillain-Barre, then Miller Fisher",
    "Osgood Schlatter in both knees",
    "St Patrick's Day was quiet",
    "clinic code ORTH4",
    "SALT came and then OT",
    "from ED to the ward",
    "spoke to somebody at 111",
    "the Victoria health centre car park",
    "Jain food and Roma families",
    "buses from Melton to Didsbury",
    "they sent me to Tolgate for a scan",
    "the Oxton bus does not run",
    "the Rother Valley midwives",
    "letter from dr no reply",
    "thanks to reception and security",
    "from start to finish",
]


def _stretches(text: str) -> tuple[str, list[str]]:
    """A text without its marks, and what is marked in it."""
    given = text.replace("<", "").replace(">", "")
    return given, [part.split(">")[0] for part in text.split("<")[1:]]


@pytest.mark.parametrize("text", GONE)
def test_a_name_goes_and_nothing_beside_it(text):
    given, names = _stretches(text)
    assert [given[span.start : span.end] for span in REDACTOR.redact([given])[0].spans] == names


@pytest.mark.parametrize("text", STAYS)
def test_it_stays(text):
    assert REDACTOR.redact([text])[0].text == text
