"""Entry point of the command line: ``python -m sirekap_trainer`` and the script ``sirekap-trainer``."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line; it prints and exits by itself.

    The application is imported here and not above, so that importing this module costs nothing. Ctrl-C while it loads
    ends the process at once; after that the application answers for it.
    """
    heard = signal.getsignal(signal.SIGINT)
    if heard is signal.default_int_handler:  # it would show where in the imports it struck
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sirekap_trainer.cli import app  # noqa: PLC0415

    signal.signal(signal.SIGINT, heard)
    app(prog_name="sirekap-trainer")


if __name__ == "__main__":
    main()
