"""What lies around the page on a simulated photograph: tables, floors, cloth, pens and other papers.

Textures are square BGR images that are laid on the ground and mirrored at their borders, so they never end. Colours are
as a camera stores them in white light (sRGB), before the scene's lamp falls on them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.practice.pose import Camera, Floats, Size

Image = NDArray[np.uint8]
Surface = Literal["dark_wood", "teak", "light_desk", "wall", "tiles", "cloth", "screen"]

TEXTURE_SIDE = 768
"""Pixels of a texture's side: a third of a photo's resolution near the page, as a table a little out of focus has."""

TEXTURE_SPAN = 1.1
"""Length of a texture's side, in lengths of the page's longer side."""

SHADOW_STEP = 4
"""Shadows are drawn at a quarter of the half-size view: they have no detail."""

SHADOW_SOFTNESS = 0.003
"""Blur of a shadow's rim, as a share of the photo's width: a lamp is no point."""

LAMP_SHADOW, CONTACT_SHADOW = 165, 140
"""Stored values (of 255) left in a thing's shadow and right under its edge, where the room's light is hidden too."""

SHIFT = 4
"""Fractional bits of the coordinates handed to OpenCV's drawing functions."""


def surface_texture(surface: Surface, rng: np.random.Generator) -> Image:
    """A (768, 768, 3) BGR texture of the named surface; colour and pattern vary with `rng`."""
    makers: dict[Surface, Callable[[np.random.Generator], NDArray[np.float32]]] = {
        "dark_wood": _dark_wood,
        "teak": _teak,
        "light_desk": _light_desk,
        "wall": _wall,
        "tiles": _tiles,
        "cloth": _cloth,
        "screen": _screen,
    }
    return np.clip(makers[surface](rng), 0, 255).astype(np.uint8)


def _cloud(rng: np.random.Generator, rows: int, columns: int) -> NDArray[np.float32]:
    """Smooth noise of unit spread over a texture, with about `rows` x `columns` blobs."""
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (TEXTURE_SIDE, TEXTURE_SIDE), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _tinted(base: tuple[float, float, float], shade: NDArray[np.float32]) -> NDArray[np.float32]:
    """A BGR texture of one colour, lighter and darker by the factor `shade`."""
    return np.asarray(shade[..., None] * np.asarray(base, dtype=np.float32), dtype=np.float32)


def _varied(rng: np.random.Generator, base: tuple[float, float, float], spread: float) -> tuple[float, float, float]:
    """A colour near `base`: brightness and, less, each channel differ by up to `spread`."""
    light = 1 + rng.uniform(-spread, spread)
    blue, green, red = (value * light * (1 + rng.uniform(-spread, spread) / 3) for value in base)
    return blue, green, red


def _grain(rng: np.random.Generator) -> NDArray[np.float32]:
    """Shades of wood: rings cut lengthwise, seen as long waves, and short dark pores."""
    rings = 0.6 * _cloud(rng, 9, 2) + 0.1 * _cloud(rng, 40, 5)
    waves = np.sin(2 * np.pi * rings * rng.uniform(3, 6)).astype(np.float32)
    fibres = 0.6 * _cloud(rng, 300, 6) + 0.4 * _cloud(rng, 700, 24)
    pores = np.minimum(_cloud(rng, 512, 60) + 1.2, 0)
    shade = 1 + 0.05 * waves + 0.06 * fibres + 0.10 * pores + 0.05 * _cloud(rng, 3, 2)
    return np.asarray(shade, dtype=np.float32)


def _planked(rng: np.random.Generator, shade: NDArray[np.float32], planks: int) -> NDArray[np.float32]:
    """Wood put together from planks: each a little lighter or darker, a dark joint between them."""
    shade = shade.copy()
    edges = np.linspace(0, TEXTURE_SIDE, planks + 1).astype(int)
    for top, bottom in pairwise(edges):
        shade[top:bottom] *= 1 + rng.uniform(-0.12, 0.12)
        shade[top : top + 2] *= 0.55
    return shade


def _dark_wood(rng: np.random.Generator) -> NDArray[np.float32]:
    shade = _grain(rng)
    planks = int(rng.integers(1, 6))
    return _tinted(_varied(rng, (38, 56, 84), 0.25), _planked(rng, shade, planks) if planks > 1 else shade)


def _teak(rng: np.random.Generator) -> NDArray[np.float32]:
    return _tinted(_varied(rng, (82, 124, 168), 0.15), _planked(rng, _grain(rng), int(rng.integers(3, 7))))


def _light_desk(rng: np.random.Generator) -> NDArray[np.float32]:
    """A white laminate top, nearly as light as paper: the outline of a page is hard to see on it."""
    shade = 1 + 0.012 * _cloud(rng, 3, 3) + 0.012 * _cloud(rng, 300, 300) + 0.01 * _cloud(rng, 260, 8)
    return _tinted(_varied(rng, (214, 219, 222), 0.05), shade)


