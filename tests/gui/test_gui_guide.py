"""The guide: its words and pictures, its keys, and that nothing is lost below it."""

from __future__ import annotations

import importlib.util
import re
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from packets import add_packets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sirekap_trainer.form.symbols import value_of
from ui.session import Session
from ui.theme import RESOURCES
from ui.trainee.guide import GuideStep, guide_picture
from ui.trainee.guide_cards import ARITHMETIC, MISREADS, PHOTOGRAPHING, GuideCards
from ui.widgets.guide_card import LEAST_ROW, Rows
from ui.widgets.picture import Picture

FOLDER = RESOURCES / "guide"
#: Paper -> Sirekap as they became public in February 2024.
PUBLIC = {
    (105, 905), (117, 617), (157, 457), (84, 884), (17, 817), (112, 222), (202, 2), (236, 301), (11, 826), (17, 68),
    (23, 823), (19, 887), (1, 44), (3, 883), (2, 282), (1, 6), (20, 820),
}  # fmt: skip


@pytest.fixture(scope="module")
def chapters():
    return GuideCards().chapters()


@pytest.fixture(scope="module")
def tool():
    path = Path(__file__).resolve().parents[2] / "tools" / "make_guide_pictures.py"
    spec = importlib.util.spec_from_file_location("make_guide_pictures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def all_cards(chapters):
    return [card for chapter in chapters for card in chapter.cards]


def shown(guide, kind):
    """Those of a kind that are on the card shown; a card that was turned is deleted a little later."""
    return [one for one in guide.findChildren(kind) if one.isVisible()]


def key(which, times=1):
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard is nowhere"
        QTest.keyClick(focused, which)


# --- words and pictures


def test_every_picture_is_there_and_none_is_left_over(chapters, qapp):
    cards = all_cards(chapters)
    named = {one.file for card in cards for one in card.shown} | {row.file for card in cards for row in card.rows} - {
        ""
    }
    there = {path.name for path in FOLDER.iterdir()}
    assert named == there
    assert [name for name in named if guide_picture(name).isNull()] == []
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


def test_chapters_are_short(chapters):
    assert [chapter.name for chapter in chapters] == [
        "Cara memotret C.Hasil",
        "Aturan angka ajaib",
        "Kesalahan Sirekap yang pernah terjadi",
    ]
    for chapter in chapters:
        assert 4 <= len(chapter.cards) <= 7
    sentences = [one for card in all_cards(chapters) for line in card.lines for one in re.split(r"(?<=[.?!])\s", line)]
    assert [one for one in sentences if len(one.split()) >= 12] == []
    assert all(1 <= len(card.lines) <= 2 for card in all_cards(chapters))


def test_every_picture_has_words_for_screen_readers(chapters):
    for card in all_cards(chapters):
        assert all(one.alt for one in card.shown)
        assert all(row.written for row in card.rows if row.file)
        assert bool(card.shown) != bool(card.rows)


def test_only_public_misreads_are_told(chapters):
    rows = [row for card in chapters[MISREADS].cards for row in card.rows if row.state == "bad"]
    pairs = {(int(row.written.split()[-1]), value_of(row.read)) for row in rows}
    assert pairs <= PUBLIC
    assert {(105, 905), (117, 617), (23, 823), (202, 2)} <= pairs
    assert {row.file for row in rows} == {f"tulis-{paper}.png" for paper, _ in pairs}


def test_the_sums_that_are_told_hold(chapters, tool):
    """What the alternative texts say is what is drawn, and the wrong number is the odd one."""
    values = tool.VALUES
    assert values["pemilih_dpt_l"] + values["pemilih_dpt_p"] == values["pemilih_dpt_lp"]
    assert sum(values[f"pengguna_{row}_lp"] for row in ("dpt", "dpph", "dptb")) == values["pengguna_jumlah_lp"]
    assert sum(values[f"suara_{n}"] for n in (1, 2, 3, 4)) == values["suara_sah"]
    assert values["suara_sah"] + values["suara_tidak_sah"] == values["suara_total"]
    assert values["pengguna_jumlah_lp"] == values["surat_digunakan"] == values["suara_total"]
    for card in chapters[ARITHMETIC].cards:
        for one in card.shown:
            *parts, total = map(int, re.findall(r"\d+", one.alt))
            assert sum(parts) == total
    odd = chapters[ARITHMETIC].cards[5].rows
    assert [row.read for row in odd if row.state == "bad"] == ["301"]
    assert len({row.read for row in odd if row.state == "ok"}) == 1


def test_angka_ajaib_is_something_to_check_not_a_rule(chapters):
    magic = next(card for card in chapters[ARITHMETIC].cards if "ajaib" in card.title)
    assert magic.lines[0].startswith("Periksa")
    told = " ".join(line for card in all_cards(chapters) for line in card.lines)
    assert not re.search(r"\b(harus sama|wajib|aturan KPU)\b", told)


# --- the tool


def test_the_tool_makes_the_same_again(tool):
    """A few of each kind: the same bytes twice, and what lies in the repository but for the machine's rounding."""
    some = ["foto-tertutup.jpg", "kotak-vc.png", "tulis-202.png", "jumlah-lp.png"]
    first, second = dict(tool.pictures(some)), dict(tool.pictures(some))
    assert sorted(first) == sorted(some)
    assert first == second
    for name, data in first.items():
        made, kept = cv2.imdecode(np.frombuffer(data, np.uint8), 1), cv2.imread(str(FOLDER / name))
        assert made.shape == kept.shape
        assert np.abs(made.astype(int) - kept).mean() < 2, name


def test_the_tool_makes_every_picture_there_is(tool):
    assert set(tool._PICTURES) == {path.name for path in FOLDER.iterdir()}


# --- fitting


@pytest.mark.parametrize(
    "view",
    [(100, (1366, 768), False), (200, (1366, 768), True), (150, (1366, 768), False), (200, (1920, 1080), False)],
)
def test_every_card_fits(make_window, cut_texts, view):
    percent, size, dark = view
    window = make_window(percent=percent, size=size, dark=dark)
    window.toggle_guide()
    guide, found = window.step, {}
    for _ in range(sum(len(chapter.cards) for chapter in guide.chapters)):
        for _ in range(3):
            QApplication.processEvents()
        cut = cut_texts(window)
        hidden = guide.area.verticalScrollBar().maximum()
        small = [one for one in shown(guide, Picture) if one.shown_size().height() < 50]
        low = [one for rows in shown(guide, Rows) for one in rows._boxes if one.height() < LEAST_ROW]
        wide = [one for rows in shown(guide, Rows) for one in rows._boxes if not rows.rect().contains(one.geometry())]
        if cut or hidden or small or low or wide:
            found[guide.card.title] = cut, hidden, small, low, wide
        guide.turn(1)
    assert guide.last
    assert found == {}


def test_the_look_can_change_while_it_is_open(make_window, cut_texts, qtbot):
    window = make_window()
    window.toggle_guide()
    key(Qt.Key.Key_Right, 2)
    window.change_look(percent=200, dark=True)
    assert window.step.at == 2
    qtbot.waitUntil(lambda: cut_texts(window) == [], timeout=2000)


def test_pictures_stand_on_white_with_an_edge(make_window, qtbot):
    window = make_window(dark=True)
    window.toggle_guide()
    window.step.show_chapter(ARITHMETIC)
    qtbot.waitUntil(lambda: bool(shown(window.step, Picture)), timeout=2000)
    picture = shown(window.step, Picture)[0]
    grab, size = picture.grab().toImage(), picture.shown_size()
    left, top = (picture.width() - size.width()) // 2, (picture.height() - size.height()) // 2
    assert grab.pixelColor(left + 6, top + 6).lightness() > 240
    assert grab.pixelColor(left, top + 50) == window._theme.color("edge")


# --- keys


def test_keys_turn_the_cards(make_window):
    window = make_window()
    key(Qt.Key.Key_F1)
    guide = window.step
    assert isinstance(guide, GuideStep)
    assert QApplication.focusWidget() is guide
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_PageDown)
    key(Qt.Key.Key_Return)
    assert (guide.chapter, guide.at) == (0, 3)
    assert guide.accessibleName() == "Cara memotret C.Hasil: Cahaya cukup"
    assert guide.accessibleDescription().startswith("Foto di tempat")
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_PageUp)
    assert guide.count.text() == "2 dari 7"
    key(Qt.Key.Key_PageDown, 6)
    assert (guide.chapter, guide.at) == (1, 0)
    key(Qt.Key.Key_Left)
    assert (guide.chapter, guide.at) == (0, 6)


