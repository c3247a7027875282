"""How a simulated scene is lit: a lamp, the light of the room, shadows and glare.

Light is linear here (twice the number is twice the photons) and is given on a coarse grid, as it has little detail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.practice.desk import Image, bar, fill, rectangle, visible_polygon
from sirekap_trainer.practice.pose import Camera, Floats, Relief, Size

Cell = TypeVar("Cell", np.float32, np.uint8)

GAMMA = 2.2
"""Exponent between stored values and light: sRGB's curve is within 2% of it where paper and ink lie."""

GAIN_MAX = 1.3
"""Largest factor on stored values that the 8-bit gain can hold: paper lit more than that is white anyway."""


@dataclass(frozen=True, slots=True)
class Lighting:
    """The light of a scene.

    Attributes:
        lamp: (3,) the lamp on the ground plane and its height above the table, in page pixels.
        ambient: Share of the light that comes from everywhere and throws no shadow, 0 to 1.
        lamp_colour: (3,) BGR of the lamp.
        ambient_colour: (3,) BGR of the room.
        paper_level: What the camera's exposure makes of well-lit white paper: a stored value of 0 to 255.
        vignette: Loss of light in the photo's corners, 0 to 1.
    """

    lamp: Floats
    ambient: float
    lamp_colour: Floats
    ambient_colour: Floats
    paper_level: float
    vignette: float

    @property
    def shadow_direction(self) -> Floats:
        """(2,) where the shadow of a point one pixel above the table's origin falls."""
        return np.asarray(-self.lamp[:2] / self.lamp[2])


@dataclass(frozen=True, slots=True)
class Grid:
    """What a coarse grid of photo pixels shows.

    Attributes:
        x: Ground points, (h / step, w / step).
        y: Ground points, (h / step, w / step).
        step: Photo pixels a cell.
        frame: Size of the photo.
        on_page: Whether a cell shows the page, bool (h / step, w / step).
    """

    x: Floats
    y: Floats
    step: int
    frame: Size
    on_page: NDArray[np.bool_]

    def spread(self, field: NDArray[Cell]) -> NDArray[Cell]:
        """A field of the grid, at the photo's full size."""
        size = (self.x.shape[1] * self.step, self.x.shape[0] * self.step)
        full = cv2.resize(field, size, interpolation=cv2.INTER_LINEAR)
        return np.asarray(full, dtype=field.dtype)[: self.frame.height, : self.frame.width]


