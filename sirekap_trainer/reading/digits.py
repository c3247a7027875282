"""Reads the symbol written in each digit box, with a small convolutional network run by ``cv2.dnn``.

How the network was trained, on what and how well it reads: ``weights/MODEL_CARD.md``.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

SYMBOLS = "0123456789X_-"
"""What a box may hold, in the order of the network's outputs: ten digits, ``X`` unused, ``_`` empty, ``-`` dash."""

REFUSAL_THRESHOLD = 0.5
"""Readings with a confidence below this are to be refused (shown as ``?``): they are more likely wrong than right.

No figure was tuned for it. The confidence is calibrated on the five folds of the 6,000 photographed boxes of 2024
(``weights/MODEL_CARD.md``). What lies between this and `DOUBT_THRESHOLD` is given, with a finding that asks for a look.
"""

DOUBT_THRESHOLD = 0.98
"""Readings below this that are not refused deserve a second look by a person.

Chosen on the same folds: the table of thresholds in ``weights/MODEL_CARD.md`` says how many boxes it touches and how
many wrong readings lie above it.
"""

INPUT_SIZE = 48
"""Side in pixels of the square the network looks at; 48 is about what a box measures in a phone's photograph."""

_CHANNELS = 3
# Paper is bright and covers most of a box; the brightest pixels are glare and noise. Three quarters up is paper in
# boxes with thick frames too.
_PAPER_QUANTILE = 0.75
# Faintest ink that is still amplified to full strength; dot guide, moire and noise of the empty boxes lie below it.
_FAINTEST_INK = 0.06
# So much of a box's inner part is ink in a thin 1.
_INK_QUANTILE = 0.97


class DigitReader:
    """Reads digit boxes with the network shipped in ``weights/digits.onnx``.

    Loading takes some tens of milliseconds, so make one reader and keep it. A reader is **not** safe to share
    between threads: ``cv2.dnn.Net`` keeps its input and its buffers inside, so each thread needs a reader of its own.
    """

    def __init__(self) -> None:
        """Loads the network.

        Raises:
            cv2.error: The weights are damaged or the installed OpenCV cannot run them.
        """
        self._net: Any = cv2.dnn.readNetFromONNX(weights())

    def read(self, images: Sequence[NDArray[np.uint8]]) -> list[tuple[str, float]]:
        """Reads the boxes, all in one batch.

        Args:
            images: One box each, its frame included: BGR uint8 of shape (height, width, 3), of any size; grey boxes of
                shape (height, width) or (height, width, 1) are taken too.

        Returns:
            A symbol of `SYMBOLS` and its confidence (0 to 1: how often such a reading is right) for each box, in
            order. No reading is refused here: compare the confidence with `REFUSAL_THRESHOLD`.

        Raises:
            ValueError: A box is no uint8 array, is empty or has an unknown number of channels.
        """
        if len(images) == 0:
            return []
        self._net.setInput(np.stack([prepare(image) for image in images]))
        probabilities = np.clip(self._net.forward(), 0.0, 1.0)
        best = probabilities.argmax(axis=1)
        return [(SYMBOLS[symbol], float(row[symbol])) for symbol, row in zip(best, probabilities, strict=True)]


def weights() -> NDArray[np.uint8]:
    """Gives the shipped network, the bytes of an ONNX file, as a uint8 array of shape (bytes,).

    They are read by Python because OpenCV opens no path with letters outside the code page on Windows.
    """
    data = resources.files(__package__).joinpath("weights", "digits.onnx").read_bytes()
    return np.frombuffer(data, dtype=np.uint8)


def prepare(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turns one box into what the network looks at; training uses this very function.

    The box keeps its aspect ratio and lies centred on paper. The channels: 0, how much darker than the paper (0 paper,
    1 black); 1, the same stretched until the box's own ink is strong, so that faint ink shows; 2, how coloured
    compared with the paper (0 for pencil, black pens, prints and black-and-white scans).

    Args:
        image: BGR uint8 of shape (height, width, 3), or grey of shape (height, width) or (height, width, 1).

    Returns:
        float32 of shape (3, `INPUT_SIZE`, `INPUT_SIZE`).

    Raises:
        ValueError: The box is no uint8 array, is empty or has an unknown number of channels.
    """
    pixels = _fit(_as_bgr(image))
    light = np.minimum(pixels.transpose(2, 0, 1) * (np.float32(1.0) / _paper(pixels))[:, np.newaxis, np.newaxis], 1.3)
    blue, green, red = light
    darkness = 1.0 - (blue + green + red) / 3.0
    colour = np.maximum(np.maximum(blue, green), red) - np.minimum(np.minimum(blue, green), red)
    stretched = np.clip(darkness / _ink_strength(darkness), -0.5, 1.5)
    return _letterbox((darkness, stretched, np.minimum(2.5 * colour, 1.5)))


def _as_bgr(image: object) -> NDArray[np.uint8]:
    if not isinstance(image, np.ndarray) or image.dtype != np.uint8:
        kind = getattr(image, "dtype", type(image).__name__)
        raise ValueError(f"A box must be a uint8 array, not {kind}")
    if image.ndim not in (2, 3) or image.size == 0:
        raise ValueError(f"A box must be a picture with at least one pixel, not an array of shape {image.shape}")
    if image.ndim == 2:
        image = image[:, :, np.newaxis]
    if image.shape[2] not in (1, _CHANNELS):
        raise ValueError(f"A box must have 1 or 3 channels, not {image.shape[2]}")
    return image if image.shape[2] == _CHANNELS else np.repeat(image, _CHANNELS, axis=2)


def _fit(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    scale = INPUT_SIZE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if size == (width, height):
        return image
    resized = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return np.asarray(resized, dtype=np.uint8)


def _paper(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    some = pixels[::2, ::2].reshape(-1, _CHANNELS).T  # a quarter of the pixels says the same in a quarter of the time
    rank = int(_PAPER_QUANTILE * (some.shape[1] - 1))
    return np.maximum(np.partition(some, rank, axis=1)[:, rank], 1).astype(np.float32)


def _ink_strength(darkness: NDArray[np.float32]) -> np.float32:
    height, width = darkness.shape
    inside = darkness[height // 5 : height - height // 5, width // 5 : width - width // 5].ravel()
    rank = int(_INK_QUANTILE * (len(inside) - 1))
    return np.float32(max(np.partition(inside, rank)[rank], _FAINTEST_INK))


def _letterbox(planes: tuple[NDArray[np.float32], ...]) -> NDArray[np.float32]:
    height, width = planes[0].shape
    square = np.zeros((_CHANNELS, INPUT_SIZE, INPUT_SIZE), dtype=np.float32)
    top, left = (INPUT_SIZE - height) // 2, (INPUT_SIZE - width) // 2
    for channel, plane in zip(square, planes, strict=True):
        channel[top : top + height, left : left + width] = plane
    return square
