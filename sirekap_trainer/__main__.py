"""Entry point of the command line: ``python -m sirekap_trainer`` and the script ``sirekap-trainer``."""

from __future__ import annotations


def main() -> None:
    """Run the command line; it prints and exits by itself.

    The application is imported here and not above, so that importing this module costs nothing.
    """
    from sirekap_trainer.cli import app  # noqa: PLC0415

    app(prog_name="sirekap-trainer")


if __name__ == "__main__":
    main()
