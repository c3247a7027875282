"""The look: contrast, icons, and no text that is cut, at every size a person can choose."""

from __future__ import annotations

import re
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionButton, QStyleOptionComboBox

from sirekap_trainer.errors import ExerciseError
from ui.theme import DARK, LIGHT, RESOURCES, SCALES, Theme, Tokens
from ui.widgets.basics import Dropdown
from ui.widgets.stepper import GAP, LEAST_GAP, Stepper
from ui.widgets.table import Cell, Table

#: Text colour and the backgrounds it stands on.
PAIRS = [
    ("ink", ("paper", "surface", "sunken")),
    ("ink_soft", ("paper", "surface", "sunken")),
    ("accent", ("paper", "surface")),
    ("accent_strong", ("accent_soft", "surface")),
    ("on_accent", ("accent", "accent_strong")),
    ("warn", ("warn_soft", "surface", "paper")),
    ("bad", ("bad_soft", "surface", "paper")),
]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "grounds"), PAIRS)
def test_text_can_be_read(tokens, text, grounds):
    for ground in grounds:
        assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(tokens):
    assert contrast(tokens.edge, tokens.surface) >= 3
    assert contrast(tokens.aligned, tokens.paper) >= 3


def test_the_style_sheet_names_only_tokens(qapp):
    sheet = Theme().style_sheet()
    assert "$" not in sheet
    named = set(re.findall(r"#[0-9a-f]{6}", sheet))
    assert named <= {getattr(LIGHT, name) for name in Tokens.__slots__}


@pytest.mark.parametrize("icon", sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg")))
def test_icons_are_tinted_by_the_theme(qapp, icon):
    light = Theme().pixmap(icon, "ink", 24).toImage()
    dark = Theme(dark=True).pixmap(icon, "ink", 24).toImage()
    drawn = [(x, y) for x in range(24) for y in range(24) if light.pixelColor(x, y).alpha() > 200]
    assert drawn, "it is not empty"
    assert all(light.pixelColor(*at) != dark.pixelColor(*at) for at in drawn)


@pytest.mark.parametrize("role", ["", "plain", "choice", "primary"])
def test_what_is_marked_keeps_its_place_and_its_room(make_window, role):
    window = make_window()
    button = QPushButton("Latihan\nDibimbing, boleh mencoba lagi", window)
    button.setProperty("role", role)
    button.setCheckable(True)
    button.resize(300, 100)
    button.show()

    def room():
        option = QStyleOptionButton()
        button.initStyleOption(option)
        return button.sizeHint(), button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)

    before = room()
    button.setChecked(role != "plain")
    assert room() == before
    button.setFocus()
    QApplication.processEvents()
    assert button.hasFocus()
    assert room() == before


@pytest.fixture
def unsure_window(make_window, readers):
    """Windows with a reader that is not sure."""
    return partial(make_window, readers.unsure)


LONG_NAME = "Peserta Contoh Bernama Sangat Panjang Sekali Dari Jrebeng Kidul"


@pytest.mark.parametrize("mode", ["koreksi", "tandai"])
@pytest.mark.parametrize(
    "view",
    [(100, (1366, 768), False), (200, (1366, 768), True), (150, (1366, 768), False), (200, (1920, 1080), False)],
)
def test_nothing_is_cut_on_any_step(unsure_window, walk, qtbot, cut_texts, view, mode):  # noqa: PLR0917 - fixtures
    percent, size, dark = view
    window = unsure_window(percent=percent, size=size, dark=dark)
    found = {}

    def look(name: str) -> None:
        for _ in range(3):
            QApplication.processEvents()
        found[name] = cut_texts(window)

    look("home")
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
    for number in [item.id for item in window.session.review.items]:
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


def test_the_look_changes_while_the_window_is_open(make_window, walk, qtbot, cut_texts):
    window = make_window()
    walk.to_check(window)
    before = window.grab().toImage().pixelColor(3, 300)
    window.change_look(dark=True)
    QApplication.processEvents()
    after = window.grab().toImage().pixelColor(3, 300)
    assert before.lightness() > 200
    assert after.lightness() < 60
    window.change_look(percent=200)
    qtbot.waitUntil(lambda: cut_texts(window) == [], timeout=2000)


def _dark(step):
    return step.grab().toImage().pixelColor(3, 300).lightness() < 60


@pytest.mark.parametrize("width", [640, 1200])
def test_long_names_leave_the_wide_column_of_a_table_its_room(qtbot, width):
    theme = Theme()
    theme.apply()  # large text of an earlier test would leave no room
    table = Table(theme, ["Kelurahan", "TPS", "Nama", "Peran"], right=(1,), wide=2)
    theme.dress(table)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    long = "Sungai Pinang Dalam Seberang Ulu Barat Daya"
    table.fill([tuple(Cell(words, words) for words in (long, "001", long + long, "cadangan"))])
    table.resize(width, 300)
    QApplication.processEvents()
    room = table.viewport().width()
    assert table.columnWidth(2) >= 0.29 * room
    assert sum(table.columnWidth(column) for column in range(4)) <= room
    assert table.columnWidth(1) >= table.horizontalHeader().sectionSizeHint(1)
    table.setColumnHidden(3, True)
    assert table.columnWidth(2) >= 0.29 * room
    table.fill([tuple(Cell(words, words) for words in ("Jati", "001", "Sari", "utama"))])
    assert table.columnWidth(0) < 0.3 * room  # what is short takes no more than it needs


