"""From light behind the lens to the picture a phone stores: blur, noise, the phone's own touching up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.practice.desk import Image
from sirekap_trainer.practice.light import GAMMA
from sirekap_trainer.practice.pose import Floats

NOISE_SIDE = 640
"""Pixels of the noise tile's side: large enough that its repetition cannot be seen, and quick to make."""

NOISE_SEED = 26_112_024
"""The tile is the same for every photo (only rolled and turned), so it is made once a process."""

READ_NOISE = 3.0
"""Electrons of noise without any light; a small phone sensor has 1.5 to 4."""

SMEAR_ABOVE = 3.0
"""Noise (in square-root values) from which a phone smooths the picture before sharpening; below, detail is kept."""

ISO_STEPS = (50, 64, 80, 100, 125, 160, 200, 250, 320, 400, 500, 640, 800, 1000, 1250, 1600, 2000, 2500, 3200)
"""Sensitivities as they are written, a third of a stop apart."""

DISPLAY_TURN = {1: 0, 3: 180, 6: 90, 8: 270}
"""Degrees clockwise by which a stored picture is turned to be shown, for each EXIF orientation a phone writes."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """A phone's sensor and its software.

    Attributes:
        electrons: Electrons a white pixel holds: fewer make more noise.
        chroma: Strength of colour noise, relative to the noise of brightness.
        sharpen: Strength of the phone's sharpening.
        contrast: Strength of its contrast curve, 0 to 1.
        flare: Light that strays in the lens and lifts black, 0 to 1.
        white_balance: (3,) BGR factors left over by an imperfect white balance.
    """

    electrons: float
    chroma: float
    sharpen: float
    contrast: float
    flare: float
    white_balance: Floats

    @property
    def noise(self) -> float:
        """Spread of the noise in square-root values (0 to 255), the same at every brightness."""
        return float(127.5 / (np.sqrt(self.electrons + READ_NOISE**2) - READ_NOISE))


def sensitivity(electrons: float) -> int:
    """The ISO number a phone would write for a white pixel of so many electrons: 8,000 of them at ISO 100.

    In thirds of a stop, as cameras count.
    """
    return ISO_STEPS[int(np.argmin([abs(np.log(iso * electrons / 800_000)) for iso in ISO_STEPS]))]


def lens_blur(image: Image, sigma: float) -> Image:
    """The softness of every lens, as a Gaussian of `sigma` pixels."""
    side = 3 if sigma < 0.75 else 2 * round(2 * sigma + 0.5) + 1
    return np.asarray(cv2.GaussianBlur(image, (side, side), sigma), dtype=np.uint8)


def defocus(image: Image, radius: float) -> Image:
    """Out of focus: every point becomes a disc of `radius` pixels."""
    reach = int(np.ceil(radius))
    away = np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1])
    disc = np.clip(radius + 0.5 - away, 0, 1)
    return np.asarray(cv2.filter2D(image, -1, disc / disc.sum()), dtype=np.uint8)


def motion(image: Image, length: float, angle: float, bend: float) -> Image:
    """The hand moved: every point becomes a slightly bent stroke of `length` pixels."""
    reach = int(np.ceil(length / 2)) + 1
    along = np.linspace(-0.5, 0.5, 8 * reach)
    x, y = along * length, bend * length * (4 * along**2 - 0.5)
    turned_x = x * np.cos(angle) - y * np.sin(angle) + reach
    turned_y = x * np.sin(angle) + y * np.cos(angle) + reach
    stroke = np.zeros((2 * reach + 1, 2 * reach + 1))
    np.add.at(stroke, (np.rint(turned_y).astype(int), np.rint(turned_x).astype(int)), 1)
    soft = cv2.GaussianBlur(stroke, (3, 3), 0.5)
    return np.asarray(cv2.filter2D(image, -1, soft / soft.sum()), dtype=np.uint8)


@lru_cache(maxsize=1)
def _noise_tile() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Noise of brightness (side, side) and of colour (side, side, 3), of unit spread.

    Interpolating the Bayer mosaic makes neighbours alike: a little in brightness, over more pixels in colour.
    """
    rng = np.random.default_rng(NOISE_SEED)
    grey = rng.standard_normal((NOISE_SIDE, NOISE_SIDE), dtype=np.float32)
    colour = rng.standard_normal((NOISE_SIDE, NOISE_SIDE, 3), dtype=np.float32)
    grey = np.asarray(cv2.GaussianBlur(grey, (3, 3), 0.6), dtype=np.float32)
    colour = np.asarray(cv2.GaussianBlur(colour, (0, 0), 1.6), dtype=np.float32)
    colour -= colour.mean(axis=2, keepdims=True)
    return grey / grey.std(), colour / colour.std()


