"""Evaluation: how well a coder agrees with people, and what is kept of that beside a model."""
