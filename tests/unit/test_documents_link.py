"""What the documents point to is there: files, pictures and headings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for folder in (ROOT, ROOT / "docs", ROOT / "sample_c_hasil", ROOT / "sample_roster")
    for path in (folder.rglob("*.md") if folder != ROOT else folder.glob("*.md"))
)  # fmt: skip
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def anchors(path: Path) -> set[str]:
    """The headings of a document as GitHub makes anchors of them."""
    heads = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().casefold()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_points_to_is_there(document: Path) -> None:
    for link in _LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        place, _, heading = link.partition("#")
        target = (document.parent / place).resolve() if place else document
        assert target.exists(), link
        assert not heading or heading in anchors(target), link


def test_every_picture_of_the_window_is_told_of() -> None:
    told = (ROOT / "docs" / "screenshots" / "README.md").read_text(encoding="utf-8")
    endings = re.findall(r"`(-[a-z-]+)`", told)
    names = set(re.findall(r"\[([a-z0-9-]+)\]", told))
    for picture in (ROOT / "docs" / "screenshots").glob("*.png"):
        ending = max((one for one in endings if picture.stem.endswith(one)), key=len, default="")
        assert ending, f"{picture.name}: its ending stands in no line"
        assert picture.stem.removesuffix(ending) in names, f"{picture.name} stands in no line"
