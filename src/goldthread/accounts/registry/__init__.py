"""What apps register in their `AppConfig.ready()`, so that nothing central is edited when an app comes or goes.

`nouns` (what is published into the workspace), `deliveries` (other writes to it), `references` (what the thread may
name), `erasers`, `mails` (what people are told by email), `permissions`, `panels` (of the home pages), `slots` (of
other pages), `menu`, `pages`, `routines` (what the worker does by the clock). All are closed by default: a kind, area
or permission that nobody registered is refused, and registering twice is an error. Commands are found without Django,
see `goldthread.rooms`.
"""

from goldthread.accounts.registry import (
    deliveries,
    erasers,
    mails,
    menu,
    nouns,
    pages,
    panels,
    permissions,
    references,
    routines,
    slots,
)


__all__ = [
    "deliveries",
    "erasers",
    "mails",
    "menu",
    "nouns",
    "pages",
    "panels",
    "permissions",
    "references",
    "routines",
    "slots",
]
