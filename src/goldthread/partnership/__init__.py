"""Where patients, carers and services decide together: panels, needs, released words, decisions, endorsements."""
