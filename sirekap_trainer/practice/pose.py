"""Where the camera stands and how the paper lies: the geometry of a simulated photograph.

The *ground* is the plane of the table. Its axes are the page's (x right, y down), its origin is the centre of the page
image and its unit is one pixel of the page image. Heights count upwards from the table, towards the camera. Points of
photographs and of pages are pixels where (0, 0) is the **centre** of the first pixel, as OpenCV's warps take them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AIM_ROUNDS = 25
"""Steps of walking the camera until the page fills the frame; the error falls below 0.01 px after about 15."""

HEIGHT_ROUNDS = 5
"""Steps of following a line of sight down to the curved paper; converges as the slopes are far below 1."""


class Size(NamedTuple):
    """Width and height of an image in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Crease:
    """A fold that was opened again: the paper keeps a ridge (or two bulges beside a valley) along a straight line.

    Attributes:
        angle: Direction across the line, in radians on the ground.
        position: Distance of the line from the page's centre along that direction, in page pixels.
        height: Height of the ridge in page pixels.
        reach: Distance over which the paper falls back to the table, in page pixels.
        valley: Whether the line itself touches the table and the paper bulges on both sides.
    """

    angle: float
    position: float
    height: float
    reach: float
    valley: bool

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Signed distance of ground points from the line, in page pixels."""
        return np.asarray(x * np.cos(self.angle) + y * np.sin(self.angle) - self.position)

    def lift(self, x: Floats, y: Floats) -> Floats:
        """Height of the paper above the table at ground points, in page pixels."""
        away = np.abs(self.distance(x, y)) / self.reach
        bump = away * np.exp(1 - away) if self.valley else np.exp(-away)
        return np.asarray(self.height * bump)


@dataclass(frozen=True, slots=True)
class Curl:
    """Paper that was kept rolled: two opposite sides rise from the table like the wall of a wide cylinder.

    Attributes:
        angle: Direction across the cylinder, in radians on the ground.
        position: Where the paper touches the table, along that direction, in page pixels.
        reach: Distance at which the paper has risen by `height`, in page pixels.
        height: Height at that distance, in page pixels.
    """

    angle: float
    position: float
    reach: float
    height: float

    def lift(self, x: Floats, y: Floats) -> Floats:
        """Height of the paper above the table at ground points, in page pixels."""
        away = (x * np.cos(self.angle) + y * np.sin(self.angle) - self.position) / self.reach
        return np.asarray(self.height * away**2)


@dataclass(frozen=True, slots=True)
class Relief:
    """How far the paper stands off the table.

    Lengths along the paper are kept as on the flat page: the slopes are so small (a fold's about 0.1) that the true
    shortening stays below one percent.
    """

    creases: tuple[Crease, ...] = ()
    curl: Curl | None = None

    @property
    def flat(self) -> bool:
        """Whether the paper lies on the table everywhere."""
        return not self.creases and self.curl is None

    def lift(self, x: Floats, y: Floats) -> Floats:
        """Height of the paper above the table at ground points, in page pixels."""
        height = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))
        for part in (*self.creases, *((self.curl,) if self.curl else ())):
            height += part.lift(x, y)
        return height

    def slope(self, x: Floats, y: Floats, *, step: float = 1.5) -> tuple[Floats, Floats]:
        """Rise of the paper along x and along y at ground points, without unit."""
        along_x = (self.lift(x + step, y) - self.lift(x - step, y)) / (2 * step)
        along_y = (self.lift(x, y + step) - self.lift(x, y - step)) / (2 * step)
        return along_x, along_y


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera above the table.

    Attributes:
        rotation: (3, 3) from ground axes (x, y, down into the table) to camera axes (right, down, forward).
        translation: (3,) the ground's origin in camera axes, in page pixels.
        focal: Focal length in photo pixels.
        centre: (2,) the point of the photo that the lens looks at, in photo pixels.
        frame: Size of the photo.
    """

    rotation: Floats
    translation: Floats
    focal: float
    centre: Floats
    frame: Size

    @property
    def position(self) -> Floats:
        """(3,) where the lens is, in ground axes (third axis down: negative is above the table)."""
        return np.asarray(-self.rotation.T @ self.translation)

    @property
    def ground_to_photo(self) -> Floats:
        """(3, 3) homography from the table's plane to the photo."""
        inside = np.array([[self.focal, 0, self.centre[0]], [0, self.focal, self.centre[1]], [0, 0, 1]])
        return np.asarray(inside @ np.column_stack((self.rotation[:, :2], self.translation)))

    def depth(self, ground: Floats) -> Floats:
        """(N,) distance of (N, 2) ground points in front of the lens, in page pixels; negative is behind it."""
        return np.asarray(ground @ self.rotation[2, :2] + self.translation[2])

    def project(self, ground: Floats, height: Floats | float = 0.0) -> Floats:
        """(N, 2) photo pixels of (N, 2) ground points that lie `height` page pixels above the table."""
        points = np.column_stack((ground, -np.broadcast_to(height, len(ground))))
        seen = points @ self.rotation.T + self.translation
        return np.asarray(seen[:, :2] / seen[:, 2:] * self.focal + self.centre)

    def look_down(self, photo_x: Floats, photo_y: Floats, relief: Relief | None = None) -> tuple[Floats, Floats]:
        """Ground points that photo pixels show: x and y, shaped as the given arrays.

        With a `relief` the line of sight is followed to the paper's height instead of the table.
        """
        ahead_x, ahead_y = (photo_x - self.centre[0]) / self.focal, (photo_y - self.centre[1]) / self.focal
        turn, (eye_x, eye_y, eye_z) = self.rotation, self.position
        ray_x = turn[0, 0] * ahead_x + turn[1, 0] * ahead_y + turn[2, 0]
        ray_y = turn[0, 1] * ahead_x + turn[1, 1] * ahead_y + turn[2, 1]
        # Above the horizon there is no ground; a far point stands in for it.
        ray_z = np.maximum(turn[0, 2] * ahead_x + turn[1, 2] * ahead_y + turn[2, 2], 0.02)
        ray_x, ray_y = ray_x / ray_z, ray_y / ray_z
        x, y = eye_x - eye_z * ray_x, eye_y - eye_z * ray_y
        if relief is not None and not relief.flat:
            for _ in range(HEIGHT_ROUNDS):
                down = -relief.lift(x, y) - eye_z
                x, y = eye_x + down * ray_x, eye_y + down * ray_y
        return x, y


def turned(*, tilt: float, towards: float, roll: float) -> Floats:
    """(3, 3) rotation of a camera that looks down, leans and is turned.

    Args:
        tilt: Angle between the line of sight and the vertical, in radians.
        towards: Direction on the ground in which the camera leans, in radians.
        roll: How far the page appears turned clockwise in the photo, in radians.
    """
    lean, _ = cv2.Rodrigues(tilt * np.array([np.cos(towards), np.sin(towards), 0.0]))
    spin, _ = cv2.Rodrigues(np.array([0.0, 0.0, roll]))
    return np.asarray(spin @ lean, dtype=np.float64)


def aim(outline: Floats, heights: Floats, rotation: Floats, *, focal: float, frame: Size, fill: float) -> Camera:
    """Moves a camera of fixed direction until the paper's outline sits in the middle and fills the frame.

    Args:
        outline: (N, 2) ground points of the paper's edge.
        heights: (N,) their heights in page pixels.
        rotation: (3, 3) as from `turned`.
        focal: Focal length in photo pixels.
        frame: Size of the photo.
        fill: Share of the frame's width or height, whichever is tighter, that the outline takes up.

    Returns:
        The camera. The paper's bounding box is centred in the photo.
    """
    middle = np.array([(frame.width - 1) / 2, (frame.height - 1) / 2])
    camera = Camera(rotation, np.array([0.0, 0.0, 4 * np.abs(outline).max()]), focal, middle, frame)
    for _ in range(AIM_ROUNDS):
        seen = camera.project(outline, heights)
        low, high = seen.min(axis=0), seen.max(axis=0)
        share = ((high - low) / (fill * np.array(frame))).max()
        away = camera.translation[2]
        shift = (middle - (low + high) / 2) * away / focal
        moved = np.append(camera.translation[:2] + shift, away * share)
        camera = Camera(rotation, moved, focal, middle, frame)
    return camera
