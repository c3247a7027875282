"""Bent paper: displacements known at places, and what they say of the points between them."""

from __future__ import annotations

import numpy as np
import pytest

from sirekap_trainer.photo.warp import SPREADS, Warp

HOMOGRAPHY = np.array([[0.8, 0.1, 40], [-0.1, 0.9, 90], [1e-5, 2e-5, 1]])


def bent(count: int = 40) -> Warp:
    rng = np.random.default_rng(6)
    places = rng.uniform(0, 1200, (count, 2))
    shifts = np.column_stack([8 * np.sin(places[:, 1] / 300), 5 * np.cos(places[:, 0] / 400)])
    return Warp.bent(HOMOGRAPHY, places, shifts)


def test_a_known_displacement_is_met_and_far_from_any_nothing_moves() -> None:
    place, shift = np.array([[300.0, 400.0]]), np.array([[6.0, -4.0]])
    warp = Warp.bent(HOMOGRAPHY, place, shift)
    assert warp.displaced(place) - place == pytest.approx(shift, abs=0.01)
    far = place + 12 * SPREADS[0]
    assert warp.displaced(far) == pytest.approx(far, abs=1e-6)


@pytest.mark.parametrize("warp", [bent(), bent(1), Warp.flat(HOMOGRAPHY)], ids=["bent", "one place", "flat"])
def test_a_grid_is_moved_as_its_points_are(warp: Warp) -> None:
    across, down = np.arange(-48.0, 1250.0, 90.0), np.arange(-48.0, 1900.0, 130.0)
    points = np.array([[x, y] for y in down for x in across])
    grid = warp.displaced_grid(across, down)
    assert grid.shape == (len(down), len(across), 2)
    assert grid.reshape(-1, 2) == pytest.approx(warp.displaced(points), abs=1e-9)
