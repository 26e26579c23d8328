"""`python -m validator` is `d711`."""

from validator.cli import main

if __name__ == "__main__":
    main()
