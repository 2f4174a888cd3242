"""The forms that identifiers take, one file per kind: a pattern, and a check of what stands around it."""

from goldthread.deidentify.forms import addresses, ages, beds, births, numbers, online, phones, vehicles
from goldthread.deidentify.forms.form import Form, Hit


FORMS: tuple[Form, ...] = (
    *online.FORMS,
    *phones.FORMS,
    *numbers.FORMS,
    *addresses.FORMS,
    *vehicles.FORMS,
    *births.FORMS,
    *ages.FORMS,
    *beds.FORMS,
)

__all__ = ["FORMS", "Form", "Hit"]
