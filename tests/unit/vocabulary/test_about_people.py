"""Which wordings ask who somebody is, and which ask what their care was like though they name the same things."""

import pytest

from goldthread.sources.headings import meaning
from goldthread.vocabulary import about_people


WHO = {
    "sex": [
        "Are you male or female?",
        "Sex:",
        "PatientGender",
        "What sex were you registered as at birth?",
        "I am a… (man, woman, another word)",
    ],
    "gender identity": [
        "Is your gender identity the same as the sex you were registered at birth?",
        "Do you identify as trans?",
        "What are your pronouns?",
        "Are you transitioning?",
    ],
    "age": [
        "Q14. Year of birth",
        "How old are you?",
        "age_band",
        "Which of these age groups are you in?",
        "What year were you born?",
    ],
    "ethnicity": [
        "Please select your ethnic group",
        "Which of these best describes your ethnic background?",
        "What is your race?",
        "ETHNIC_CATEGORY",
    ],
    "nationality": [
        "Country of birth",
        "Were you born in the UK?",
        "What is your nationality?",
        "How would you describe your national identity?",
        "Where were your parents born?",
        "Born in the UK?",
    ],
    "religion": [
        "Religion / belief",
        "What is your religion or belief?",
        "Do you have a faith?",
        "Are you Muslim?",
        "Do you attend church?",
    ],
    "sexuality": [
        "Which best describes your sexual orientation?",
        "Are you gay or straight?",
        "Who are you attracted to?",
    ],
    "disability": [
        "Do you have a long-term condition?",
        "Do you have any physical or mental health conditions or illnesses lasting 12 months or more?",
        "Are your day-to-day activities limited because of a health problem?",
        "Do you consider yourself to be a disabled person?",
        "Which of these conditions do you have?",
        "If you have a disability, did we meet your needs?",
        "Are you autistic?",
        "Were you diagnosed with depression?",
        "Are you living with HIV?",
        "Do you wear a hearing aid?",
        "Do you smoke?",
    ],
    "marital status": ["Are you married or in a civil partnership?", "Marital status", "What is your marital status?"],
    "pregnancy": [
        "Are you currently pregnant?",
        "Have you given birth in the last 26 weeks?",
        "Pregnancy and maternity",
    ],
    "carer": [
        "Do you have caring responsibilities?",
        "Are you an unpaid carer?",
        "Do you look after anyone because of illness or old age?",
        "Are you a carer?",
    ],
    "household": [
        "Who lives with you?",
        "How many people live in your household?",
        "Do you live with anyone else?",
        "Do you own or rent your home?",
    ],
    "living alone": ["Do you live on your own?"],
    "income": ["What is your total household income?", "Annual income before tax", "How much do you earn?"],
    "deprivation": ["Do you receive any benefits?"],
    "occupation": [
        "Job title",
        "Pay band",
        "What is your occupation?",
        "Are you currently in paid work?",
        "Staff group",
        "What is your highest level of qualification?",
    ],
    "postcode": ["What is the first half of your postcode?", "Postcode district", "Where do you live?"],
    "language": [
        "What is your first language?",
        "Which language do you speak at home?",
        "Is English your main language?",
        "Main language",
    ],
    "armed forces": ["Have you ever served in the UK armed forces?"],
}
CARE = [
    "Were you told about your condition?",
    "Did staff ask about your age?",
    "Was the language clear?",
    "Are you the patient or a carer?",
    "Are you a patient, a relative or a member of staff?",
    "Who is filling in this form: the patient or someone else?",
    "Were your religious needs met?",
    "Did the ward have somewhere to practise your faith?",
    "Did you have faith in the nurses?",
    "How well did we meet your cultural or religious needs?",
    "Did you share a sleeping area with patients of the opposite sex?",
    "Were you offered a nurse of the same gender?",
    "Was there enough disabled parking?",
    "Disabled access",
    "Did staff understand your disability?",
    "Was your disability taken into account?",
    "Did you feel treated differently because of your ethnic background?",
    "Were you treated with respect whatever your race?",
    "Did the interpreter speak your first language?",
    "Were you given letters in your preferred language?",
    "Did your midwife listen to you during your pregnancy?",
    "How was your care while you were pregnant?",
    "Did staff check your name and postcode?",
    "Was the leaflet right for your child’s age?",
    "Do you have enough support to manage your long-term condition?",
    "How confident are you in managing your long-term condition?",
    "Were your living arrangements discussed before you went home?",
    "Did we ask who lives with you before you left?",
    "Did anyone ask whether you had caring responsibilities?",
    "Were the benefits and risks explained?",
    "Did you have a choice of place of birth?",
    "Was your birth plan followed?",
    "Did staff introduce themselves and their job title?",
    "How many people were in the room?",
    "How old was the equipment?",
    "Did staff respect your privacy and dignity?",
    "Were you told who to ring after you went home?",
    "Do you know who your main carer on the ward is?",
    "Were you able to have a partner with you?",
    "Would you say the ward was clean?",
    "Would you recommend us to people your age?",
    "In your opinion, was your age a factor in how you were treated?",
    "Have you had your diagnosis explained?",
    "Where do you live in relation to the clinic?",
    "Do you have difficulties getting here?",
    "Did you get help to eat your meals?",
    "Which medicines do you want explained?",
    "Do you feel safe on the ward?",
    "Were you told what your medicines are for?",
    "Did you have somebody with you?",
    "Title",
    "Tell us about your stay",
    "Thinking about your stay, did staff ask about your beliefs?",
]


@pytest.mark.parametrize(("named", "question"), [(name, one) for name, some in WHO.items() for one in some])
def test_a_question_about_who_somebody_is_is_known(named, question):
    assert about_people.characteristic(question) == named
    assert about_people.is_about_people(question.upper()) or "_" in question or not question.islower()


@pytest.mark.parametrize("question", CARE)
def test_a_question_about_care_is_none_though_it_names_the_same_things(question):
    assert about_people.characteristic(question) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Who is filling in this form?",
        "Are you a patient, a relative or a member of staff?",
        "What is your relationship to the patient?",
        "Are you answering on your own behalf?",
    ],
)
def test_to_ask_who_answers_is_to_ask_who_somebody_is(question):
    """An agreement may withhold whether patients or carers wrote: no measure tells it then."""
    assert about_people.is_about_people(question) and about_people.characteristic(question) == ""


def test_one_question_after_another_is_asked_too():
    assert about_people.is_about_people("How was your stay? And what is your age?")
    assert not about_people.is_about_people("How was your stay? Was it clean?")


@pytest.mark.parametrize(
    "answer",
    [
        "Female",
        "Man",
        "White British",
        "Heterosexual or straight",
        "No religion",
        "Aged 65 and over",
        "25 to 34 years",
        "Retired",
        "Band 6",
        "F",
        "18-24",
        "Catholic",
        "Polish",
        "HIV positive",
        "Deaf",
        "I live alone",
    ],
)
def test_answers_tell_what_a_column_without_a_telling_heading_is_about(answer):
    assert about_people.is_about_people("Q7", ["Yes", answer])


@pytest.mark.parametrize(
    "answer", ["Yes", "No", "Sometimes", "Very good", "10 minutes", "2", "1 to 3 days", "Ward 7", "Both"]
)
def test_ordinary_answers_tell_nothing(answer):
    assert not about_people.is_about_people("Q7", [answer])


def test_files_and_measures_know_the_same_headings():
    for name, headings in about_people.headings().items():
        for heading in headings:
            said = heading.replace("*", "")
            assert meaning(said) in (f"about:{name}", "ignore"), heading
            assert about_people.is_about_people(said), heading
