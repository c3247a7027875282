"""Runs the command line within a test's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.testing import CliRunner

from sirekap_trainer import cli

if TYPE_CHECKING:
    from typer.testing import Result


def run(*arguments: object, told: str | None = None) -> Result:
    """What came of a command; what no command may raise is raised.

    Args:
        arguments: Its words.
        told: What somebody types.
    """
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=told)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