def _wall(rng: np.random.Generator) -> NDArray[np.float32]:
    """A painted wall, where the plano hangs: plaster with trowel marks."""
    shade = 1 + 0.012 * _cloud(rng, 4, 4) + 0.008 * _cloud(rng, 60, 60) + 0.02 * _cloud(rng, 400, 400)
    base = ((178, 194, 198), (172, 186, 172), (186, 180, 168), (156, 188, 202))[int(rng.integers(4))]
    return _tinted(_varied(rng, base, 0.08), shade)


def _tiles(rng: np.random.Generator) -> NDArray[np.float32]:
    """A floor of ceramic tiles with grout between them."""
    base = ((196, 205, 208), (150, 172, 190), (140, 140, 142), (95, 110, 150))[int(rng.integers(4))]
    marble = np.abs(_cloud(rng, 10, 10) + 0.5 * _cloud(rng, 30, 30))
    shade = 1 - 0.05 * np.minimum(marble, 2) + 0.01 * _cloud(rng, 500, 500)
    tiles, grout = int(rng.integers(2, 5)), int(rng.integers(3, 6))
    for edge in np.linspace(0, TEXTURE_SIDE, tiles, endpoint=False).astype(int) + TEXTURE_SIDE // (2 * tiles):
        shade[edge : edge + grout] = 0.62
        shade[:, edge : edge + grout] = 0.62
    return _tinted(_varied(rng, base, 0.08), np.asarray(cv2.GaussianBlur(shade, (0, 0), 0.8), dtype=np.float32))


def _cloth(rng: np.random.Generator) -> NDArray[np.float32]:
    """A woven table cloth, plain or with stripes, in soft waves."""
    base = ((70, 60, 150), (120, 80, 40), (70, 110, 60), (190, 196, 200), (60, 130, 170))[int(rng.integers(5))]
    thread = np.sin(np.arange(TEXTURE_SIDE, dtype=np.float32) * np.float32(2 * np.pi / 5.0))
    weave = thread[None, :] * thread[:, None] * (1 + 0.3 * _cloud(rng, 500, 500))
    shade = 1 + 0.07 * weave + 0.04 * _cloud(rng, 400, 400) + 0.07 * _cloud(rng, 3, 5)
    if rng.random() < 0.5:
        stripe = np.sin(np.arange(TEXTURE_SIDE) * (2 * np.pi * int(rng.integers(3, 9)) / TEXTURE_SIDE)) > 0.6
        shade = shade * np.where(stripe, rng.uniform(0.7, 1.25), 1.0).astype(np.float32)[None, :]
    return _tinted(_varied(rng, base, 0.15), shade)


def _screen(rng: np.random.Generator) -> NDArray[np.float32]:
    """The dark window around a page that is shown on a computer's screen."""
    return _tinted((58, 54, 52), 1 + 0.03 * _cloud(rng, 2, 2))


@dataclass(frozen=True, slots=True)
class Thing:
    """A flat thing on the table.

    Attributes:
        outline: (N, 2) ground points.
        colour: BGR in white light; None for something drawn elsewhere, of which only the shadow is wanted.
        height: How high it stands off the table, in page pixels; one number or one a point of the outline.
    """

    outline: Floats
    colour: tuple[float, float, float] | None
    height: float | Floats


