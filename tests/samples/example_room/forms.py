"""Forms of examples."""

from goldthread.forms.fields import Text
from goldthread.forms.form import Form


class AddExample(Form):
    """One example more."""

    title = Text("Title", eraser="example_room", most=200, missing="Enter a title")