def test_tab_reaches_the_chapters_and_arrows_still_turn(make_window):
    window = make_window()
    window.toggle_guide()
    reached = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached[:3] == window.step.tabs
    window.step.tabs[1].setFocus()
    key(Qt.Key.Key_Right)
    assert (window.step.chapter, window.step.at) == (0, 1)
    key(Qt.Key.Key_Space)
    assert (window.step.chapter, window.step.at) == (1, 0)
    assert [tab.isChecked() for tab in window.step.tabs] == [False, True, False]


def test_the_last_card_ends_it(make_window):
    window = make_window()
    home = window.step
    home.guide.click()
    guide = window.step
    guide.show_chapter(MISREADS)
    guide.turn(len(guide.chapters[MISREADS].cards) - 1)
    assert guide.last
    assert window.primary.text() == "Selesai"
    assert not guide.following.isEnabled()
    key(Qt.Key.Key_Return)
    assert window.step is home
    assert window.primary.text() == home.primary


# --- what lies below


@pytest.mark.parametrize("way", [Qt.Key.Key_Escape, Qt.Key.Key_F1, None])
def test_a_correction_half_typed_is_still_there(make_window, walk, way):
    window = make_window()
    walk.to_check(window)
    check = window.step
    key(Qt.Key.Key_Return, 3)
    key(Qt.Key.Key_7)
    key(Qt.Key.Key_3)
    before = check.current, check.card.editor.text, check.card.editor._cursor, window.session.exercise
    key(Qt.Key.Key_F1)
    assert isinstance(window.step, GuideStep)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_5)
    if way is None:
        window.back.click()
    else:
        key(way)
    assert window.step is check
    assert QApplication.focusWidget() is check
    assert (check.current, check.card.editor.text, check.card.editor._cursor, window.session.exercise) == before
    assert (window.primary.isEnabled(), window.hints.text()) == (check.ready, check.hints)
    key(Qt.Key.Key_1)
    assert check.card.editor.text == "731"


