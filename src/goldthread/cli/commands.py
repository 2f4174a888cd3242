"""Every command, in the order in which `--help` lists them."""

import typer

from goldthread import rooms
from goldthread.cli import agreements, charting, importing, later, measures, organisations, people, site, texts, working
from goldthread.cli.briefs import show
from goldthread.cli.copies import copies
from goldthread.cli.evaluating import evaluate
from goldthread.cli.renewing import renew
from goldthread.cli.restoring import restore


app = typer.Typer(
    help="Goldthread turns what patients and carers say into what services must do.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(site.demo)
app.command()(site.serve)
app.command()(working.worker)
app.add_typer(people.people, name="people")
app.add_typer(organisations.organisations, name="organisations")
app.command()(importing.init)
app.command("import")(importing.import_)
app.add_typer(importing.batches, name="batches")
app.command()(texts.redact)
app.command()(texts.code)
app.command()(texts.concerns)
app.command()(texts.train)
app.command()(evaluate)
app.add_typer(show, name="show")
app.command()(agreements.thread)
app.command()(importing.withdraw)
app.add_typer(copies, name="copies")
app.command("look-again")(importing.look_again)
app.command()(renew)
app.command()(importing.verify)
app.command()(importing.backup)
app.command()(restore)
app.command()(charting.spc)
app.add_typer(measures.measure, name="measure")
show.command("results")(agreements.results)
later.add(show, later.ANSWERS, "show")
app.add_typer(later.sustainability, name="sustainability")
for room in rooms.with_commands():
    app.add_typer(room.app)
