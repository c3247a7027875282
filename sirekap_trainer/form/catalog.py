"""Loads form definitions (TOML, one file a form) and refuses wrong ones by file and entry."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sirekap_trainer.errors import FormError
from sirekap_trainer.form.model import Artwork, Form, HeaderArea, Number, Page, Rect, Rule, Tag

#: Largest id in OpenCV's DICT_APRILTAG_36h10 (2320 tags).
MAX_TAG_ID = 2319
#: Practice sheets must never carry a tag of a real form; the 2024 forms use ids from 101 (domain.md, measured).
FIRST_PRACTICE_TAG = 200

Fraction = Annotated[float, Field(ge=0, le=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _TagEntry(_Entry):
    id: Annotated[int, Field(ge=0, le=MAX_TAG_ID)]
    x: Fraction
    y: Fraction
    side: Annotated[float, Field(gt=0, lt=0.5)]
    turn: Literal[0, 90, 180, 270]


class _BoxesEntry(_Entry):
    x: Annotated[list[float], Field(min_length=1, max_length=9)]
    y: float
    w: Annotated[float, Field(gt=0)]
    h: Annotated[float, Field(gt=0)]

    def rects(self) -> tuple[Rect, ...]:
        return tuple(Rect(x, self.y, self.w, self.h) for x in self.x)


class _BubblesEntry(_Entry):
    """Columns of ten: `x` their centres, `y` the centre of bubble 0, `pitch` downwards, `radius` of the width."""

    x: Annotated[list[float], Field(min_length=1, max_length=9)]
    y: float
    pitch: Annotated[float, Field(gt=0)]
    radius: Annotated[float, Field(gt=0)]

    def columns(self, aspect: float) -> tuple[tuple[Rect, ...], ...]:
        half_h = self.radius / aspect
        return tuple(
            tuple(
                Rect(
                    x - self.radius,
                    self.y + digit * self.pitch - half_h,
                    2 * self.radius,
                    2 * half_h,
                )
                for digit in range(10)
            )
            for x in self.x
        )


class _NumberEntry(_Entry):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    label: Annotated[str, Field(min_length=1)]
    short: Annotated[str, Field(min_length=1)]
    section: str
    boxes: _BoxesEntry
    bubbles: _BubblesEntry | None = None
    candidate: Annotated[int, Field(ge=1)] | None = None


class _ArtworkEntry(_Entry):
    kind: Literal["line", "rect", "text", "dots"]
    x: float
    y: float
    x2: float = 0.0
    y2: float = 0.0
    width: float = 0.001
    text: str = ""
    size: float = 0.012
    align: Literal["left", "centre", "right"] = "left"
    style: Literal["regular", "bold", "italic"] = "regular"
    grey: Fraction = 0.0


class _HeaderEntry(_Entry):
    name: Literal["kecamatan", "kelurahan", "tps"]
    x: Fraction
    y: Fraction
    w: Annotated[float, Field(gt=0)]
    h: Annotated[float, Field(gt=0)]

    def area(self) -> HeaderArea:
        return HeaderArea(self.name, Rect(self.x, self.y, self.w, self.h))


class _PageEntry(_Entry):
    number: Annotated[int, Field(ge=1)]
    title: str
    tag: _TagEntry
    numbers: Annotated[list[_NumberEntry], Field(min_length=1)]
    artwork: list[_ArtworkEntry] = []
    header: list[_HeaderEntry] = []


class _RuleEntry(_Entry):
    id: Annotated[str, Field(pattern=r"^R[0-9]+$")]
    kind: Literal["sum", "equal", "at_most", "reserve"]
    severity: Literal["error", "warning"]
    parts: Annotated[list[str], Field(min_length=1)]
    total: str | None = None
    limit: int | None = None
    rate: float = 0.0
    tolerance: Annotated[int, Field(ge=0)] = 0


class _FormEntry(_Entry):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: str
    model: str
    practice: bool
    aspect: Annotated[float, Field(gt=0.2, lt=5)]
    mark_side: Annotated[float, Field(gt=0, lt=0.1)]
    voter_limit: Annotated[int, Field(ge=1)]
    reserve: Annotated[float, Field(ge=0, lt=1)]
    pages: Annotated[list[_PageEntry], Field(min_length=1)]
    rules: list[_RuleEntry] = []

    def to_form(self) -> Form:
        pages = tuple(self._page(entry) for entry in self.pages)
        rules = tuple(Rule(**{**entry.model_dump(), "parts": tuple(entry.parts)}) for entry in self.rules)
        own = {name: getattr(self, name) for name in ("id", "title", "model", "practice", "aspect", "mark_side")}
        return Form(
            **own,
            voter_limit=self.voter_limit,
            reserve=self.reserve,
            pages=pages,
            rules=rules,
        )

    def _page(self, entry: _PageEntry) -> Page:
        return Page(
            number=entry.number,
            title=entry.title,
            tag=Tag(**entry.tag.model_dump()),
            numbers=tuple(self._number(number, entry.number) for number in entry.numbers),
            artwork=tuple(Artwork(**art.model_dump()) for art in entry.artwork),
            header=tuple(header.area() for header in entry.header),
        )

    def _number(self, entry: _NumberEntry, page: int) -> Number:
        return Number(
            id=entry.id,
            label=entry.label,
            short=entry.short,
            section=entry.section,
            boxes=entry.boxes.rects(),
            bubbles=entry.bubbles.columns(self.aspect) if entry.bubbles else None,
            candidate=entry.candidate,
            page=page,
        )


def load_form(path: Path) -> Form:
    """The form defined in a TOML file.

    Raises:
        FormError: The file cannot be read or a definition in it is wrong; the message names the file and the entry.
    """
    return parse_form(_read(path), source=path.name)


def parse_form(text: str, *, source: str) -> Form:
    """The form defined in `text`; `source` is the name of the file, for messages.

    Raises:
        FormError: As `load_form`.
    """
    try:
        form = _FormEntry.model_validate(tomllib.loads(text)).to_form()
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(source, f"{_entry_name(first['loc'])}: {first['msg']}") from error
    problem = next(_problems(form), None)
    if problem:
        raise _wrong(source, problem)
    return form


class Catalog:
    """The forms the trainer knows, found by id or by the tag on a page.

    Raises:
        FormError: Two forms share an id or a tag.
    """

    def __init__(self, forms: list[Form]) -> None:
        self._forms = {form.id: form for form in forms}
        self._tags = {page.tag.id: (form, page) for form in forms for page in form.pages}
        if len(self._forms) < len(forms) or len(self._tags) < sum(len(form.pages) for form in forms):
            raise _wrong("katalog", "two forms share an id or a tag")

    def __iter__(self) -> Iterator[Form]:
        return iter(self._forms.values())

    def get(self, form_id: str) -> Form:
        """The form with this id.

        Raises:
            FormError: There is none.
        """
        if form_id not in self._forms:
            known = ", ".join(self._forms)
            raise FormError(
                f"Formulir '{form_id}' tidak dikenal.",
                hint=f"Pilih salah satu: {known}.",
            )
        return self._forms[form_id]

    def by_tag(self, tag_id: int) -> tuple[Form, Page] | None:
        """The form and page that carry this tag; None for an unknown tag."""
        return self._tags.get(tag_id)


@cache
def builtin_catalog() -> Catalog:
    """The forms that ship with the trainer: every file of `form/definitions/`, by name.

    Raises:
        FormError: A definition is wrong.
    """
    folder = files("sirekap_trainer.form") / "definitions"
    entries = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")),
        key=lambda e: e.name,
    )
    return Catalog([parse_form(entry.read_text(encoding="utf-8"), source=entry.name) for entry in entries])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(
            f"Berkas formulir {path.name} tidak dapat dibaca.",
            hint="Periksa berkas itu.",
        ) from error


def _wrong(source: str, problem: str) -> FormError:
    return FormError(
        f"Definisi formulir {source} salah: {problem}.",
        hint=f"Perbaiki {source}, lalu jalankan lagi.",
    )


def _entry_name(location: tuple[Any, ...]) -> str:
    """`pages[1].numbers[0].boxes` for pydantic's ("pages", 1, "numbers", 0, "boxes")."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return text.lstrip(".") or "file"