def look_at(camera: Camera, page: Size, relief: Relief, step: int) -> Grid:
    """The ground points that every `step`-th pixel of a camera shows."""
    rows, columns = -(-camera.frame.height // step), -(-camera.frame.width // step)
    across = np.arange(columns, dtype=np.float64) * step + (step - 1) / 2
    down = np.arange(rows, dtype=np.float64) * step + (step - 1) / 2
    x, y = camera.look_down(across[None, :], down[:, None], relief)
    on_page = (np.abs(x) < page.width / 2) & (np.abs(y) < page.height / 2)
    return Grid(x, y, step, camera.frame, on_page)


def lamp_light(
    grid: Grid, lighting: Lighting, relief: Relief, shade: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """(h, w, 3) BGR light on the grid: inverse square and cosine of the lamp, slopes of the paper, shadows, room."""
    lamp_x, lamp_y, high = lighting.lamp
    to_x, to_y = lamp_x - grid.x, lamp_y - grid.y
    direct = (1 + (to_x**2 + to_y**2) / high**2) ** -1.5
    if not relief.flat:
        rise_x, rise_y = relief.slope(grid.x, grid.y)
        lean = np.clip(1 - (rise_x * to_x + rise_y * to_y) / high, 0.3, 1.5)
        direct = direct * np.where(grid.on_page, lean, 1)
    if shade is not None:
        direct = direct * shade
    room = lighting.ambient * lighting.ambient_colour
    light = room + (1 - lighting.ambient) * direct[..., None] * lighting.lamp_colour
    return np.asarray(light, dtype=np.float32)


def exposed(light: NDArray[np.float32], grid: Grid, lighting: Lighting) -> NDArray[np.float32]:
    """The light after exposure and vignette: 1 is where white paper would be stored as 255."""
    grey = light.mean(axis=2)
    bright = float(np.percentile(grey[grid.on_page], 85)) if grid.on_page.any() else float(grey.max())
    rows, columns = grey.shape
    across = np.linspace(-1, 1, columns)[None, :] ** 2 * 0.64
    down = np.linspace(-1, 1, rows)[:, None] ** 2 * 0.36
    falloff = 1 - lighting.vignette * (across + down)
    return np.asarray(light * (falloff / bright * (lighting.paper_level / 255) ** GAMMA)[..., None], dtype=np.float32)


def apply_light(image: Image, light: NDArray[np.float32], grid: Grid) -> Image:
    """The image under the light; multiplying light is multiplying stored values by the factor's gamma root."""
    code = np.clip(light ** (1 / GAMMA) * (255 / GAIN_MAX), 0, 255).astype(np.uint8)
    return np.asarray(cv2.multiply(image, grid.spread(code), scale=GAIN_MAX / 255), dtype=np.uint8)


def hand_shadow(camera: Camera, page: Size, rng: np.random.Generator, grid: Grid) -> NDArray[np.float32]:
    """(h, w) share of the lamp's light that passes a hand holding a phone: 1 outside the shadow, soft at its rim."""
    mask = np.full(grid.x.shape, 255, dtype=np.uint8)
    towards = rng.uniform(0, 2 * np.pi)
    along = np.array([np.cos(towards), np.sin(towards)])
    middle = rng.uniform(-0.3, 0.3, 2) * np.array(page)
    phone = rectangle(middle, (0.62 * page.width, 0.32 * page.width), towards + rng.uniform(0.9, 2.2))
    arm = bar(middle + 0.1 * page.width * along, middle + 3 * page.width * along, 0.3 * page.width, taper=1.5)
    across = np.array([-along[1], along[0]])
    fingers = [
        bar(middle + at * page.width * across, middle + (at * across - 0.26 * along) * page.width, 0.07 * page.width)
        for at in (-0.1, -0.02, 0.06)
    ]
    dark = round(rng.uniform(50, 115))
    for outline in (phone, arm, *fingers):
        fill(mask, visible_polygon(camera, outline) / grid.step - 0.5, (dark,))
    soft = camera.frame.width / grid.step * rng.uniform(0.008, 0.02)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), soft), dtype=np.float32) / np.float32(255)


def glare_light(grid: Grid, page: Size, rng: np.random.Generator) -> NDArray[np.float32]:
    """(h, w) light that a lamp's mirror image adds on shiny paper: a white core with a wide faint halo."""
    middle = rng.uniform(-0.38, 0.38, 2) * np.array(page)
    turn, size = rng.uniform(0, np.pi), rng.uniform(0.05, 0.10) * page.width
    away_x, away_y = grid.x - middle[0], grid.y - middle[1]
    along = (away_x * np.cos(turn) + away_y * np.sin(turn)) / (size * rng.uniform(1.0, 1.9))
    across = (away_y * np.cos(turn) - away_x * np.sin(turn)) / size
    square = along**2 + across**2
    core = rng.uniform(0.7, 1.3) * np.exp(-square)
    halo = rng.uniform(0.12, 0.28) * np.exp(-np.sqrt(square) / 1.8)
    return np.asarray(core + halo, dtype=np.float32)


def add_light(image: Image, glare: NDArray[np.float32], grid: Grid) -> Image:
    """The image with light added, as a reflection does: it hides ink and paper alike."""
    linear = np.asarray(cv2.LUT(image, ((np.arange(256) / 255) ** GAMMA).astype(np.float32)), dtype=np.float32)
    linear += grid.spread(glare)[..., None]
    stored = cv2.pow(np.minimum(linear, 1), 1 / GAMMA)
    return np.asarray(cv2.convertScaleAbs(stored, alpha=255), dtype=np.uint8)
