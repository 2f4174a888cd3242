"""Forms of people and organisations: what is wrong stands beside its field, and nothing typed is lost."""

from typing import Any

from django import forms


class Plain(forms.Form):
    """A form that the templates draw with the design system's components."""

    use_required_attribute = False

    def wrong(self) -> list[dict[str, str]]:
        """Everything that is wrong, each with the field that it leads to, for the error summary."""
        listed = [
            {"text": str(sentence), "href": f"#{self[name].id_for_label if name in self.fields else ''}"}
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]
        first = next(iter(self.fields), "")
        return [one if one["href"] != "#" else one | {"href": f"#{self[first].id_for_label}"} for one in listed]


def needed(sentence: str) -> dict[str, str]:
    """What is said where a field is left empty."""
    return {"required": sentence}


class ChoosePassword(Plain):
    """A password, typed once: it can be shown, and a second field makes more mistakes than it finds."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        help_text="At least 12 characters. Three words that have nothing to do with each other are easy to keep.",
        error_messages=needed("Enter a password"),
    )


Cleaned = dict[str, Any]