def _problems(form: Form) -> Iterator[str]:
    """What pydantic cannot see: how the entries fit each other."""
    yield from _duplicate_problems(form)
    for page in form.pages:
        yield from _page_problems(form, page)
    yield from _rule_problems(form)


def _duplicate_problems(form: Form) -> Iterator[str]:
    groups: dict[str, list[object]] = {
        "number": [number.id for number in form.numbers],
        "page": [page.number for page in form.pages],
        "tag": [page.tag.id for page in form.pages],
        "candidate": [number.candidate for number in form.candidates],
        **{f"header of page {page.number}:": [area.name for area in page.header] for page in form.pages},
    }
    for what, ids in groups.items():
        yield from (f"{what} {one} stands twice" for one in ids if ids.count(one) > 1)


def _page_problems(form: Form, page: Page) -> Iterator[str]:
    if form.practice and page.tag.id < FIRST_PRACTICE_TAG:
        yield f"pages[{page.number}].tag: id {page.tag.id} is below {FIRST_PRACTICE_TAG}, kept for real forms"
    placed = [(number.id, rect) for number in page.numbers for rect in _rects(number)]
    placed.append(
        (
            "tag",
            Rect(page.tag.x, page.tag.y, page.tag.side, page.tag.side / form.aspect),
        )
    )
    placed += [(f"header {area.name}", area.rect) for area in page.header]
    for name, rect in placed:
        if not rect.inside_page():
            yield f"{name} on page {page.number}: a box lies off the page"
    for (name, rect), (other, other_rect) in combinations(placed, 2):
        if rect.overlaps(other_rect):
            yield f"{name} and {other} on page {page.number}: boxes overlap"
    for number in page.numbers:
        if number.bubbles is not None and len(number.bubbles) != len(number.boxes):
            yield f"{number.id}: {len(number.boxes)} boxes but {len(number.bubbles)} columns of bubbles"


def _rects(number: Number) -> Iterator[Rect]:
    yield from number.boxes
    for column in number.bubbles or ():
        yield from column


def _rule_problems(form: Form) -> Iterator[str]:
    known = {number.id for number in form.numbers}
    for rule in form.rules:
        yield from (f"rule {rule.id}: number '{name}' is unknown" for name in rule.numbers if name not in known)
        if rule.kind in ("sum", "reserve") and rule.total is None:
            yield f"rule {rule.id}: kind '{rule.kind}' needs a total"
        if rule.kind == "at_most" and len(rule.parts) + (rule.limit is not None) != 2:
            yield f"rule {rule.id}: kind 'at_most' compares two numbers, or one with a limit"
