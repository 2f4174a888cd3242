"""Opening a coder: the fast one, averaged with a small encoder, or a layer that somebody learned over one of them."""

from functools import cache
from pathlib import Path

from goldthread.coding.models.averaged import open_averaged
from goldthread.coding.models.layered import LayeredCoder
from goldthread.coding.models.linear import Coder
from goldthread.coding.models.model import BASE, COMMITTED, LAYER_FORM, LAYERS, Model, NotAModel, load
from goldthread.vocabulary import WrongUsage


KINDS = ("fast", "accurate", "cascade")
"""The fast coder; averaged with a small encoder on every comment; averaged where the fast one is in doubt."""


@cache
def _opened(folder: str) -> Model:
    return load(Path(folder))


def open(folder: Path | str | None = None, *, kind: str = "fast") -> Coder:  # noqa: A001
    """The coder of a folder, or the committed one.

    Takes: `kind`, one of KINDS; all but fast average the folder's coder with the committed encoder. A layer is opened
    over the kind it was learned over. Raises NotAModel, WrongUsage for a kind there is none of or that does not fit,
    MissingExtra where the encoder's package is not installed.
    """
    if kind not in KINDS:
        raise WrongUsage(f'There is no coder called "{kind}".', f"Use one of: {', '.join(KINDS)}.")
    model = _opened(str(folder or COMMITTED))
    if model.facts.get("learned") in LAYERS:
        return _open_layer(model, Path(str(folder)), kind)
    if kind == "fast":
        return Coder(model)
    return open_averaged(model, kind)


def _open_layer(model: Model, folder: Path, kind: str) -> Coder:
    """A layer hears comments through the kind of coder that it was learned over, and through no other."""
    if model.facts.get("layer_form") != LAYER_FORM:
        raise NotAModel(f"The model in {folder} was made by an earlier Goldthread.", "Train it anew.")
    heard_by = str(model.facts.get("heard_by", "fast"))
    if kind not in ("fast", heard_by):
        raise WrongUsage(
            f"This model was learned from what the {heard_by} coder says of comments, so no other can stand below it.",
            f"Leave out --coder, or train it anew with --coder {kind}.",
        )
    return LayeredCoder(model, open(folder / BASE, kind=heard_by))
