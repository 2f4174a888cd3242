"""Errors that a person can put right: a plain sentence, what to do next, never a traceback."""


class PlainError(Exception):
    """Base of every error that a user can cause or mend.

    Takes: `sentence`, what is wrong; `remedy`, what to do about it. Both are shown as they stand, so neither may
    hold words from feedback.
    """

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(" ".join(part for part in (sentence, remedy) if part))
        self.sentence = sentence
        self.remedy = remedy


class UnreadableFile(PlainError):
    """A file that cannot be read as feedback or figures; the sentence says why."""


class NotEvidence(UnreadableFile):
    """A file that can be read, but is not patient feedback."""


class BadDefinition(PlainError):
    """A YAML file (profile, framework, pathway) that does not say what it must."""


class NoRight(PlainError):
    """Somebody asked for what their scope does not open."""


class ClosedByPromise(NoRight):
    """Somebody asked for a field, or a use, that the data promises close."""


class Unanswerable(PlainError):
    """A question that no engine can answer: something narrows it that none of them knows how to test."""


class NotShared(PlainError):
    """A cut that is not on the closed list: figures that anybody may see are not given for it."""


class NewerNoun(PlainError):
    """Something that a newer version of Goldthread published, and this one cannot read whole."""


class NotFound(PlainError):
    """A reference that leads to nothing, or to something this scope may not know of."""


class WorkspaceProblem(PlainError):
    """The workspace folder or its key cannot be used."""


class WrongUsage(PlainError):
    """A command or call that contradicts itself."""
