"""Forms of panels, needs, decisions and releases; each text is reached by the eraser of this app."""

HERE = "partnership"
