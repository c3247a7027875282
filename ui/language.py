"""The language of the window: Indonesian as it is written, or English by translation.

Words of the window go through Qt's `tr`. The core knows no Qt and says whole Indonesian sentences with numbers and
names in them; `said` gives them in the language of the window, by templates (`resources/translations/core_en.json`,
collected and kept complete by `tools/translate.py`). What is printed on the paper, the form's own words, stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
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


class Phrases:
    """Sentences known as templates, and their translation.

    Args:
        templates: Source to translation; placeholders are {0}, {1}, ...
    """

    def __init__(self, templates: dict[str, str]) -> None:
        known = {source: target for source, target in templates.items() if target}
        self._whole = {source: target for source, target in known.items() if not _PLACEHOLDER.search(source)}
        open_ones = sorted((one for one in known if one not in self._whole), key=lambda one: -_fixed(one))
        self._open = [(_pattern(one), known[one]) for one in open_ones]

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
        for pattern, target in self._open:
            match = pattern.fullmatch(text)
            if match and (spanning or not any(_BETWEEN.search(value) for value in match.groups())):
                return _filled(target, [self._inside(value) for value in match.groups()])
        return None

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
        return ", ".join(self._part(part) for part in value.split(", "))

    def _part(self, text: str) -> str:
        if (known := self._word(text)) is not None:
            return known
        for pattern, target in self._open:
            match = pattern.fullmatch(text)
            if match and all(_FIGURE.fullmatch(value) for value in match.groups()):
                return _filled(target, match.groups())
        return text


def _filled(template: str, values: Sequence[str]) -> str:
    return _PLACEHOLDER.sub(lambda one: values[int(one[1])], template)


def _fixed(template: str) -> int:
    """How many letters of a template are its own: the more, the surer the match."""
    return len(_PLACEHOLDER.sub("", template))


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACEHOLDER.split(template)
    return re.compile("".join(re.escape(part) if at % 2 == 0 else "(.*?)" for at, part in enumerate(parts)))


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
