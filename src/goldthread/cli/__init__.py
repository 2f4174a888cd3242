"""The command line: thin, stable, never a prompt. Results on stdout, progress on stderr."""

import atexit
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import NoReturn

from goldthread.vocabulary import PlainError, WrongUsage
from goldthread.vocabulary.only_text import OneLine, Screen


STOPPED = 130


def main() -> NoReturn:
    """Run a command and leave with its exit code; errors that a person can mend are one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _leave(run())


def run() -> int:
    """Run the command that `sys.argv` holds, and give its exit code."""
    from goldthread.cli.commands import app

    with only_text():
        return _ran(app)


@contextmanager
def only_text() -> Iterator[None]:
    """Whatever is printed in the block is only text: no words can move a cursor, or look like other words."""
    before = sys.stdout, sys.stderr
    own = logging.lastResort.formatter if logging.lastResort else None
    sys.stdout, sys.stderr = Screen(before[0]), before[1]
    if not sys.stderr.isatty():  # on a terminal the progress bar draws there; names in it are passed by the bar itself
        sys.stderr = Screen(before[1])
    if logging.lastResort:
        logging.lastResort.setFormatter(OneLine())
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        if logging.lastResort:
            logging.lastResort.setFormatter(own)


def _ran(app: Callable[..., object]) -> int:
    """Run, and say in a sentence what went wrong."""
    try:
        done = app(prog_name="goldthread", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except PlainError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, WrongUsage) else 1
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # whoever read our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:  # a full disk, a folder that may not be written
        if error.errno is None:
            return _usage(error)
        print(f"{error.filename or 'The output'} cannot be used: {error.strerror}.", file=sys.stderr)
        return 1
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(bool(left.code))
    except BaseException as error:  # a panic of an engine is no Exception
        return _usage(error)


def _usage(error: BaseException) -> int:
    """Say what Typer found wrong with the words of the command; anything else is ours to mend, with its traceback."""
    if show := getattr(error, "show", None):
        show()
        return int(getattr(error, "exit_code", 2))
    if type(error).__name__ == "Abort":
        return STOPPED
    if type(error).__name__ == "ImproperlyConfigured":  # Django's, which not every command loads
        print(error, file=sys.stderr)
        return 1
    from goldthread.workspace import damage_of

    if damage := damage_of(error):
        print(damage, file=sys.stderr)
        return 1
    raise error


def _leave(status: int) -> NoReturn:
    """End now, tidily.

    A reader's background thread that wakes while the interpreter is taken apart aborts the process, after all the
    work was done: so what must be tidied is, and the rest goes with the process.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads it, or there is no room: said already
            pass
    os._exit(status)
