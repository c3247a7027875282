"""What is known of a phone's camera: enough to tell perspective from a few points close together."""

from __future__ import annotations

import cv2
import numpy as np

from sirekap_trainer.photo.page import FRAME_WIDTH, Points

#: Focal length as a share of the picture's diagonal: 26 mm on a full frame's 43.3 mm, as main cameras of phones have
#: (24 to 28 mm). An error of a quarter moves what is extrapolated over the page by about 1% of its width.
FOCAL = 0.60


def camera_matrix(shape: tuple[int, ...]) -> Points:
    """3 x 3 intrinsic matrix of a phone's main camera, principal point in the middle.

    Args:
        shape: (height, width, ...) of the picture.
    """
    height, width = shape[:2]
    focal = FOCAL * float(np.hypot(height, width))
    return np.array([[focal, 0, (width - 1) / 2], [0, focal, (height - 1) / 2], [0, 0, 1]])


def camera_poses(source: Points, target: Points, camera: Points, *, method: int | None = None) -> list[Points]:
    """Homographies that a camera can see, from points of a plane; the best first, perhaps none.

    Args:
        source: (N, 2) frame pixels, at least four.
        target: (N, 2) photograph pixels.
        camera: 3 x 3 from `camera_matrix`.
        method: OpenCV's; where not given the best of both planar solutions, refined over all points.
    """
    flat = np.hstack([source, np.zeros((len(source), 1))]) / FRAME_WIDTH
    _, turns, shifts, _ = cv2.solvePnPGeneric(
        flat, target.reshape(-1, 1, 2).astype(np.float64), camera, np.zeros(0), flags=method or cv2.SOLVEPNP_IPPE
    )
    poses = list(zip(turns, shifts, strict=True))
    if method is None:
        refined = (cv2.solvePnPRefineLM(flat, target, camera, np.zeros(0), turn, shift) for turn, shift in poses[:1])
        poses = list(refined)
    return [_homography(np.asarray(turn), np.asarray(shift), camera) for turn, shift in poses]


def three_point_poses(source: Points, target: Points, camera: Points) -> list[Points]:
    """Homographies that a camera can see, from three points of a plane: up to four.

    Args:
        source: (3, 2) frame pixels.
        target: (3, 2) photograph pixels.
        camera: 3 x 3 from `camera_matrix`.
    """
    flat = np.hstack([source, np.zeros((3, 1))]) / FRAME_WIDTH
    _, turns, shifts = cv2.solveP3P(flat, target.reshape(-1, 1, 2), camera, np.zeros(0), flags=cv2.SOLVEPNP_AP3P)
    poses = [
        _homography(np.asarray(turn), np.asarray(shift), camera) for turn, shift in zip(turns, shifts, strict=True)
    ]
    return [pose for pose in poses if np.linalg.det(pose) > 0]  # the page seen from its front


def _homography(turn: Points, shift: Points, camera: Points) -> Points:
    rotation, _ = cv2.Rodrigues(turn)
    plane = np.column_stack([np.asarray(rotation)[:, 0], np.asarray(rotation)[:, 1], shift.ravel()])
    scale = np.diag([1 / FRAME_WIDTH, 1 / FRAME_WIDTH, 1.0])
    homography = camera @ plane @ scale
    return np.asarray(homography / homography[2, 2], np.float64)
