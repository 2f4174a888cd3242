"""Forms as every page uses them: Django's, drawn by the NHS design system, with an eraser for each text."""