def lay_table(
    camera: Camera,
    page: Size,
    surface: Surface,
    rng: np.random.Generator,
    *,
    things: list[Thing],
    shadow_direction: Floats,
) -> Image:
    """The table as the camera sees it, at half the photo's size, without the page.

    Half size is enough, and four times as fast: nobody reads a table, and noise and sharpening follow at full size.

    Args:
        camera: The camera of the full photo.
        page: Size of the page image.
        surface: What the table is made of.
        rng: Where the variety comes from.
        things: What lies on the table, the lowest first.
        shadow_direction: (2,) where the shadow of a point one pixel above the table falls, in page pixels.

    Returns:
        (h, w, 3) BGR, half the frame's size (rounded up).
    """
    texture = surface_texture(surface, rng)
    scale = TEXTURE_SPAN * max(page) / TEXTURE_SIDE
    turn, offset = rng.uniform(0, 2 * np.pi), rng.uniform(-0.5, 0.5, 2) * max(page)
    if surface == "screen":
        turn = 0.0
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    on_ground = np.array([[cos, -sin, offset[0]], [sin, cos, offset[1]], [0, 0, 1]])
    to_view = half_size() @ camera.ground_to_photo @ on_ground
    size = half_frame(camera.frame)
    seen = cv2.warpPerspective(texture, to_view, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    view = np.asarray(cv2.GaussianBlur(seen, (3, 3), 0.7), dtype=np.uint8)
    for thing in things:
        if np.any(thing.height):
            _throw_shadow(view, camera, thing, shadow_direction)
        if thing.colour is not None:
            fill(view, visible_polygon(camera, thing.outline) / 2 - 0.25, thing.colour)
    return view


def half_frame(frame: Size) -> Size:
    """Size of the half-size view of a frame."""
    return Size((frame.width + 1) // 2, (frame.height + 1) // 2)


def half_size() -> Floats:
    """(3, 3) from photo pixels to pixels of the half-size view (pixel centres)."""
    return np.array([[0.5, 0, -0.25], [0, 0.5, -0.25], [0, 0, 1.0]])


def visible_polygon(camera: Camera, ground: Floats) -> Floats:
    """(N, 2) photo pixels of a ground polygon, without what lies behind the camera."""
    near = 0.15 * camera.translation[2]
    depth = camera.depth(ground) - near
    kept: list[Floats] = []
    for index in range(len(ground)):
        after = (index + 1) % len(ground)
        if depth[index] >= 0:
            kept.append(ground[index])
        if (depth[index] >= 0) != (depth[after] >= 0):
            share = depth[index] / (depth[index] - depth[after])
            kept.append(ground[index] + share * (ground[after] - ground[index]))
    return camera.project(np.array(kept)) if len(kept) > 2 else np.empty((0, 2))


def fill(image: Image, polygon: Floats, colour: tuple[float, ...]) -> None:
    """Fills an (N, 2) pixel polygon with soft edges, in place.

    Points far outside the image are pulled nearer, since OpenCV's fixed-point coordinates would overflow.
    """
    if len(polygon) < 3:
        return
    points = np.rint(np.clip(polygon, -20_000, 40_000) * (1 << SHIFT)).astype(np.int32)
    cv2.fillPoly(image, [points], colour, lineType=cv2.LINE_AA, shift=SHIFT)


def _throw_shadow(view: Image, camera: Camera, thing: Thing, direction: Floats) -> None:
    """Darkens the half-size view where the lamp and, close to the thing, the room's light do not reach, in place."""
    shade = np.full((view.shape[0] // SHADOW_STEP + 1, view.shape[1] // SHADOW_STEP + 1), 255, dtype=np.uint8)
    thrown = thing.outline + np.reshape(thing.height, (-1, 1)) * direction
    for outline, dark in ((thrown, LAMP_SHADOW), (thing.outline, CONTACT_SHADOW)):
        fill(shade, (visible_polygon(camera, outline) / 2 - 0.25 - (SHADOW_STEP - 1) / 2) / SHADOW_STEP, (dark,))
    shade = np.asarray(cv2.GaussianBlur(shade, (0, 0), view.shape[1] / SHADOW_STEP * SHADOW_SOFTNESS), dtype=np.uint8)
    size = (shade.shape[1] * SHADOW_STEP, shade.shape[0] * SHADOW_STEP)
    full = cv2.resize(shade, size)[: view.shape[0], : view.shape[1]]
    cv2.multiply(view, cv2.merge([full] * 3), view, scale=1 / 255)


def bar(start: Floats, end: Floats, width: float, *, taper: float = 1.0) -> Floats:
    """(N, 2) outline of a straight bar with round ends; the end is `taper` times as wide as the start."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    facing = np.arctan2(along[1], along[0])
    arc = np.linspace(np.pi / 2, 3 * np.pi / 2, 9) + facing
    tail = start + width / 2 * np.column_stack((np.cos(arc), np.sin(arc)))
    head = end + taper * width / 2 * np.column_stack((np.cos(arc + np.pi), np.sin(arc + np.pi)))
    return np.vstack((tail, head))


def rectangle(middle: Floats, size: tuple[float, float], angle: float) -> Floats:
    """(4, 2) corners of a rectangle turned by `angle` radians."""
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array(size) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(half @ np.array([[cos, sin], [-sin, cos]]) + middle)


def clutter(page: Size, rng: np.random.Generator) -> list[Thing]:
    """Pens, other papers, a ruler, tape and the table's edge, strewn around the page."""
    things: list[Thing] = []
    if rng.random() < 0.6:
        things.append(_beyond_table(page, rng))
    for _ in range(int(rng.integers(1, 4))):
        things.extend(_other_paper(page, rng))
    for _ in range(int(rng.integers(1, 4))):
        things.extend(_pen(page, rng))
    if rng.random() < 0.5:
        things.extend(_ruler(page, rng))
    if rng.random() < 0.5:
        things.append(_cup_saucer(page, rng))
    return things


def _beside(page: Size, rng: np.random.Generator, away: float) -> Floats:
    """A ground point beside the page, up to `away` page widths from its edge."""
    side, along = int(rng.integers(4)), rng.uniform(-0.5, 0.5)
    out = 0.5 + rng.uniform(0.02, away) * page.width / (page.width if side < 2 else page.height)
    x, y = (out if side == 0 else -out, along) if side < 2 else (along, out if side == 2 else -out)
    return np.array([x * page.width, y * page.height])


def _beyond_table(page: Size, rng: np.random.Generator) -> Thing:
    """Where the table ends: a dark floor a little outside the page."""
    angle = int(rng.integers(4)) * np.pi / 2 + rng.uniform(-0.2, 0.2)
    far = 6.0 * max(page)
    half = page.width / 2 if abs(np.cos(angle)) > 0.7 else page.height / 2
    middle = (half + rng.uniform(0.08, 0.25) * page.width + far / 2) * np.array([np.cos(angle), np.sin(angle)])
    return Thing(rectangle(middle, (far, 2 * far), angle), _varied(rng, (48, 52, 56), 0.4), 0.0)


def _other_paper(page: Size, rng: np.random.Generator) -> list[Thing]:
    """Another sheet with grey lines of text on it."""
    size = (page.width * rng.uniform(0.5, 0.9), page.width * rng.uniform(0.7, 1.2))
    angle = rng.uniform(0, np.pi)
    middle = _beside(page, rng, 0.35)
    middle = middle * (1 + 0.3 * size[0] / float(np.linalg.norm(middle)))
    paper = Thing(rectangle(middle, size, angle), _varied(rng, (212, 218, 220), 0.08), 0.006 * page.width)
    cos, sin = np.cos(angle), np.sin(angle)
    lines = []
    for row in np.arange(-0.4, 0.4, 0.04):
        length = size[0] * rng.uniform(0.4, 0.8)
        at = middle + np.array([[cos, -sin], [sin, cos]]) @ np.array([(length - 0.8 * size[0]) / 2, row * size[1]])
        lines.append(Thing(rectangle(at, (length, 0.008 * size[1]), angle), (140, 138, 136), 0.0))
    return [paper, *lines]


def _pen(page: Size, rng: np.random.Generator) -> list[Thing]:
    """A ball pen: body, cap and the light that runs along it."""
    start, angle = _beside(page, rng, 0.15), rng.uniform(0, 2 * np.pi)
    along = np.array([np.cos(angle), np.sin(angle)])
    length, width = 0.48 * page.width, 0.034 * page.width
    body = ((40, 40, 42), (150, 60, 30), (50, 45, 170), (205, 208, 210))[int(rng.integers(4))]
    cap = ((120, 50, 25), (35, 35, 36), (45, 40, 150))[int(rng.integers(3))]
    across = 0.22 * width * np.array([-along[1], along[0]])
    shine = tuple(min(255.0, value * 1.5 + 40) for value in body)
    return [
        Thing(bar(start, start + length * along, width, taper=0.8), body, 0.035 * page.width),
        Thing(
            bar(start + across, start + 0.9 * length * along + across, 0.15 * width),
            (shine[0], shine[1], shine[2]),
            0.0,
        ),
        Thing(bar(start - 0.02 * length * along, start + 0.3 * length * along, 1.1 * width), cap, 0.0),
        Thing(
            bar(start + length * along, start + 1.06 * length * along, 0.35 * width, taper=0.3), (130, 135, 138), 0.0
        ),
    ]


def _ruler(page: Size, rng: np.random.Generator) -> list[Thing]:
    """A plastic ruler with its marks."""
    middle, angle = _beside(page, rng, 0.2), rng.uniform(0, np.pi)
    length, width = 0.9 * page.width, 0.09 * page.width
    colour = _varied(rng, ((90, 190, 215), (195, 200, 190), (190, 150, 90))[int(rng.integers(3))], 0.1)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    marks = [
        Thing(
            rectangle(middle + turn @ np.array([x * length, -0.3 * width]), (0.004 * length, 0.3 * width), angle),
            (50, 50, 50),
            0.0,
        )
        for x in np.arange(-0.47, 0.48, 0.0333)
    ]
    return [Thing(rectangle(middle, (length, width), angle), colour, 0.008 * page.width), *marks]


def _cup_saucer(page: Size, rng: np.random.Generator) -> Thing:
    """A round thing: a lid, a roll of tape, a saucer."""
    middle, radius = _beside(page, rng, 0.3), rng.uniform(0.08, 0.16) * page.width
    arc = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    outline = middle * (1 + radius / float(np.linalg.norm(middle))) + radius * np.column_stack(
        (np.cos(arc), np.sin(arc))
    )
    return Thing(outline, _varied(rng, (150, 165, 172), 0.3), 0.04 * page.width)