def test_the_whole_page_stays_open_below(make_window, walk):
    window = make_window()
    walk.to_check(window)
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_F1)
    key(Qt.Key.Key_Escape)
    assert window.step._layers.currentIndex() == 1


def test_a_name_half_typed_is_still_there(make_window):
    window = make_window()
    window.primary.click()
    name = window.step.name
    name.setFocus()
    QTest.keyClicks(name, "Peserta")
    name.setCursorPosition(3)
    key(Qt.Key.Key_F1)
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is name
    assert (name.text(), name.cursorPosition()) == ("Peserta", 3)


def test_a_photograph_under_way_goes_on_below(make_window, walk, readers, qtbot):
    window = make_window()
    walk.to_photo(window)
    photo = window.step
    photo.sample_button.click()
    key(Qt.Key.Key_F1)
    assert window.step.chapter == PHOTOGRAPHING
    qtbot.waitUntil(lambda: photo.ready, timeout=5000)
    assert window.primary.text() == "Berikutnya"
    key(Qt.Key.Key_Escape)
    assert window.step is photo
    assert window.primary.isEnabled()


def test_it_opens_at_the_chapter_that_fits(make_window, walk):
    window = make_window()

    def chapter():
        window.toggle_guide()
        shown = window.step.chapter
        window.toggle_guide()
        return shown

    assert chapter() == PHOTOGRAPHING
    walk.to_photo(window)
    assert chapter() == PHOTOGRAPHING
    walk.photograph(window)
    assert chapter() == MISREADS
    numbers = [item.id for item in window.session.review.items]
    window.step.go_to(numbers[0])
    QTest.keyClicks(QApplication.focusWidget(), "999")
    key(Qt.Key.Key_Return)
    window.step.go_to(numbers[0])
    assert window.session.ordered_findings(numbers[0])
    assert chapter() == ARITHMETIC