@pytest.mark.parametrize("percent", SCALES)
def test_the_longest_line_of_a_list_that_drops_down_fits_and_a_longer_one_ends_in_dots(qtbot, percent):
    theme, choice = Theme(percent=percent), Dropdown()
    qtbot.addWidget(choice)
    choice.setSizeAdjustPolicy(Dropdown.SizeAdjustPolicy.AdjustToContents)
    choice.addItems(["Semua kelurahan", "Jati"])
    theme.dress(choice)
    choice.show()
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    edit = QStyle.SubControl.SC_ComboBoxEditField
    room = choice.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, choice).width() - 2
    assert choice.fontMetrics().horizontalAdvance("Semua kelurahan") <= room
    assert choice.toolTip() == "Semua kelurahan"
    choice.setItemText(0, "Semua kelurahan di kota ini")
    cut = choice.grab().toImage()
    choice.setItemText(0, choice.fontMetrics().elidedText(choice.currentText(), Qt.TextElideMode.ElideRight, room))
    assert choice.currentText().endswith("…")
    assert choice.grab().toImage() == cut


def test_steps_out_of_sight_follow_another_look_by_and_by(make_window, walk, qtbot):
    window = make_window()
    walk.to_check(window)
    steps = list(window._steps.values())
    window.change_look(dark=True, percent=150)
    assert [step for step in steps if step.theme.dark] == [window.step], "nobody waits for what nobody sees"
    qtbot.waitUntil(lambda: all(step.theme.dark and step.theme.percent == 150 for step in steps), timeout=5000)
    qtbot.waitUntil(lambda: not window._following.isActive(), timeout=5000)
    assert all(map(_dark, steps))


def test_a_step_that_is_shown_has_the_look_in_force(make_window, walk):
    window = make_window()
    walk.to_check(window)
    window.change_look(dark=True)
    window.go("home")
    assert window.step.theme.dark
    window.change_look(dark=False)
    window.toggle_guide()
    assert not window.step.theme.dark
    window.change_look(percent=125)
    window.toggle_guide()
    assert window.step.theme.percent == 125


@pytest.mark.parametrize("percent", [100, 200])
def test_a_line_of_a_notice_stays_short_however_wide_the_window_is(make_window, percent):
    window = make_window(percent=percent, size=(1920, 1080))
    window.tell(ExerciseError("Halaman 2 belum difoto.", hint="Bandingkan sekali lagi dengan kertas. " * 6))
    QApplication.processEvents()
    words = window.banner.words
    assert words.width() <= window.step.theme.text(700) < window.banner.width()
    assert words.height() >= words.heightForWidth(words.width())


def test_changing_steps_feels_instant(make_window, walk, qtbot):
    import time

    window = make_window()
    walk.to_check(window)
    times = []
    for _ in range(28):
        begin = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
        times.append(time.perf_counter() - begin)
    assert sorted(times)[len(times) // 2] < 0.1


def test_numbers_have_names_for_screen_readers(make_window, walk):
    window = make_window()
    walk.to_check(window)
    assert window.step.card.crop.accessibleName().startswith("Potongan kertas")
    assert window.stepper.accessibleName() == "4 dari 6: PERIKSA"
    assert all(row.accessibleName() for row in window.step.reel.rows)


def test_the_way_moves_closer_before_it_gives_way_to_a_long_name(qtbot):
    theme = Theme()
    stepper = Stepper(theme, ["Identitas", "Paket", "Foto", "PERIKSA", "Kirim", "Hasil"])
    stepper.show_step(2)
    whole = stepper.sizeHint()

    def ink(width):
        stepper.resize(width, whole.height())
        image = stepper.grab().toImage()
        paper = image.pixel(0, 0)
        return max(x for x in range(image.width()) if any(image.pixel(x, y) != paper for y in range(image.height())))

    least = whole.width() - 5 * (GAP - LEAST_GAP)
    assert ink(whole.width() + 100) <= whole.width()
    assert least - 60 < ink(least) <= least, "all names, closer together"
    assert ink(least - 5) < least / 2, "the current one alone"


@pytest.mark.parametrize("percent", [100, 200])
def test_keys_stand_in_the_middle_with_and_without_a_way_back(make_window, walk, percent, cut_texts):
    window = make_window(percent=percent)
    window.resize(1366, 768)

    def middle():
        QApplication.processEvents()
        place = window.hints.place
        return window.hints.mapTo(window, place.center()).x(), place.width()

    seen = set()
    for step in ("home", "identity", "resume"):
        window.go(step)
        window.step.back = "" if step == "resume" else window.step.back
        window.step.hints = "Tab isian · Enter lanjut"
        window.step.buttons_changed.emit()
        at, width = middle()
        assert abs(at - 683) <= 2, step
        assert width >= window.hints.fontMetrics().horizontalAdvance(window.hints.text())
        seen.add(window.back.isVisible())
    assert seen == {True, False}
    window.step.hints = "Jawab dulu soal kepala formulir, lalu soal tanda tangan · Enter kirim · F1 panduan · Esc batal"
    window.step.buttons_changed.emit()
    middle()
    assert window.hints.rect().contains(window.hints.place)
    assert cut_texts(window) == []
