"""The other language: sentences of the core by templates, words of the window by Qt, and the choice kept."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from sirekap_trainer.errors import ExerciseError
from ui.language import TRANSLATIONS, Phrases, hush, said, speak
from ui.settings import Settings

HOW = "run `python tools/translate.py update`, write the English, then `python tools/translate.py release`"
TOOL = Path(__file__).resolve().parents[2] / "tools" / "translate.py"

PHRASES = Phrases(
    {
        "Halaman {0} belum difoto.": "Page {0} has not been photographed.",
        "Foto halaman {0}.": "Photograph page {0}.",
        "{0}: {1} = {2}, tetapi tertulis {3} ({4}).": "{0}: {1} = {2}, but {3} is written ({4}).",
        "Belum lulus: {0}": "Not passed: {0}",
        "{0} angka salah lolos": "{0} wrong numbers sent",
        "{0} suara": "{0} votes",
        "jumlah suara": "sum of the votes",
        "Foto ini halaman {0}, yang diminta halaman {1}.": "This is {0}, asked for {1}.",
        "Kunci {0} belum benar. {1}": "Key {0} is not right. {1}",
        "Belum ada.": "",
        "Dari {0} ke {1}.": "To {1} from {0}.",
    }
)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Halaman 1, 3 belum difoto.", "Page 1, 3 has not been photographed."),
        ("Halaman 2 belum difoto. Foto halaman 2.", "Page 2 has not been photographed. Photograph page 2."),
        ("Jumlah suara", "Sum of the votes"),
        ("jumlah suara: 1 + 3 = 4, tetapi tertulis 5 (V.A).", "sum of the votes: 1 + 3 = 4, but 5 is written (V.A)."),
        ("Jumlah tiga suara: 1 = 2, tetapi tertulis 5 (V).", "Jumlah tiga suara: 1 = 2, but 5 is written (V)."),
        ("Belum lulus: 2 angka salah lolos, 800 suara", "Not passed: 2 wrong numbers sent, 800 votes"),
        ("Foto ini halaman 3, yang diminta halaman 1. Foto halaman 1.", "This is 3, asked for 1. Photograph page 1."),
        ("Foto halaman 1.\nFoto halaman 2. Apa?\n", "Photograph page 1.\nPhotograph page 2. Apa?\n"),
        ("Kunci A belum benar. Foto halaman 1.", "Key A is not right. Photograph page 1."),
        ("Dari sini ke sana.", "To sana from sini."),
        ("Belum ada.", "Belum ada."),
        ("Kalimat yang tidak dikenal. Foto halaman 2.", "Kalimat yang tidak dikenal. Photograph page 2."),
        ("", ""),
    ],
)  # fmt: skip
def test_sentences_are_matched_as_templates(text, english):
    assert PHRASES.translate(text) == english


def test_indonesian_says_what_the_core_says(qapp):
    assert said("Halaman 2 belum difoto.") == "Halaman 2 belum difoto."


def test_the_choice_is_kept_for_the_next_start(make_window, places, qtbot):
    window = make_window()
    assert Settings(places.settings).language == "id"
    actions = {action.text(): action for action in window.look_button.menu().actions()}
    assert actions["Bahasa Indonesia"].isChecked()
    actions["English"].trigger()
    qtbot.waitUntil(lambda: Settings(places.settings).language == "en", timeout=5000)
    assert "opened again" in window.banner.words.text()


def test_a_language_nobody_speaks_is_indonesian(places):
    settings = Settings(places.settings)
    settings._values["language"] = "tlh"
    assert settings.language == "id"
    assert QApplication.instance() is not None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Laptop baru: AS3NN. 1 pertanyaan baru.", "New laptop: AS3NN. New questions: 1."),
        (
            "2 hasil baru, 1 tes baru; 4 sudah ada. 3 dihapus sebelumnya: tidak diterima lagi.",
            "New results: 2, new tests: 1; there already: 4. 3 erased before: not taken in again.",
        ),
        ("Tidak ada yang baru; 4 sudah ada.", "Nothing new; there already: 4."),
        (
            "Peran 'ketua' tidak dikenal; isi utama atau cadangan.",
            "Role 'ketua' is not known; enter utama or cadangan.",
        ),
        ("Nama kosong.", "Name is empty."),
        (
            "Nomor TPS '1002' harus tiga angka, misalnya 012.",
            "TPS number '1002' must be three digits, for example 012.",
        ),
        (
            "Daftar operator a b.csv salah. Baris 7: nama kosong. Baris 8: nomor TPS '1x' harus tiga angka, "
            "misalnya 012. Dan 3 baris lain.",
            "The list of operators a b.csv is wrong. Line 7: name is empty. Line 8: TPS number '1x' must be three "
            "digits, for example 012. And 3 more lines.",
        ),
        ("Daftar TPS daftar kelurahan.csv sudah ada.", "List of TPS daftar kelurahan.csv is there already."),
        ("Berkas kota kota.toml salah pada 'city'.", "City file kota.toml is wrong at 'city'."),
        ("Angka: Suara paslon 2 · Wali Kota", "Number: Suara paslon 2 · Wali Kota"),
        ("Langkah Foto, halaman 2 · Gubernur", "Step Photo, page 2 · Gubernur"),
        ("PDF hasil.pdf tidak dapat disimpan di /tmp/a b.", "PDF hasil.pdf cannot be saved in /tmp/a b."),
        (
            "Belum sama dengan kertas. Lihat kotak pertama sekali lagi.",
            "Differs from the paper. Check the first box again.",
        ),
        (
            "Kunci lembar G-T-1 perlu diperiksa. Suara sah + suara tidak sah: 350 + 15 = 365, tetapi tertulis 224 "
            "(V.C). Selisih 141. Angka ini seharusnya sama: II.2 365, V.C 224.",
            "The key of sheet G-T-1 needs a check. Valid votes + invalid votes: 350 + 15 = 365, but 224 is written "
            "(V.C). Difference 141. These numbers should be the same: II.2 365, V.C 224.",
        ),
    ],
)
def test_what_the_core_puts_together_is_wholly_english(text, english):
    assert Phrases(core_words()).translate(text) == english


@pytest.mark.parametrize("text", ["Sari Kosong", "Bapak 4 Hasil Baru Raya", "Kebonsari Wetan, Jati"])
def test_names_stay_names(text):
    assert Phrases(core_words()).translate(text) == text


def test_long_texts_are_taken_sentence_by_sentence():
    assert PHRASES.translate(" ".join(["Foto halaman 1."] * 40)) == " ".join(["Photograph page 1."] * 40)


# --- English is complete ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def translate():
    """The tool that keeps the translations."""
    spec = importlib.util.spec_from_file_location("translate_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def window_words(path: Path) -> dict[tuple[str, str], str]:
    """English by context and Indonesian; empty where it is unfinished."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            target = message.find("translation")
            assert target is not None
            done = target.text if target.get("type") != "unfinished" else None
            found[context.findtext("name", ""), message.findtext("source", "")] = done or ""
    return found


