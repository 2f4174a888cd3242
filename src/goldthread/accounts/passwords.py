"""Which passwords are refused, in sentences that say what to do."""

from typing import Any

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError


DIFFERENT_LETTERS = 5
"""A password has at least as many different characters, spaces left out."""


class NotRepeated:
    """Refuses blanks, and one word or a few characters over and over."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError with what to do instead."""
        words = password.casefold().split()
        if not words:
            raise ValidationError("Use letters, numbers or signs too, not only spaces.", code="password_blank")
        joined = "".join(words)
        repeats = len(joined) > 1 and joined in (joined + joined)[1:-1]
        if repeats or len(set(joined)) < DIFFERENT_LETTERS:
            raise ValidationError("Do not repeat one word or a few letters. Use different words.", code="repeated")

    def get_help_text(self) -> str:
        """What the rule asks for."""
        return "Not one word or a few letters over and over."


class NotOneself(django.UserAttributeSimilarityValidator):
    """Refuses a password that is like the person's sign-in name, name or address, or made of them."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("handle", "name", "email"))

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with what to do instead."""
        super().validate(password, user)
        own = {part.casefold() for field in self.user_attributes for part in str(getattr(user, field, "")).split()}
        if user is not None and own and set(password.casefold().split()) <= own:
            raise ValidationError(self.get_error_message(), code="password_too_similar")

    def get_error_message(self) -> str:
        """What to do instead."""
        return "Do not use your own name, sign-in name or email address. Use words that nobody connects with you."


class LongEnough(django.MinimumLengthValidator):
    """Refuses short passwords."""

    def get_error_message(self) -> str:
        """What to do instead."""
        return f"This password is too short. Use at least {self.min_length} characters."


class NotCommon(django.CommonPasswordValidator):
    """Refuses passwords of the list of common ones."""

    def get_error_message(self) -> str:
        """What to do instead."""
        return "Many people use this password, so it is easily guessed. Use another one."


class NotOnlyDigits(django.NumericPasswordValidator):
    """Refuses digits alone."""

    def get_error_message(self) -> str:
        """What to do instead."""
        return "Use some letters too, not only digits."
