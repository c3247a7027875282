"""Which page is it? For a page found without reading its tag.

Several pages share a layout, so the frames alone do not name a page. Once it is straightened, what is left of the tag
may resemble its own pattern more than any other (half a tag is enough, or a blurred one), and the words in which the
blank pages differ may be one page's rather than any other's (`photo/words.py`). A page is named when one of the two
says so clearly and the other does not contradict; a page that was asked for also when neither does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from sirekap_trainer.form.catalog import Catalog
from sirekap_trainer.form.model import Form, Page, Rect
from sirekap_trainer.photo.anchors import darkness
from sirekap_trainer.photo.page import Method, Points
from sirekap_trainer.photo.register import Pose, frames_share, lie_alike, photo_scale, reduced, straighten
from sirekap_trainer.photo.tag import likeness
from sirekap_trainer.photo.upright import UprightPage
from sirekap_trainer.photo.warp import Warp
from sirekap_trainer.photo.words import PrintedWords

#: How far the tag may lie from where a first pose puts it, pixels of the upright page.
NAMING_REACH = 36
#: A page is named by a pattern this like its own, when every other page's is less like by `CLEARLY`. On 83 hard
#: photographs other pages' patterns reached 0.62 beside a readable tag and 0.50 where it is covered (9 pages each).
NAMED, CLEARLY = 0.67, 0.08
#: A page is named by its words when they lean towards it so far from every other page (-1 to 1), and contradicted when
#: they lean away from it so far. Of 83 hard photographs the true page's leaning was 0.15 or more on 78, 0.07 to 0.15 on
#: four and -0.03 on one, which had no words left (`tools/bench.py photos`, seeds 11 and 12).
WORDED, CONTRADICTED = 0.15, -0.05
#: Pages of another layout are already contradicted by the frames, so words need to say so much less against them.
OTHER_FRAMES = 0.1


def layout_poses(
    grey: NDArray[np.uint8],
    homographies: Iterable[Points],
    catalog: Catalog,
    *,
    method: Method,
    prefer: tuple[str, int] | None = None,
) -> Iterator[Pose]:
    """For each homography a pose of one page of each layout whose frames are there, the best layout first.

    A homography like one before leads to the same poses and is left out.

    Args:
        grey: (H, W) uint8, the photograph.
        homographies: Frame pixels to photograph pixels, without knowing which page.
        catalog: The forms it may be, all of the same frame.
        method: How the homographies were found.
        prefer: Form id and page number to take for its layout; else the one whose tag's pattern is the likeliest.
    """
    first = next(iter(catalog))
    seen: list[Points] = []
    for homography in homographies:
        if any(lie_alike(homography, other, first) for other in seen):
            continue
        seen.append(homography)
        small, to_small = reduced(grey, photo_scale(homography, first))
        upright = straighten(small, to_small, first, Warp.flat(homography))
        dark = darkness(upright)
        fitting: list[tuple[float, Pose]] = []
        for pages in _layouts(catalog):
            share = frames_share(dark, *pages[0])
            if share > 0:
                form, page = _representative(upright, pages, prefer)
                fitting.append((share, Pose(form, page, homography, method)))
        fitting.sort(key=lambda fit: -fit[0])
        yield from (pose for _, pose in fitting)


def name(upright: UprightPage, catalog: Catalog, prefer: tuple[str, int] | None = None) -> tuple[Form, Page] | None:
    """Which page a registered page is, of those with its layout; None where nothing says so clearly.

    Args:
        upright: Registered as one page of that layout.
        catalog: All that it may be.
        prefer: Form id and page number that was asked for: taken where nothing contradicts.
    """
    rivals = [(form, page) for form in catalog for page in form.pages if _comparable(form, upright.form)]
    alike = [(form, page) for form, page in rivals if layout(page) == layout(upright.page)]
    words = PrintedWords(upright.image)
    leanings = [_leaning(words, one, rivals) for one in alike]
    tags = [likeness(upright.image, form, page) for form, page in alike]
    by_tag, by_words = _first(tags, NAMED, CLEARLY), _first(leanings, WORDED, 0.0)
    if by_tag is not None and leanings[by_tag] > CONTRADICTED:
        return alike[by_tag]
    if by_words is not None and by_tag is None:
        return alike[by_words]
    if by_tag is None and by_words is None:
        wanted = [i for i, (form, page) in enumerate(alike) if (form.id, page.number) == prefer]
        return next((alike[i] for i in wanted if leanings[i] > CONTRADICTED), None)
    return None


def _leaning(words: PrintedWords, one: tuple[Form, Page], rivals: list[tuple[Form, Page]]) -> float:
    """How far the words lean towards a page from the nearest of the others."""
    others = [other for other in rivals if other != one]
    return min(
        (words.margin(one, o) + OTHER_FRAMES * (layout(o[1]) != layout(one[1])) for o in others),
        default=1.0,
    )


def layout(page: Page) -> tuple[tuple[Rect, ...], ...]:
    """What pages have in common whose frames do not tell them apart: the boxes of each number."""
    return tuple(number.boxes for number in page.numbers)


def _layouts(catalog: Catalog) -> list[list[tuple[Form, Page]]]:
    kinds: dict[tuple[tuple[Rect, ...], ...], list[tuple[Form, Page]]] = {}
    for form in catalog:
        for page in form.pages:
            kinds.setdefault(layout(page), []).append((form, page))
    return list(kinds.values())


def _representative(
    upright: NDArray[np.uint8], pages: list[tuple[Form, Page]], prefer: tuple[str, int] | None
) -> tuple[Form, Page]:
    """The page that was asked for, or the one whose tag is the likeliest."""
    for form, page in pages:
        if (form.id, page.number) == prefer:
            return form, page
    return max(pages, key=lambda one: likeness(upright, *one, reach=NAMING_REACH))


def _comparable(form: Form, other: Form) -> bool:
    """Whether two forms have the same frame, so that a page straightened for one can be looked at for the other."""
    return (form.aspect, form.mark_side) == (other.aspect, other.mark_side)


def _first(values: list[float], floor: float, ahead: float) -> int | None:
    """Index of the greatest value, where it reaches `floor` and is ahead of the others."""
    best = int(np.argmax(values))
    rest = max((value for i, value in enumerate(values) if i != best), default=-np.inf)
    return best if values[best] >= floor and values[best] - rest > ahead else None
