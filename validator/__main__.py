"""`python -m validator` is `d711`."""

import os
import sys

# Python looks for modules in the working folder first, where files of strangers may lie: it is taken out before any
# other import, unless it is the folder of the package itself, as in a checkout.
if (
    __name__ == "__main__"
    and __spec__
    and not sys.flags.safe_path
    and __file__ != f"{sys.path[0].rstrip(os.sep)}{os.sep}validator{os.sep}__main__.py"
):
    del sys.path[0]

from validator.cli import main

if __name__ == "__main__":
    main()