def core_words() -> dict[str, str]:
    return json.loads((TRANSLATIONS / "core_en.json").read_text(encoding="utf-8"))


def test_every_word_of_the_window_has_english(translate, tmp_path):
    kept = window_words(translate.WINDOW)
    assert [words for words, english in kept.items() if not english] == [], HOW
    fresh = tmp_path / "latihan_en.ts"
    translate.collect_window(fresh)
    missing = sorted(window_words(fresh).keys() - kept.keys())
    assert missing == [], f"{missing} has no English yet: {HOW}"


def test_every_sentence_of_the_core_has_english(translate):
    missing = translate.core_missing()
    assert missing == [], f"{missing} has no English yet: {HOW}"
    gone = sorted(core_words().keys() - set(translate.core_phrases()))
    assert gone == [], f"{gone} is not said any more: {HOW}"


def pairs() -> Iterator[tuple[str, str]]:
    yield from core_words().items()
    yield from ((source, english) for (_, source), english in window_words(TRANSLATIONS / "latihan_en.ts").items())


def test_placeholders_and_lines_are_those_of_the_indonesian():
    def shape(text: str) -> tuple[list[str], int, bool, bool]:
        return sorted(re.findall(r"\{\w*\}", text)), text.count("\n"), text[:1].isspace(), text[-1:].isspace()

    assert [source for source, english in pairs() if shape(source) != shape(english)] == []


def test_keys_keep_their_names():
    key = re.compile(r"\((F\d+|[A-Z]|Enter)\)|\b(Enter|Esc|Tab|F\d+|Ctrl\+\w+)\b(?= )")
    hints = [(source, english) for source, english in pairs() if " · " in source or source.endswith(")")]
    assert len(hints) > 20
    wrong = [one for one in hints if {*key.findall(one[0])} - {*key.findall(one[1])}]
    assert wrong == []


def test_what_the_window_loads_is_what_was_translated(translate, tmp_path):
    translate.release(tmp_path)
    for name in ("latihan_en.qm", "qtbase_id.qm"):
        assert (tmp_path / name).read_bytes() == (TRANSLATIONS / name).read_bytes(), (
            "run `python tools/translate.py release`"
        )


