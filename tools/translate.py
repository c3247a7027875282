"""Keeps the English of the application complete: the window's words (Qt) and the core's sentences.

    python tools/translate.py update     collect what is said now; what has no English yet is left empty
    python tools/translate.py release    make the .qm files the window loads
    python tools/translate.py missing    print what has no English yet, and fail where there is any

The window's words are in `ui/resources/translations/latihan_en.ts` (Qt Linguist, `pyside6-linguist` opens it). The core
knows no Qt: its sentences are collected from its source and matched as templates, see `ui/language.py`; they are in
`core_en.json`, Indonesian template to English. A placeholder is {0}, {1}, ... in the order of the Indonesian.

Qt's own words, of file dialogs and of the menus of lines to type in, have no Indonesian from Qt: it is written by hand
in `qtbase_id.ts`.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "ui" / "resources" / "translations"
WINDOW = TRANSLATIONS / "latihan_en.ts"
QT = TRANSLATIONS / "qtbase_id.ts"
CORE = TRANSLATIONS / "core_en.json"
QUESTIONS = ROOT / "sirekap_trainer" / "exercise" / "quiz.toml"

#: Modules whose words never reach the window: the command line's, what is printed on paper or written into files, which
#: stays Indonesian, what serves the phone's page, and the tables' SQL.
NOT_SAID = (
    *("cli*.py", "__main__.py", "sheet.py", "form/model.py", "reports/*.py"),
    *("phone/server.py", "phone/listening.py", "practice/exif.py", "practice/words.py"),
    *("records/names.py", "records/privacy.py", "records/tables.py", "records/whereabouts.py", "versions/*.py"),
)
#: What looks like a sentence and is none: SQL, formats, options of programs, and definitions' faults, which only who
#: writes a form or a bank of questions sees, what stands in samples of lists.
_NO_SENTENCE = re.compile(
    r"(SELECT|PRAGMA|BEGIN|REPEATABLE|SET) .*|%Y-.*| -c .*|Value error, "
    r"|(question|header|pages?|rule|two forms) .*|header of .*|pages\[.*"
    r"|.*\b(boxes|could not|is unknown|stands twice|reads back|failed\.|on page)\b.*"
    r"|(kotak|bulatan|nilai|lembar|tanda_tangan): .*|practice (key|roster) .*|records template"
    r"|Contoh Nama .*|Nama Ke(camatan|lurahan)|op (utama|cadangan)",
    re.DOTALL,
)
#: What stands inside sentences of the core: the roles, the steps as `exercise/flow.py` names them, how lists end, which
#: box (`exercise/coach.py`), which column of a list and which list, and what a question is about (`ui/trainee/ask.py`).
_INSIDE = (
    *("utama", "cadangan", "Utama - {0}", "Cadangan - {0}", "dan {0} angka lain"),
    *("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam"),
    *("nama", "peran", "Daftar TPS {0}", "Daftar operator {0}", "Daftar pertanyaan {0}", "Berkas {0}"),
    *("Identitas", "Paket", "Foto", "Periksa", "Kirim", "Hasil"),
    *("{0} · {1}", "Angka: {0}", "Langkah Foto, halaman {0}", "Langkah Paket", "Langkah Periksa", "Langkah Kirim"),
    *("Ganti giliran", "Antrean kirim", "Langkah Hasil"),
)
#: Calls whose words are no sentences for people.
_SILENT_CALLS = {"TypeError", "ValueError", "KeyError", "AssertionError", "RuntimeError", "compile", "getenv", "Path"}


def core_phrases() -> list[str]:
    """Templates of all sentences that the core may say in the window, sorted."""
    files = sorted((ROOT / "sirekap_trainer").rglob("*.py"))
    sentences: set[str] = set()
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not any(path.match(pattern) for pattern in NOT_SAID):
            sentences.update(_phrases(tree))
        elif path.match("reports/*.py"):
            sentences.update(phrase for error in _errors(tree) for phrase in _phrases(error))
    return sorted(sentences.union(_asked(), _INSIDE))


def _errors(tree: ast.AST) -> Iterator[ast.Call]:
    """What goes wrong while something is written that stays Indonesian itself."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from (call for call in calls if getattr(call.func, "id", "").endswith("Error"))


def _asked() -> Iterator[str]:
    """Questions and answers of the tests; an answer that is a number needs no translation."""
    for item in tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]:
        words = (item["ask"], item["right"], *item["wrong"], item["why"])
        yield from (text for text in words if any(letter.isalpha() for letter in text))


