"""Where is the page? Registration of a photograph to a known form, never a hunt for the paper's edge.

The way: the tag says which page this is and how it lies, roughly; the corner marks give the perspective; the printed
frames refine it; what remains (paper is not flat) is taken up by a smooth field of small displacements. Without a
usable tag the printed words, the marks alone and the paper's outline are tried (`photo/fallback.py`), then a person
gives the corners. Nothing is returned that the printed frames do not confirm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form, Page
from sirekap_trainer.photo.camera import camera_matrix, camera_poses
from sirekap_trainer.photo.cause import probable_cause
from sirekap_trainer.photo.fallback import fallback_poses
from sirekap_trainer.photo.identify import layout, name
from sirekap_trainer.photo.marks import mark_candidates
from sirekap_trainer.photo.page import (
    FRAME_WIDTH,
    Points,
    fit_homography,
    frame_corners,
    frame_size,
    scaled,
    transform,
)
from sirekap_trainer.photo.register import FLAT, Pose, bent_by, frames_fit, lie_alike, register, registered_as
from sirekap_trainer.photo.upright import UprightPage

#: Long side of the picture in which tags are looked for first; small enough to be quick, large enough for a tag that is
#: 3% of it. Larger pictures follow only when nothing was found.
TAG_SEARCH_SIDE = 1600
#: How far a mark may lie from where the tag alone puts it, as a fraction of the frame's width: upper left, upper right,
#: lower right, lower left. The tag is 6% of the page, so its error grows with the distance from it.
MARK_REACH = (0.20, 0.10, 0.30, 0.34)
#: Four marks that agree with the tag this well, as a fraction of the frame's width, end the search for better ones.
SURE = 0.004
#: What a mark left out costs: fewer marks fit better by themselves.
MISSING_FINE = 0.006
#: Poses of one kind for which bent paper is considered: that costs ten times a flat try.
MOST_BENT = 2
#: Ways of finding a page that say which page it is: its tag was read, or a person did.
SURE_METHODS = ("tag", "corners")
#: So many poses are tried after a page was found that could not be believed at once.
MOST_DOUBTED = 4
#: So many choices of marks are tried on the printed frames.
MOST_CHOICES = 6
#: Largest distance of the tag's corners from where four marks put them, as a fraction of the frame's width.
TAG_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class TagSighting:
    """A tag found on a photograph: the page it stands for and its corners, (4, 2) px of the photograph.

    Corners are ordered upper left, upper right, lower right, lower left of the *upright page*.
    """

    form: Form
    page: Page
    corners: Points = field(repr=False)


def locate(
    image: NDArray[np.uint8],
    catalog: Catalog,
    *,
    poses: Iterable[Pose] | None = None,
    prefer: tuple[str, int] | None = None,
) -> UprightPage:
    """The page on a photograph, straightened.

    Args:
        image: (H, W, 3) uint8 BGR.
        catalog: The forms to look for.
        poses: Poses to refine instead of searching, e.g. from corners given by a person.
        prefer: Form id and page number to decide for where, without a tag, nothing says which of several pages it is.

    Raises:
        PhotoError: No page of a known form is confirmed by its printed frames, or it cannot be told which one it is;
            with the probable cause where the photograph shows one (`photo/cause.py`).
    """
    search = _Search(image, catalog, prefer)
    for pose in poses if poses is not None else search_poses(image, catalog, prefer):
        page = search.try_pose(pose)
        if page is not None:
            return page
        if search.exhausted:
            break
    return search.best()


class _Search:
    """What was found so far on a photograph.

    A page whose tag was read, or whose corners a person gave, is taken at once; any other must be named first. Bent
    paper that is followed by the print of the wrong page may come to look like it, so a page that is not wholly there
    waits until other layouts had their turn, and none is taken whose frames fit worse than another layout's.
    """

    def __init__(self, image: NDArray[np.uint8], catalog: Catalog, prefer: tuple[str, int] | None) -> None:
        self._image, self._catalog, self._prefer = image, catalog, prefer
        self._tried: Counter[str] = Counter()
        self._refused: list[tuple[Pose, bool]] = []
        self._found: UprightPage | None = None
        self._left = MOST_DOUBTED

    @property
    def exhausted(self) -> bool:
        """Whether enough was tried beside a page that was found, but not believed at once."""
        return self._left <= 0

    def try_pose(self, pose: Pose) -> UprightPage | None:
        """The page that a pose leads to, where it is beyond doubt."""
        self._left -= self._found is not None
        if self._found is not None and self._found.anchors_found == 1 and layout(pose.page) == layout(self._found.page):
            return None  # it would be the same page again, whole and nameless
        bend = self._tried[pose.method] < MOST_BENT
        if any((bent or not bend) and _same(pose, other) for other, bent in self._refused):
            return None
        self._tried[pose.method] += 1
        page = register(self._image, pose, bend=bend)
        if page is None:
            self._refused.append((pose, bend))
        if page is None or pose.method in SURE_METHODS:
            return page
        if self._found is None or frames_fit(page) > frames_fit(self._found):
            self._found = page
        elif layout(page.page) != layout(self._found.page):
            return None
        return None if _doubtful(page) else self._named(page)

    def best(self) -> UprightPage:
        """The page whose frames fit best of all that were found.

        Raises:
            PhotoError: There is none, or it cannot be told which one it is.
        """
        if self._found is None:
            raise probable_cause(self._image) or _not_found(tried=bool(self._tried))
        named = self._named(self._found)
        if named is None:
            raise _nameless()
        return named

    def _named(self, page: UprightPage) -> UprightPage | None:
        """The page as the one that it is, of those with its frames; None where that cannot be told."""
        said = name(page, self._catalog, self._prefer)
        if said is None or said == (page.form, page.page):
            return page if said else None
        return registered_as(self._image, page, *said)


def _same(pose: Pose, other: Pose) -> bool:
    """Whether two poses are of one page that lies alike."""
    of_one = (pose.form.id, pose.page.number) == (other.form.id, other.page.number)
    return of_one and lie_alike(pose.homography, other.homography, pose.form)


def _doubtful(page: UprightPage) -> bool:
    return page.anchors_found < 1 and bent_by(page) > FLAT


def pose_from_corners(form: Form, page: Page, corners: Points) -> Pose:
    """The pose a person gives by the middles of the four corner marks.

    Args:
        form: Which form it is.
        page: Which page of it.
        corners: (4, 2) px: upper left, upper right, lower right, lower left of the page as one reads it.

    Raises:
        PhotoError: The corners do not span a convex area.
    """
    quad = corners.astype(np.float32)
    if not cv2.isContourConvex(quad.reshape(-1, 1, 2)) or cv2.contourArea(quad) < 1000:
        raise PhotoError(
            "Empat sudut itu tidak membentuk halaman.", hint="Geser tiap sudut ke tanda kotak hitamnya.", code="sudut"
        )
    homography = cv2.getPerspectiveTransform(frame_corners(form).astype(np.float32), quad)
    return Pose(form, page, np.asarray(homography, np.float64), "corners")


def search_poses(image: NDArray[np.uint8], catalog: Catalog, prefer: tuple[str, int] | None = None) -> Iterator[Pose]:
    """First ideas of where a page lies, the likeliest first; made one by one, for the first is mostly right."""
    yield from poses_by_tag(image, catalog)
    yield from fallback_poses(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8), catalog, prefer)


def poses_by_tag(image: NDArray[np.uint8], catalog: Catalog) -> Iterator[Pose]:
    """Poses by the tags of an (H, W, 3) uint8 BGR photograph, the likeliest first; none where no tag is seen."""
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    for sighting in find_tags(grey, catalog):
        yield from tag_poses(grey, sighting)


# --- the tag ----------------------------------------------------------------------------------------------------------


def find_tags(grey: NDArray[np.uint8], catalog: Catalog) -> list[TagSighting]:
    """Tags of the catalog's forms on a photograph, the largest first.

    Looked for at growing size until one is found; a blurred or moiré tag often shows only in a reduced picture.
    """
    detector, ids = _detector(tuple(page.tag.id for form in catalog for page in form.pages))
    long_side = max(grey.shape)
    sides = (TAG_SEARCH_SIDE, long_side, 1000, 2 * TAG_SEARCH_SIDE // 3)
    for scale in dict.fromkeys(min(1.0, side / long_side) for side in sides):
        small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
        corners, found, _ = detector.detectMarkers(small)
        if corners:
            sightings = [
                _sighting(catalog, ids[int(index)], scaled(quad.reshape(4, 2).astype(np.float64), 1 / scale))
                for quad, index in zip(corners, found.ravel(), strict=True)
            ]
            return sorted(sightings, key=lambda s: -cv2.contourArea(s.corners.astype(np.float32)))
    return []


@cache
def _detector(ids: tuple[int, ...]) -> tuple[cv2.aruco.ArucoDetector, tuple[int, ...]]:
    """A detector for these ids only: fewer false tags and less time than with all 2,320 of the family."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h10)
    own = cv2.aruco.Dictionary(family.bytesList[list(ids)], family.markerSize, 4)
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.cornerRefinementWinSize = 3
    parameters.minMarkerPerimeterRate = 0.02
    parameters.adaptiveThreshWinSizeMax = 53
    return cv2.aruco.ArucoDetector(own, parameters), ids