class _Asked(QTranslator):
    """Notes what Qt asks for in its own name."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context.startswith("Q") and context not in {"QShortcut", "QGuiApplication"}:
            self.words.add((context, text))
        return None


@pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform, for windows of their own
def test_qts_own_dialogs_and_menus_are_indonesian(qapp, qtbot, tmp_path):
    asked = _Asked()
    translators = [*speak(qapp, "id"), asked]
    qapp.installTranslator(asked)  # the last one is asked first
    try:
        for mode in QFileDialog.AcceptMode:
            dialog = QFileDialog(directory=str(tmp_path))
            qtbot.addWidget(dialog)
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setAcceptMode(mode)
            dialog.show()
        assert dialog.labelText(QFileDialog.DialogLabel.FileName) == "&Nama berkas:"
        line = QLineEdit()
        qtbot.addWidget(line)
        menu = line.createStandardContextMenu()
        assert any(action.text().startswith("Pilih semua") for action in menu.actions())
        menu.deleteLater()
    finally:
        hush(qapp, translators)
    tree = ET.parse(TRANSLATIONS / "qtbase_id.ts")  # noqa: S314 - our own file
    known = {
        (context.findtext("name"), message.findtext("source"))
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    }
    keys = re.compile(r"Alt\+\w+|Drive")
    assert len(asked.words) > 30
    assert {one for one in asked.words - known if not keys.fullmatch(one[1])} == set()


@pytest.mark.parametrize(
    ("template", "sentence"),
    [("rule {0}: number '{1}' is unknown", False), ("SELECT {0}", False), ("Foto halaman {0}.", True)],
)
def test_only_sentences_for_people_are_collected(translate, template, sentence):
    assert translate._is_said(template) is sentence


def test_labels_of_one_word_are_collected(translate):
    phrases = set(translate.core_phrases())
    assert {"Angka", "Waktu", "Hitungan", "utama", "cadangan"} <= phrases


# --- English in the window --------------------------------------------------------------------------------------------


@pytest.fixture
def english(qapp):
    """The application speaks English."""
    translators = speak(qapp, "en")
    yield
    hush(qapp, translators)


def test_words_outside_of_classes_are_english(english):
    assert QCoreApplication.translate("", "belum sama") == "not the same yet"
    from ui.trainee import words as trainee_words
    from ui.trainer import words as trainer_words

    assert trainee_words.tr("ditandai") == "flagged"
    assert trainer_words.tr("Wajar") == "Normal"


def test_days_are_english(english):
    from ui.trainer.classes import day_in_words

    assert day_in_words(date(2024, 11, 27), long=True) == "Wednesday, 27 November 2024"


def test_days_are_indonesian(qapp):
    from ui.trainer.classes import day_in_words

    assert day_in_words(date(2024, 8, 27), long=True) == "Selasa, 27 Agustus 2024"


def test_an_error_a_finding_and_a_headline_are_english(english, make_window):
    window = make_window()
    window.tell(ExerciseError("Halaman 2 belum difoto.", hint="Foto halaman 2.", code="langkah"))
    assert window.banner.words.text() == "Page 2 has not been photographed. Photograph page 2."
    finding = "Jumlah suara pasangan calon: 100 + 20 = 120, tetapi tertulis 130 (V.A). Selisih 10."
    english_finding = "Sum of the candidate pairs' votes: 100 + 20 = 120, but 130 is written (V.A). Difference 10."
    assert said(finding) == english_finding
    assert said("Belum lulus: 2 angka salah lolos, 800 suara") == "Not passed: 2 wrong numbers let through, 800 votes"
    assert said("Lulus - 92 dari 100") == "Passed - 92 of 100"


LONG_NAME = "Peserta Contoh Bernama Sangat Panjang Sekali Dari Jrebeng Kidul"


@pytest.mark.parametrize(("percent", "mode"), [(100, "tandai"), (200, "koreksi")])
def test_nothing_is_cut_in_english(english, readers, make_window, walk, qtbot, cut_texts, percent, mode):  # noqa: PLR0917
    window = partial(make_window, readers.unsure)(percent=percent)
    found = {}

    def look(name: str) -> None:
        for _ in range(3):
            QApplication.processEvents()
        found[name] = cut_texts(window)

    look("home")
    assert window.primary.text() == "Start practising"
    window.primary.click()
    window.primary.click()
    look("identity")
    window.step.name.setText(LONG_NAME)
    window.step.tps.setText("902")
    window.primary.click()
    look("packet")
    window.step.rules[mode].click()
    window.primary.click()
    look("photo, asking")
    for _ in range(3):
        window.step.sample_button.click()
        qtbot.waitUntil(lambda: window.step.ready, timeout=5000)
        look("photo, taken")
        window.primary.click()
    for number in [item.id for item in window.session.review.items][::7]:
        window.step.go_to(number)
        look(f"check, {number}")
    if mode == "koreksi":
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_7)
        look("check, correcting")
    walk.accept_all(window)
    look("check, done")
    window.primary.click()
    look("send")
    window.step.own.click()
    window.step.signed.click()
    window.step.compared.click()
    window.primary.click()
    look("result")
    assert {name: cut for name, cut in found.items() if cut} == {}


def test_the_coach_speaks_english_and_is_not_cut(english, make_window, walk, cut_texts):
    window = make_window(percent=200)
    walk.to_check(window)
    told = []
    for _ in range(2):
        window.step.go_to("suara_2")  # the planted misread
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
        told.append(window.step.card.note.text().replace("\N{NO-BREAK SPACE}", " "))
        assert cut_texts(window) == []
    assert told == ["Differs from the paper. Check the first box again.", "Not the same yet. The paper says X 7 3."]
