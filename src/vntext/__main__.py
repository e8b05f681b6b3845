"""``python -m vntext``: the command line."""

import sys

from vntext.cli import main

if __name__ == "__main__":
    sys.exit(main())