def _sighting(catalog: Catalog, tag_id: int, quad: Points) -> TagSighting:
    found = catalog.by_tag(tag_id)
    assert found is not None  # the detector knows only the catalog's ids
    form, page = found
    # The detector's first corner is the tag's own upper left, which a turned tag shows elsewhere.
    return TagSighting(form, page, np.roll(quad, page.tag.turn // 90, axis=0))


def tag_corners(form: Form, page: Page) -> Points:
    """(4, 2) corners of the page's tag in frame pixels: upper left, upper right, lower right, lower left."""
    width, height = frame_size(form)
    left, top, side = page.tag.x * width, page.tag.y * height, page.tag.side * width
    return np.array([[left, top], [left + side, top], [left + side, top + side], [left, top + side]])


def tag_poses(grey: NDArray[np.uint8], sighting: TagSighting) -> Iterator[Pose]:
    """Poses from a tag and as many corner marks as agree with it, the best first."""
    form, page = sighting.form, sighting.page
    tag, frame = tag_corners(form, page), frame_corners(form)
    camera = camera_matrix(grey.shape)
    ranked: list[_Choice] = []
    for rough in rough_poses(tag, sighting.corners, camera):
        marks = mark_candidates(grey, form, rough, MARK_REACH)
        ranked += _agreeing(marks, frame, tag, sighting.corners)
        if any(cost < SURE for cost, _ in ranked):
            break
    for _, chosen in sorted(ranked, key=lambda choice: choice[0])[:MOST_CHOICES]:
        source = frame[[i for i, _ in chosen]]
        target = np.array([point for _, point in chosen])
        if len(chosen) == 4:
            exact = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
            yield Pose(form, page, np.asarray(exact, np.float64), "tag")
        else:
            source, target = np.vstack([source, tag]), np.vstack([target, sighting.corners])
            yield from (Pose(form, page, h, "tag") for h in camera_poses(source, target, camera))


def rough_poses(tag: Points, seen: Points, camera: Points) -> Iterator[Points]:
    """Frame-to-photograph homographies that explain a tag, the likelier first.

    A square seen small has two tilts that fit it nearly as well, and its perspective drowns in noise: so both, then the
    one without perspective.
    """
    yield from camera_poses(tag, seen, camera, method=cv2.SOLVEPNP_IPPE)
    yield _affine(tag, seen)


def _affine(source: Points, target: Points) -> Points:
    """3 x 3 affine least-squares map."""
    ones = np.hstack([source, np.ones((len(source), 1))])
    solved = np.linalg.lstsq(ones, target, rcond=None)[0].T
    return np.vstack([solved, [0, 0, 1]])


#: A choice of corner marks: its cost, their disagreement with the tag as a fraction of the frame's width and a fine for
#: each mark left out; and (corner, place on the photograph) of each.
_Choice = tuple[float, tuple[tuple[int, Points], ...]]


def _agreeing(marks: list[list[Points]], frame: Points, tag: Points, seen: Points) -> list[_Choice]:
    """Choices of corner marks that put the tag where it was seen."""
    unit = float(np.sqrt(cv2.contourArea(seen.astype(np.float32))) / np.linalg.norm(tag[1] - tag[0]))
    options = [[None, *range(len(found))] for found in marks]
    ranked: list[_Choice] = []
    for choice in product(*options):
        chosen = tuple((i, marks[i][k]) for i, k in enumerate(choice) if k is not None)
        if len(chosen) >= 2:
            error = _disagreement(chosen, frame, tag, seen) / (unit * FRAME_WIDTH)
            if error < TAG_TOLERANCE:
                ranked.append((error + MISSING_FINE * (4 - len(chosen)), chosen))
    return ranked


def _disagreement(chosen: tuple[tuple[int, Points], ...], frame: Points, tag: Points, seen: Points) -> float:
    """Largest distance on the photograph, px, by which marks and tag contradict one homography."""
    source = frame[[i for i, _ in chosen]]
    target = np.array([point for _, point in chosen])
    if len(chosen) == 4:
        homography = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
        return float(np.linalg.norm(transform(np.asarray(homography, np.float64), tag) - seen, axis=1).max())
    source, target = np.vstack([source, tag]), np.vstack([target, seen])
    fit = fit_homography(source, target)
    return float(np.linalg.norm(transform(fit[0], source) - target, axis=1).max()) if fit else float("inf")


def _nameless() -> PhotoError:
    return PhotoError(
        "Halaman tidak dikenali: tidak jelas formulir mana ini.",
        hint="Foto ulang: kotak penanda kanan atas dan judul halaman terlihat utuh dan tajam.",
        code="halaman_tidak_dikenali",
    )


def _not_found(*, tried: bool) -> PhotoError:
    if tried:
        return PhotoError(
            "Kotak angka formulir tidak ditemukan pada foto ini.",
            hint="Foto ulang: seluruh halaman terlihat, rata, tajam, dan cukup terang.",
            code="kotak_tidak_ditemukan",
        )
    return PhotoError(
        "Tidak ada halaman formulir pada foto ini.",
        hint="Foto seluruh halaman C.Hasil: keempat tanda sudut dan kotak penanda kanan atas terlihat.",
        code="halaman_tidak_ditemukan",
    )
