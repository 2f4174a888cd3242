"""What a saved search must hold; no database."""

from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.only_text import says_anything


LONGEST_NAME, LONGEST_WORDS, MOST = 80, 300, 50


def check_name(name: str) -> str:
    """The name of a search. Raises WrongUsage for none, or for one that is too long."""
    name = name.replace("\x00", "").strip()
    if not says_anything(name):
        raise WrongUsage("The search needs a name.", "Give it a name that you will know again.")
    if len(name) > LONGEST_NAME:
        raise WrongUsage(f"The name is longer than {LONGEST_NAME} characters.", "Shorten it.")
    return name


def check_words(words: str) -> str:
    """The words of a search. Raises WrongUsage for none."""
    words = words.replace("\x00", "").strip()[:LONGEST_WORDS]
    if not says_anything(words):
        raise WrongUsage("There is no word to look for.", "Search first, then save what you searched for.")
    return words
