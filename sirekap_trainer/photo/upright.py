"""The upright page: what registration hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.page import Method, Points
from sirekap_trainer.photo.warp import Warp


@dataclass(frozen=True, slots=True)
class UprightPage:
    """A photograph of a page, straightened.

    Attributes:
        form: The form it belongs to.
        page: The page of the form.
        image: (H, W, 3) uint8 BGR of `upright_size(form)`.
        outline: (4, 2) float, corners of the page frame on the photograph in its pixels.
        method: How the page was found.
        residual: Median distance in frame pixels between the printed frames on `image` and where the form says.
        scale: Photograph pixels per frame pixel; below 1 the photograph is coarser than the upright image.
        answers: For each number how well the weakest of its frames answers where it should be (`photo/anchors.py`); 0
            where it is not there: covered, washed out, or the paper bent too much.
        warp: Where each frame pixel lies on the photograph.
    """

    form: Form
    page: Page
    image: NDArray[np.uint8] = field(repr=False)
    outline: Points = field(repr=False)
    method: Method
    residual: float
    scale: float
    answers: Mapping[str, float] = field(repr=False)
    warp: Warp = field(repr=False)

    @property
    def anchors_found(self) -> float:
        """Share of the page's rows of frames found on the photograph, 0 to 1."""
        return sum(answer > 0 for answer in self.answers.values()) / len(self.page.numbers)
