"""`make samples`."""

from flows.home import PACKAGE_DATA
from flows.synth.article import write

if __name__ == "__main__":
    write(PACKAGE_DATA / "samples" / "article")
