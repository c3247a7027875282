"""The language of the window: Indonesian as it is written, or English by translation.

Words of the window go through Qt's `tr`. The core knows no Qt and says whole Indonesian sentences with numbers and
names in them; `said` gives them in the language of the window, by templates (`resources/translations/core_en.json`,
collected and kept complete by `tools/translate.py`). What is printed on the paper, the form's own words, stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from .theme import RESOURCES

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
TRANSLATIONS = RESOURCES / "translations"
#: Context under which Qt is asked for a sentence of the core.
_CORE = "Core"
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_FIGURE = re.compile(r"[\d.,]+")
#: Between two sentences that were put into one line.
_BETWEEN = re.compile(r"(?<=[.?!:])\s+")

#: Sentences of a text that are looked for as one; no template has as many of its own.
_MOST = 6
#: Letters of its own from which a template within a sentence is no name by chance.
_SURE = 6
#: Between what is counted up in one sentence.
_LISTED = re.compile(r"([,;] )")


@dataclass(frozen=True, slots=True)
class _Open:
    """A sentence with placeholders.

    Attributes:
        pattern: Of the Indonesian; a capital at its beginning is no other sentence.
        target: In the other language.
        sure: Whether it has so many letters of its own that nothing else is taken for it.
        label: Whether it only says what something is, before its name.
        ends_open: Whether a placeholder is the last of it.
    """

    pattern: re.Pattern[str]
    target: str
    sure: bool
    label: bool
    ends_open: bool

    @classmethod
    def of(cls, source: str, target: str) -> _Open:
        first, *rest = _PLACEHOLDER.split(source)[::2]
        begins = f"[{first[0]}{first[0].upper()}]{re.escape(first[1:])}" if first[:1].islower() else re.escape(first)
        pattern = re.compile("(.*?)".join([begins, *map(re.escape, rest)]))
        sure = sum(map(str.isalpha, first + "".join(rest))) >= _SURE
        label = re.fullmatch(r"[\w ]+ \{0\}", source) is not None
        return cls(pattern, target, sure, label, ends_open=source.endswith("}"))

    def values(self, text: str) -> tuple[str, ...] | None:
        """What stands in its places; None where the text is something else."""
        match = self.pattern.fullmatch(text)
        return match.groups() if match else None

    def may_hold(self, text: str, values: Sequence[str]) -> bool:
        """Whether that may stand in its places: no half of a sentence, and no sentence about what is called so."""
        return not any(value.endswith(":") for value in values) and not (self.label and text.endswith("."))

    def filled(self, text: str, values: Sequence[str]) -> str:
        """The text in the other language."""
        words = _PLACEHOLDER.sub(lambda one: values[int(one[1])], self.target)
        return words[:1].upper() + words[1:] if text[:1].isupper() else words


class Phrases:
    """Sentences known as templates, and their translation.

    Args:
        templates: Source to translation; placeholders are {0}, {1}, ...
    """

    def __init__(self, templates: dict[str, str]) -> None:
        known = {source.strip(): target.strip() for source, target in templates.items() if target}
        self._whole = {source: target for source, target in known.items() if not _PLACEHOLDER.search(source)}
        open_ones = sorted((one for one in known if one not in self._whole), key=lambda one: -_fixed(one))
        self._open = [_Open.of(one, known[one]) for one in open_ones]

    @classmethod
    def load(cls, path: Path) -> Phrases:
        """Those of a JSON file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def translate(self, text: str) -> str:
        """The text in the other language; sentences that are not known stay as they are."""
        whole = self._one(text)
        if whole is not None:
            return whole
        if "\n" in text:
            return "\n".join(map(self.translate, text.split("\n")))
        parts = _BETWEEN.split(text)
        return text if len(parts) == 1 else " ".join(self._run(parts))

    def _run(self, parts: list[str]) -> list[str]:
        """The longest runs of parts that are known, from the left; several sentences rather than one across them."""
        done: list[str] = []
        while parts:
            found, end = self._longest(parts, spanning=False) or self._longest(parts, spanning=True) or (parts[0], 1)
            done.append(found)
            parts = parts[end:]
        return done

    def _longest(self, parts: list[str], *, spanning: bool) -> tuple[str, int] | None:
        for end in range(min(len(parts), _MOST), 0, -1):
            if (found := self._one(" ".join(parts[:end]), spanning=spanning)) is not None:
                return found, end
        return None

    def _one(self, text: str, *, spanning: bool = False) -> str | None:
        if (known := self._word(text)) is not None:
            return known
        if (known := self._counted_up(text)) is not None:
            return known
        fitting = [(one, values) for one in self._open if (values := one.values(text)) and one.may_hold(text, values)]
        whole = [(one, values) for one, values in fitting if not any(map(_BETWEEN.search, values))]
        if spanning and not whole:  # sentences at its end are its own, those within are more likely another's
            whole = [one for one in fitting if one[0].ends_open] or fitting
        return whole[0][0].filled(text, [self._inside(value) for value in whole[0][1]]) if whole else None

    def _counted_up(self, text: str) -> str | None:
        """A sentence that is a list of what the core says, each part known."""
        parts = _LISTED.split(text.removesuffix("."))
        if _BETWEEN.search(text) or (len(parts) == 1 and not text[:1].isdecimal()):
            return None
        known = [part if at % 2 else self._part(part) for at, part in enumerate(parts)]
        if any(one == part for one, part in zip(known[::2], parts[::2], strict=True)):
            return None
        words = "".join(known) + "." * text.endswith(".")
        return words[:1].upper() + words[1:] if text[:1].isdecimal() or text[:1].isupper() else words

    def _word(self, text: str) -> str | None:
        """What has no placeholder; a capital at its beginning is no other word."""
        if text in self._whole:
            return self._whole[text]
        first, rest = text[:1], text[1:]
        if first.isupper() and (known := self._whole.get(first.lower() + rest)) is not None:
            return known[:1].upper() + known[1:]
        return None

    def _inside(self, value: str) -> str:
        """What stands in a placeholder may be words of the core itself, or a list of such; names are left alone."""
        if _BETWEEN.search(value):
            return self.translate(value)
        whole = self._part(value)
        return whole if whole != value else ", ".join(map(self._part, value.split(", ")))

    def _part(self, text: str) -> str:
        if (known := self._word(text)) is not None:
            return known
        for one in self._open:
            values = one.values(text)
            if values is not None and (one.sure or all(map(_FIGURE.fullmatch, values))):
                return one.filled(text, [value if _BETWEEN.search(value) else self._part(value) for value in values])
        return text


