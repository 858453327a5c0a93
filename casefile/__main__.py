"""`python -m casefile`: the command line."""

from casefile.cli.main import entry

if __name__ == "__main__":
    entry()
