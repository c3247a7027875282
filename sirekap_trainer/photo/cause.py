"""Why was no page found? The probable cause, where the photograph itself shows it: dark, blurred or far away.

Asked only once a search has failed. `photo/quality.py` judges pages that were found, on their printed frames; here
there are none to measure on.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.photo.anchors import FloatImage
from sirekap_trainer.photo.fallback import paper_outline

# Tuned on simulated photographs (`tools/bench.py photos`, hard, seeds 11 and 12): all 84 as they are, and seven of them
# darkened, blurred, moved or made small step by step, until no page was found on them.

#: Long side of the picture on which sharpness is measured.
SIDE = 1600
#: Brightest parts (their 99th percentile, 0-255) below which a photograph is too dark: the darkened ones without a page
#: had 37 at most, photographs taken at night 116 at least.
DARKEST = 40.0
#: Steepest edges beside their contrast, per pixel, in the direction where they are least steep: below, the photograph
#: is blurred. All blurred and moved ones without a page had less, and four of the 84 (motion), which were read.
LEAST_SHARP = 0.20
#: Edges are looked for in squares of this side, pixels; of these the share with the strongest contrast is measured.
AROUND, STRONGEST = 13, 0.02
#: With less contrast than this (0-255) there is nothing to judge sharpness by.
LEAST_CONTRAST = 10.0
#: Directions in which sharpness is measured: a moved camera smears along one.
DIRECTIONS = 8
#: A sheet whose shorter side has fewer pixels is too far away: its boxes are smaller than some 18 px.
NARROWEST = 480.0
#: A far sheet covers at least this share of the picture; anything smaller is not taken for one.
LEAST_SHARE = 0.01
#: Longer by shorter side of a sheet as a camera may see it; A4 lying flat has 1.41.
SHEET_SHAPE = (1.1, 1.8)


def probable_cause(image: NDArray[np.uint8]) -> PhotoError | None:
    """What makes a photograph without a page that can be found useless; None where nothing of it can be measured.

    Args:
        image: (H, W, 3) uint8 BGR.
    """
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    if np.percentile(grey, 99) < DARKEST:
        return PhotoError(
            "Foto terlalu gelap, halaman tidak dapat dikenali.",
            hint="Nyalakan lampu atau pindah ke tempat terang, lalu foto ulang.",
            code="gelap",
        )
    sharp = sharpness(grey)
    if sharp is not None and sharp < LEAST_SHARP:
        return PhotoError(
            "Foto buram, halaman tidak dapat dikenali.",
            hint="Tahan HP diam, ketuk layar untuk fokus, lalu foto ulang.",
            code="buram",
        )
    if _far_away(grey):
        return PhotoError(
            "Halaman terlalu kecil di foto, tidak dapat dikenali.",
            hint="Foto ulang lebih dekat, sampai halaman hampir memenuhi layar.",
            code="terlalu_jauh",
        )
    return None


def sharpness(grey: NDArray[np.uint8]) -> float | None:
    """Steepness of a photograph's strongest edges beside their contrast, where it is least of all directions.

    Args:
        grey: (H, W) uint8.

    Returns:
        Per pixel, 0 to some 0.4; None where there is no contrast to judge by.
    """
    scale = min(1.0, SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    smooth = np.asarray(cv2.GaussianBlur(small.astype(np.float32), (0, 0), 0.8), np.float32)
    square = np.ones((AROUND, AROUND), np.uint8)
    contrast = np.asarray(cv2.dilate(smooth, square) - cv2.erode(smooth, square), np.float32)
    strong = contrast >= np.percentile(contrast, 100 * (1 - STRONGEST))
    if contrast[strong].min() < LEAST_CONTRAST:
        return None
    steps = [np.asarray(cv2.Sobel(smooth, cv2.CV_32F, *order, ksize=3) / 8, np.float32) for order in ((1, 0), (0, 1))]
    angles = np.arange(DIRECTIONS) * np.pi / DIRECTIONS
    return min(_steepest(steps[0] * np.cos(a) + steps[1] * np.sin(a), contrast, strong) for a in angles)


def _steepest(step: FloatImage, contrast: FloatImage, strong: NDArray[np.bool_]) -> float:
    near = np.asarray(cv2.dilate(np.abs(step), np.ones((AROUND, AROUND), np.uint8)), np.float32)
    return float(np.percentile(near[strong] / contrast[strong], 90))


def _far_away(grey: NDArray[np.uint8]) -> bool:
    """Whether the largest bright sheet on a photograph is of a sheet's shape, but small."""
    quad = paper_outline(grey, share=LEAST_SHARE)
    if quad is None:
        return False
    sides = np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1)
    shorter, longer = sorted((sides[0] + sides[2], sides[1] + sides[3]))
    return bool(shorter / 2 < NARROWEST and SHEET_SHAPE[0] < longer / shorter < SHEET_SHAPE[1])