def _fixed(template: str) -> int:
    """How many letters of a template are its own: the more, the surer the match."""
    return len(_PLACEHOLDER.sub("", template))


class _CoreTranslator(QTranslator):
    """Answers Qt for sentences of the core."""

    def __init__(self, phrases: Phrases, parent: QObject) -> None:
        super().__init__(parent)
        self._translate = lru_cache(maxsize=1000)(phrases.translate)

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._translate(text) if context == _CORE else None


def said(text: str) -> str:
    """A sentence of the core in the language of the window."""
    return QCoreApplication.translate(_CORE, text) if text else text


def locale() -> QLocale:
    """Of the language of the window, for the names of days and months."""
    return QLocale(QCoreApplication.translate("Language", "id"))


def speak(app: QCoreApplication, language: Language) -> list[QTranslator]:
    """Has the application speak a language from now on; widgets made before keep their words.

    Qt's own words (of file dialogs) come along: of Qt where it has them, else those kept here. Keep what is returned;
    `hush` ends it.
    """
    found: list[QTranslator] = []
    theirs, ours = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(TRANSLATIONS)
    for name, place in (("qtbase", theirs), ("qtbase", ours), ("latihan", ours)):
        translator = QTranslator(app)
        if translator.load(QLocale(language), name, "_", place):
            found.append(translator)
    if language != "id":
        found.append(_CoreTranslator(Phrases.load(TRANSLATIONS / f"core_{language}.json"), app))
    for translator in found:
        app.installTranslator(translator)
    return found


def hush(app: QCoreApplication, translators: list[QTranslator]) -> None:
    """Ends what `speak` began."""
    for translator in translators:
        app.removeTranslator(translator)
