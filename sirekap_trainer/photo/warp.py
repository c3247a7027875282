"""Where each pixel of the page frame lies on the photograph: a perspective, and what bent paper adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sirekap_trainer.photo.page import Points, transform

#: Spreads of a displacement's influence in frame pixels, from a curl of the whole page down to a fold between two rows
#: of boxes (52 px apart). Each explains what the wider ones left over.
SPREADS = (260.0, 90.0, 28.0)
#: Weight of "no displacement" against one anchor at distance 0.
STIFFNESS = 0.05


@dataclass(frozen=True, slots=True)
class Warp:
    """Where each frame pixel lies on the photograph.

    Attributes:
        homography: 3 x 3, frame pixels to photograph pixels.
        places: (N, 2) frame pixels with a known displacement.
        layers: For each of `SPREADS` the (N, 2) displacements there that the layers before leave, frame pixels.
    """

    homography: Points = field(repr=False)
    places: Points = field(repr=False)
    layers: tuple[Points, ...] = field(repr=False)

    @classmethod
    def flat(cls, homography: Points) -> Warp:
        """A perspective and nothing else."""
        return cls(homography, np.zeros((0, 2)), ())

    @classmethod
    def bent(cls, homography: Points, places: Points, shifts: Points) -> Warp:
        """A perspective with known displacements.

        Args:
            homography: 3 x 3, frame pixels to photograph pixels.
            places: (N, 2) frame pixels.
            shifts: (N, 2) displacements there, frame pixels.
        """
        layers: list[Points] = []
        left = shifts
        for spread in SPREADS:
            layers.append(left)
            left = left - _blend(_influence(places, places, spread), left)
        return cls(homography, places, tuple(layers))

    def displaced(self, points: Points) -> Points:
        """(N, 2) frame points moved by the field: near anchors by theirs, far from any by nothing."""
        moved = points
        for spread, shifts in zip(SPREADS, self.layers, strict=False):  # a flat warp has no layers
            moved = moved + _blend(_influence(points, self.places, spread), shifts)
        return moved

    def displaced_grid(self, across: Points, down: Points) -> Points:
        """The points of a grid moved as `displaced` does it, sooner: a Gaussian is a product of two.

        Args:
            across: (W,) frame pixels of the columns.
            down: (H,) frame pixels of the rows.

        Returns:
            (H, W, 2) frame pixels.
        """
        moved = np.stack(np.meshgrid(across, down), axis=-1).astype(np.float64)
        for spread, shifts in zip(SPREADS, self.layers, strict=False):
            columns = _bell(across[:, None] - self.places[None, :, 0], spread)
            rows = _bell(down[:, None] - self.places[None, :, 1], spread)
            weight = rows @ columns.T + STIFFNESS
            moved += np.stack([(rows * shifts[:, axis]) @ columns.T / weight for axis in (0, 1)], axis=-1)
        return moved

    def to_photo(self, points: Points) -> Points:
        """(N, 2) frame points as photograph pixels."""
        return transform(self.homography, self.displaced(points))


def _influence(points: Points, places: Points, spread: float) -> Points:
    """(N, M) weight of each place at each point."""
    across, down = (points[:, axis, None] - places[None, :, axis] for axis in (0, 1))
    return np.asarray(np.exp((across**2 + down**2) / (-2 * spread**2)), np.float64)


def _bell(distance: Points, spread: float) -> Points:
    return np.asarray(np.exp(distance**2 / (-2 * spread**2)), np.float64)


def _blend(weight: Points, shifts: Points) -> Points:
    return np.asarray(weight @ shifts / (weight.sum(axis=1, keepdims=True) + STIFFNESS), np.float64)