def _phrases(tree: ast.AST) -> Iterator[str]:
    silent = {id(inner) for node in ast.walk(tree) if _is_silent(node) for inner in ast.walk(node)}
    labels = {id(value) for node in ast.walk(tree) for value in _labels(node)}
    for node in ast.walk(tree):
        if (problem := _of_a_file(node)) is not None:
            silent.update(id(inner) for inner in ast.walk(problem))
            template = _template(problem) or ""
            yield "{0} " + re.sub(r"\{(\d+)\}", lambda one: f"{{{int(one[1]) + 1}}}", template)
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and id(node) not in silent:
            template = _template(node)
            if template is not None and (_is_said(template) or (id(node) in labels and template.isalpha())):
                yield template
        if isinstance(node, ast.JoinedStr):
            silent.update(id(part) for part in node.values if isinstance(part, ast.Constant))


def _of_a_file(node: ast.AST) -> ast.Constant | ast.JoinedStr | None:
    """What is wrong with a file in `Kind.error(path, "...")`, before which the file is named."""
    is_one = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "error"
    found = node.args[1] if is_one and isinstance(node, ast.Call) and len(node.args) == 2 else None
    return found if isinstance(found, (ast.Constant, ast.JoinedStr)) else None


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):  # a docstring
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in _SILENT_CALLS
    return isinstance(node, ast.Assert)


def _labels(node: ast.AST) -> Iterator[ast.expr]:
    """Values of a table of words, such as OUTCOME_LABELS: said although they may be one word only."""
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    if isinstance(target, ast.Name) and "LABELS" in target.id and isinstance(node.value, ast.Dict):
        yield from node.value.values


def _template(node: ast.Constant | ast.JoinedStr) -> str | None:
    if isinstance(node, ast.Constant):
        return _numbered(node.value) if isinstance(node.value, str) else None
    number = count()
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(number)}}}" for part in node.values)


def _numbered(text: str) -> str | None:
    """Words for `str.format` with their fields numbered; None where braces mean something else."""
    number = count()
    numbered = re.sub(r"\{\w*\}", lambda _: f"{{{next(number)}}}", text)
    return None if re.search(r"[{}]", re.sub(r"\{\d+\}", "", numbered)) else numbered


def _is_said(template: str) -> bool:
    words = template.replace("\n", " ").split()
    letters = sum(letter.isalpha() for letter in template)
    spoken = len(words) > 1 and letters > 3 and not template.startswith(("<", "/", "#"))
    return spoken and not _NO_SENTENCE.fullmatch(template)


def window_missing() -> list[str]:
    """Words of the window without English, or with one that lupdate took from elsewhere and nobody has looked at."""
    found = []
    for message in ET.parse(WINDOW).getroot().iter("message"):  # noqa: S314 - our own file
        target = message.find("translation")
        if target is None or target.get("type") == "unfinished" or not (target.text or "").strip():
            guessed = f"  (elsewhere: {target.text})" if target is not None and target.text else ""
            found.append(message.findtext("source", "") + guessed)
    return found


def core_missing() -> list[str]:
    """Sentences of the core without English."""
    known = json.loads(CORE.read_text(encoding="utf-8"))
    return [phrase for phrase in core_phrases() if not known.get(phrase)]


def collect_window(target: Path) -> None:
    """Collects the window's words into a .ts file; English that is there is kept."""
    sources = sorted((ROOT / "ui").rglob("*.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "id", "-target-language", "en"]
    subprocess.run([_qt("lupdate"), *map(str, sources), *options, "-ts", str(target)], check=True)
    found = target.read_text(encoding="utf-8")  # where lupdate takes comments of the code for the translator's
    target.write_text(re.sub(r"\s*<extracomment>.*?</extracomment>", "", found, flags=re.DOTALL), encoding="utf-8")


def update() -> None:
    """Collects what is said now into both files; English that is there is kept, what is not said any more goes."""
    collect_window(WINDOW)
    known = json.loads(CORE.read_text(encoding="utf-8")) if CORE.exists() else {}
    kept = {phrase: known.get(phrase, "") for phrase in core_phrases()}
    CORE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def release(folder: Path = TRANSLATIONS) -> None:
    """Makes the files that the window loads."""
    for source in (WINDOW, QT):
        target = folder / source.with_suffix(".qm").name
        made = target.with_suffix(".new")  # windows that are open have the old file mapped
        subprocess.run([_qt("lrelease"), "-silent", str(source), "-qm", str(made)], check=True)
        made.replace(target)


def _qt(program: str) -> str:
    return str(Path(sys.executable).parent / f"pyside6-{program}")


def main() -> int:
    """Does what is asked on the command line."""
    TRANSLATIONS.mkdir(exist_ok=True)
    command = sys.argv[1] if len(sys.argv) > 1 else "missing"
    if command == "missing":
        missing = [*window_missing(), *core_missing()]
        print("\n".join(missing))
        return bool(missing)
    {"update": update, "release": release}[command]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
