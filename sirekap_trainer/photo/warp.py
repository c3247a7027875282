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
            left = left - _blend(places, places, left, spread)
        return cls(homography, places, tuple(layers))

    def displaced(self, points: Points) -> Points:
        """(N, 2) frame points moved by the field: near anchors by theirs, far from any by nothing."""
        moved = points
        for spread, shifts in zip(SPREADS, self.layers, strict=False):  # a flat warp has no layers
            moved = moved + _blend(points, self.places, shifts, spread)
        return moved

    def to_photo(self, points: Points) -> Points:
        """(N, 2) frame points as photograph pixels."""
        return transform(self.homography, self.displaced(points))


def _blend(points: Points, places: Points, shifts: Points, spread: float) -> Points:
    gap = ((points[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
    weight = np.exp(-gap / (2 * spread**2))
    return np.asarray(weight @ shifts / (weight.sum(axis=1, keepdims=True) + STIFFNESS), np.float64)
