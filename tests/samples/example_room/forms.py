"""Forms of examples."""

from goldthread.forms.fields import TextField
from goldthread.forms.form import Form


class AddExample(Form):
    """One example more."""

    title = TextField("Title", eraser="example_room", most=200, missing="Enter a title")
