"""The pages of Understand; each asks the workspace with the scope of whoever looks."""