def test_another_step_takes_its_place(make_window):
    window = make_window()
    window.toggle_guide()
    window.go("identity")
    assert window.stack.currentWidget() is window.step
    window.toggle_guide()
    window.toggle_guide()
    assert window.step.stage == 0


@pytest.mark.parametrize("gives", [{"coached": False, "sealed": False}, {"coached": True, "sealed": True}], ids=str)
def test_not_where_an_exercise_is_done_without_help(make_window, walk, monkeypatch, gives):
    window = make_window()
    walk.to_photo(window)
    for name, value in gives.items():
        monkeypatch.setattr(type(window.session), name, property(lambda _, value=value: value), raising=False)
    photo = window.step
    key(Qt.Key.Key_F1)
    assert window.step is photo
    assert "Latihan" in window.banner.words.text()


def test_not_beside_an_exam_that_was_interrupted(interrupted_exam, make_window, qtbot, cut_texts):
    window = make_window()
    home = window.step
    qtbot.waitUntil(home.anew.isVisible, timeout=20000)
    assert not home.guide.isVisible()
    assert "F1" not in home.hints
    QTest.keyClick(home, Qt.Key.Key_F1)
    assert window.step is home
    assert window.banner.isVisible()
    assert "ujian yang belum selesai" in window.banner.words.text()
    assert cut_texts(window) == []
    window.go("hand_in")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.step is window._steps["hand_in"]
    window.go("home")
    home.anew.click()
    window.toggle_guide()
    assert isinstance(window.step, GuideStep), "begun anew, it is over"


@pytest.fixture
def look_waits(monkeypatch):
    """The look for something interrupted ends when the test says so."""
    known, saved = threading.Event(), Session.saved
    monkeypatch.setattr(Session, "saved", lambda self: saved(self) if known.wait(30) else None)
    yield known
    known.set()


@pytest.fixture
def interrupted_exam(make_window, walk, sealed_folder, qtbot):
    """An exam was closed in the middle."""
    first = make_window()
    walk.identify(first)
    add_packets(first.step, sealed_folder / "UJI-01")
    first.primary.click()
    first.step.sample_button.click()
    qtbot.waitUntil(lambda: first.step.ready, timeout=20000)
    first.close()


def test_wished_for_at_once_it_waits_until_it_is_known_that_no_exam_does(make_window, look_waits, qtbot):
    window = make_window(known=False)
    home = window.step
    QTest.keyClick(home, Qt.Key.Key_F1)
    assert window.step is home
    look_waits.set()
    qtbot.waitUntil(lambda: isinstance(window.step, GuideStep), timeout=20000)
    window.toggle_guide()
    assert window.step is home


def test_wished_for_at_once_it_does_not_open_over_an_exam(interrupted_exam, make_window, look_waits, qtbot):
    window = make_window(known=False)
    home = window.step
    QTest.keyClick(home, Qt.Key.Key_F1)
    assert window.step is home
    look_waits.set()
    qtbot.waitUntil(window.banner.isVisible, timeout=20000)
    assert window.step is home
    assert "ujian yang belum selesai" in window.banner.words.text()


def test_a_wish_is_taken_back_by_the_same_key_or_by_going_on(make_window, look_waits, qtbot):
    window = make_window(known=False)
    home = window.step
    for _ in range(2):
        QTest.keyClick(home, Qt.Key.Key_F1)
    look_waits.set()
    qtbot.waitUntil(lambda: not window.session.looking, timeout=20000)
    assert window.step is home
    look_waits.clear()
    window.go("home")
    QTest.keyClick(home, Qt.Key.Key_F1)
    window.go("hand_in")
    look_waits.set()
    qtbot.waitUntil(lambda: not window.session.looking, timeout=20000)
    assert window.step is window._steps["hand_in"]


def test_an_exam_of_which_one_hears_too_late_closes_nothing(interrupted_exam, make_window, look_waits, qtbot):
    window = make_window(known=False)
    window.step.press_primary()
    look_waits.set()
    asked = []
    window.session._reading.run(lambda _: None, success=lambda _: asked.append(1))
    qtbot.waitUntil(lambda: bool(asked), timeout=20000)
    assert not window.session.exam_waits, "begun anew, it is over"