def add_noise(image: Image, sigma: float, chroma: float, rng: np.random.Generator) -> Image:
    """The image with noise of spread `sigma`, rolled and turned at random."""
    grey, colour = _noise_tile()
    tile = sigma * (grey[..., None] + chroma * colour)
    tile = np.rot90(np.roll(tile, rng.integers(NOISE_SIDE, size=2), axis=(0, 1)), int(rng.integers(4)))
    whole = np.ascontiguousarray(np.rint(tile).astype(np.int16))
    height, width = image.shape[:2]
    down, across = -(-height // NOISE_SIDE), -(-width // NOISE_SIDE)
    # Two additions of bytes that stop at 0 and 255 are several times as fast as one in wider numbers.
    brighter = cv2.repeat(np.clip(whole, 0, 255).astype(np.uint8), down, across)[:height, :width]
    darker = cv2.repeat(np.clip(-whole, 0, 255).astype(np.uint8), down, across)[:height, :width]
    return np.asarray(cv2.subtract(cv2.add(image, brighter), darker), dtype=np.uint8)


def expose(image: Image, sensor: Sensor, rng: np.random.Generator) -> Image:
    """The picture as the phone stores it, from the picture behind the lens (same size and type).

    Photon noise grows with the square root of light. The picture is therefore taken to square-root values, where noise
    is even, and from there through the phone's smoothing and sharpening to the stored values.
    """
    values = cv2.LUT(image, _to_root(sensor))
    noisy = add_noise(np.asarray(values, dtype=np.uint8), sensor.noise, sensor.chroma, rng)
    clean = _smeared(noisy, sensor.noise) if sensor.noise > SMEAR_ABOVE else noisy
    return np.asarray(cv2.LUT(_sharpened(clean, sensor.sharpen), _to_stored(sensor)), dtype=np.uint8)


def _to_root(sensor: Sensor) -> Image:
    """(256,) stored values to square roots of electrons, both 0 to 255."""
    light = (np.arange(256) / 255) ** GAMMA
    root = np.sqrt(light * sensor.electrons + READ_NOISE**2) - READ_NOISE
    return np.asarray(np.rint(255 * root / root[-1]), dtype=np.uint8)


def _to_stored(sensor: Sensor) -> Image:
    """(1, 256, 3) square roots of electrons to stored BGR: stray light, white balance, contrast."""
    top = np.sqrt(sensor.electrons + READ_NOISE**2) - READ_NOISE
    light = ((np.arange(256) / 255 * top + READ_NOISE) ** 2 - READ_NOISE**2) / sensor.electrons
    light = sensor.flare + (1 - sensor.flare) * light
    stored = np.clip(light[:, None] * sensor.white_balance, 0, 1) ** (1 / GAMMA)
    curve = stored**2 * (3 - 2 * stored)
    return np.asarray(np.rint(255 * (stored + sensor.contrast * (curve - stored))), dtype=np.uint8)[None]


def _smeared(image: Image, noise: float) -> Image:
    """A phone's noise reduction: colours are averaged widely, brightness along edges."""
    luma, red, blue = cv2.split(cv2.cvtColor(image, cv2.COLOR_BGR2YCrCb))
    luma = cv2.bilateralFilter(luma, 5, 2.5 * noise, 1.5)
    half = (image.shape[1] // 2, image.shape[0] // 2)
    whole = (image.shape[1], image.shape[0])
    red, blue = (
        cv2.resize(cv2.GaussianBlur(cv2.resize(part, half, interpolation=cv2.INTER_AREA), (7, 7), 2.0), whole)
        for part in (red, blue)
    )
    return np.asarray(cv2.cvtColor(cv2.merge([luma, red, blue]), cv2.COLOR_YCrCb2BGR), dtype=np.uint8)


def _sharpened(image: Image, strength: float) -> Image:
    soft = cv2.GaussianBlur(image, (5, 5), 1.1)
    return np.asarray(cv2.addWeighted(image, 1 + strength, soft, -strength, 0), dtype=np.uint8)
