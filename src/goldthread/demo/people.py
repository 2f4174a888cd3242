"""Invented names and numbers that tellers let slip, and the one sentence that the thread starts from.

Numbers belong to nobody: NHS numbers from the unissued 999 range, telephones from the ranges that Ofcom keeps for
drama, e-mail at example.org, postcodes in an area (WT) that does not exist.
"""

from random import Random


A_CARERS_WORDS = "They said someone would come. Nobody said who, or when. I sat up all night."
A_CARERS_RESPONDENT = "XWR W7 2107"
A_CARERS_REFERENCE = f"{A_CARERS_RESPONDENT} - Q2"


FIRST = (
    "Margaret Joan Sheila Doreen Maureen Brenda Pauline Ken Derek Roy Alan Trevor Colin Nigel Priya Anjali Sunita "
    "Rajesh Imran Farah Nasreen Yusuf Adaeze Chidi Folasade Kwame Abena Blessing Kasia Piotr Agnieszka Ioana Andrei "
    "Joao Marisol Jomar Siobhan Niamh Eilidh Rhian Gethin Mei Hana Layla Omar Chantelle Leroy Tracey Donna Gemma Kyle"
).split()
WOMEN = (
    "Margaret Sheila Doreen Maureen Brenda Pauline Priya Anjali Sunita Farah Nasreen Adaeze Folasade Abena Kasia "
    "Agnieszka Ioana Marisol Siobhan Niamh Eilidh Rhian Mei Layla Chantelle Tracey Donna Gemma"
).split()
LAST = (
    "Ashworth Birtles Cobbold Dunthorne Eastwood Fairclough Garside Hepworth Illsley Jessop Kettlewell Lumb Mossop "
    "Nuttall Ormerod Pickersgill Quayle Ramsbottom Sugden Thwaite Uttley Verity Widdop Yarwood Patel Chaudhry Begum "
    "Okafor Mensah Adeyemi Kowalska Nowak Popescu Ferreira Santos Reilly Gallagher Prosser Chen Haddad Campbell"
).split()
STREETS = ("Larkspur Close", "Mill Lane", "Harrow Street", "Station Road", "Beech Grove", "Quarry View", "Low Fold")


def full_name(chance: Random) -> str:
    """A first and a last name, put together by chance."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def nhs_number(chance: Random) -> str:
    """A number that looks like an NHS number, with a right check digit, from the range that nobody is given."""
    while True:
        digits = [9, 9, 9, *(chance.randrange(10) for _ in range(6))]
        check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
        if check != 10:
            whole = "".join(map(str, digits)) + str(check % 11)
            return f"{whole[:3]} {whole[3:6]} {whole[6:]}"


def mobile(chance: Random) -> str:
    """A mobile telephone number that is kept for drama."""
    return f"07700 900{chance.randrange(1000):03d}"


def landline(chance: Random) -> str:
    """A landline number that is kept for drama."""
    return f"01632 960{chance.randrange(1000):03d}"


def email(chance: Random) -> str:
    """An address at example.org."""
    return f"{chance.choice(FIRST)}.{chance.choice(LAST)}{chance.randrange(10, 99)}@example.org".lower()


def postcode(chance: Random) -> str:
    """A postcode of an area that does not exist."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"WT{chance.randrange(1, 20)} {chance.randrange(1, 10)}{chance.choice(letters)}{chance.choice(letters)}"


def address(chance: Random) -> str:
    """A house number and a street."""
    return f"{chance.randrange(1, 120)} {chance.choice(STREETS)}"
