"""The command line: thin, stable, never a prompt. Results on stdout, progress on stderr."""

import os
import sys

from goldthread.vocabulary import PlainError, WrongUsage


def main() -> None:
    """Run a command; errors that a person can mend are one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    from goldthread.cli.commands import app

    try:
        app(prog_name="goldthread")
    except PlainError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2 if isinstance(error, WrongUsage) else 1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
