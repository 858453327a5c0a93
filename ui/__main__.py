"""`python -m ui [FILE]`: the window, a process of its own."""

from ui.app import entry

if __name__ == "__main__":
    entry()
