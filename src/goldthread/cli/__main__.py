"""`python -m goldthread.cli` is `goldthread`."""

from goldthread.cli import main


if __name__ == "__main__":
    main()
