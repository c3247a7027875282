"""A desk to practise at."""

from __future__ import annotations

import pytest
from desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()
