"""`make docs`."""

from flows.handbook import ROOT, write

if __name__ == "__main__":
    write(ROOT)
