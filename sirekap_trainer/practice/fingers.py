"""A hand that lies on the page of a simulated photograph: one finger points, the others are bent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from sirekap_trainer.practice.desk import Image, bar, fill
from sirekap_trainer.practice.pose import Camera, Floats

SKINS: Final = ((92, 122, 172), (78, 104, 150), (62, 84, 126), (108, 140, 190))
"""BGR of fingers in white light."""


ROUND: Final = np.linspace(1, 0.1, 12)
"""Widths of the nested bars that shade a finger."""

ABOVE_PAPER: Final = 0.3
"""Height in finger widths at which a hand is drawn: it stands off the paper."""


def put_finger(
    image: Image, camera: Camera, *, tip: Floats, away: float, width: float, rng: np.random.Generator
) -> None:
    """Lays a finger and the hand behind it over the picture, in place.

    Args:
        image: (h, w, 3) BGR picture in even light.
        camera: The camera that sees it.
        tip: (2,) ground point of the fingertip's middle, half a finger's width from its end.
        away: Direction from the tip to the hand, in radians on the ground.
        width: Width of the finger in page pixels.
        rng: Where the colour of the skin and the side of the other fingers come from.
    """

    def seen(outline: Floats) -> Floats:
        return camera.project(outline, ABOVE_PAPER * width)

    skin = np.array(SKINS[int(rng.integers(len(SKINS)))]) * rng.uniform(0.85, 1.15)
    along = np.array([np.cos(away), np.sin(away)])
    aside = np.array([-along[1], along[0]]) * (1 if rng.random() < 0.5 else -1)
    knuckle = tip + 4.6 * width * along
    back = bar(knuckle + 1.6 * width * (along + aside), knuckle + width * (16 * along + 1.6 * aside), 4.2 * width)
    bent = [
        (knuckle + at * width * aside, knuckle + (at * aside + (1.2 + 0.1 * at) * along) * width)
        for at in (3.2, 2.2, 1.15)
    ]
    layer, mask = image.copy(), np.zeros(image.shape[:2], dtype=np.uint8)
    fill(layer, seen(back), _colour(0.82 * skin))
    for start, end in bent:
        _round_bar(layer, [seen(bar(start, end, share * 1.05 * width)) for share in ROUND], 0.92 * skin)
    stretched = [bar(tip, knuckle + 0.8 * width * along, share * width, taper=1.25) for share in ROUND]
    _round_bar(layer, [seen(outline) for outline in stretched], skin)
    _wrinkles_and_nail(layer, seen, tip, along * width, skin)
    for outline in (back, stretched[0], *(bar(start, end, 1.05 * width) for start, end in bent)):
        fill(mask, seen(outline), (255,))
    finger_px = float(np.ptp(seen(bar(tip, tip + along, width)), axis=0).max())
    _blend(image, layer, mask, soft=max(1.0, 0.05 * finger_px))


def _colour(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in np.minimum(values, 255))


def _wrinkles_and_nail(
    layer: Image, seen: Callable[[Floats], Floats], tip: Floats, along: Floats, skin: Floats
) -> None:
    """Draws a finger's joints and nail, in place; `along` is one finger width towards the hand."""
    across, width = np.array([-along[1], along[0]]), float(np.linalg.norm(along))
    for at in (1.5, 2.9, 3.05):
        joint = tip + at * along
        fill(layer, seen(bar(joint - 0.42 * across, joint + 0.42 * across, 0.05 * width)), _colour(0.72 * skin))
    nail = bar(tip - 0.13 * along, tip + 0.40 * along, 0.58 * width)
    fill(layer, seen(nail), _colour(skin * 1.12 + 18))


def _round_bar(layer: Image, outlines: list[Floats], skin: Floats) -> None:
    """Draws nested outlines as a cylinder, in place: dark at the sides, light along the middle."""
    for share, outline in zip(ROUND, outlines, strict=True):
        fill(layer, outline, _colour(skin * (0.62 + 0.42 * np.sqrt(1 - 0.85 * share**2))))


def _blend(image: Image, layer: Image, mask: Image, *, soft: float) -> None:
    """Blends a drawn hand into the picture, in place: soft skin, a soft shadow beside it, a nearly sharp rim."""
    left, top, width, height = cv2.boundingRect(mask)
    margin = int(8 * soft) + 2
    rows = slice(max(top - margin, 0), top + height + margin)
    columns = slice(max(left - margin, 0), left + width + margin)
    area, hand, cover = image[rows, columns], layer[rows, columns], mask[rows, columns]
    if not cover.any():
        return
    skin = cv2.GaussianBlur(hand, (0, 0), soft).astype(np.float32)
    shadow = cv2.GaussianBlur(cover, (0, 0), 3 * soft).astype(np.float32)[..., None] / 255
    share = cv2.GaussianBlur(cover, (0, 0), max(0.7, 0.25 * soft)).astype(np.float32)[..., None] / 255
    under = area * (1 - 0.55 * shadow)
    image[rows, columns] = np.rint(share * skin + (1 - share) * under).astype(np.uint8)
