"""The result: what is told of one turn, of two, of a pair; the PDF; and a round out of one's own mistakes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from sirekap_trainer.exercise import again
from sirekap_trainer.exercise.flow import Trainee
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import boxes_for
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import Slip, load_packet, save_packet
from ui.trainee.result_gallery import BOXES, CROP, Card
from ui.trainee.result_pdf import file_name
from ui.widgets.crop_view import CropView
from ui.widgets.digits import Digits

LONG = "Peserta Contoh Bernama Sangat Panjang Sekali Dari Kelurahan Jrebeng Kidul Kidul"


class Evening:
    """Walks a window's session to its result, without the screens between."""

    def __init__(self, qtbot, samples: Path) -> None:
        self._qtbot = qtbot
        self._samples = samples

    def sit_down(self, window, *people, folders=("UJI-01",), mode="latihan", rule="koreksi"):
        window.session.mode = rule
        window.session.identify(*(people or (Trainee("Peserta Satu", "012"),)))
        window.session.choose(*(self._samples / one for one in folders), mode=mode)

    def photograph(self, window):
        session, taken = window.session, []
        for page in session.form:
            session.take(page.number, session.sample_photo(page.number), success=taken.append, failure=pytest.fail)
        self._qtbot.waitUntil(lambda: len(taken) == len(session.form.pages), timeout=60000)

    def check(self, window, *, wrong=0, missed=()):
        """Answers everything: the first `wrong` numbers wrongly, the misreads in `missed` as they are shown."""
        session = window.session
        if session.exercise.review is None:
            session.start_check(session.mode)
        packet, review = session.packet, session.review
        for at, item in enumerate(review.items):
            written = packet.numbers[item.id]
            if at < wrong:
                review = review.correct(item.id, boxes_for(((written.value or 0) + 7) % 1000, 3))
            elif item.shown_value == written.value or item.id in missed:
                review = review.accept(item.id)
            elif review.mode == "koreksi":
                review = review.correct(item.id, written.boxes)
            else:
                review = review.flag(item.id)
        session.answer(review)
        session.read_header(own=True)
        session.sign(complete=True)
        session.confirm()
        session.send()

    def to_result(self, window, **answers):
        self.sit_down(window)
        self.photograph(window)
        self.check(window, **answers)
        self.show(window)

    def pair(self, window, first=None, second=None, **options):
        self.sit_down(
            window, Trainee("Siti Aminah", "012", "utama"), Trainee("Budi Santoso", "012", "cadangan"), **options
        )
        self.photograph(window)
        self.check(window, **(first or {}))
        window.session.take_over()
        self.check(window, **(second or {}))
        self.show(window)

    def show(self, window):
        window.go("result")
        view = window.step.view
        galleries = [view.gallery] if hasattr(view, "gallery") else view.galleries
        self._qtbot.waitUntil(lambda: all(one.complete for one in galleries), timeout=60000)
        settle()


@pytest.fixture
def evening(qtbot, sample_folder):
    """Walks to the result."""
    return Evening(qtbot, sample_folder)


@pytest.fixture(autouse=True)
def _small_photographs(monkeypatch):
    """Rounds are photographed small: the stand-in for the reader does not look at them."""
    monkeypatch.setattr(again, "PHOTOS", PhotoPlan(level="good", megapixels=1.0))


@pytest.fixture
def slow(readers):
    """A reader that takes long."""
    return readers.slow


def settle() -> None:
    """Lets what was added be laid out and shown."""
    for _ in range(3):
        QApplication.processEvents()


def words(window) -> list[str]:
    settle()
    return [one.text() for one in window.step.findChildren(QLabel) if one.isVisibleTo(window) and one.text()]


def cards(window) -> list[Card]:
    settle()
    return [one for one in window.step.findChildren(Card) if one.isVisibleTo(window)]


# --- one turn


def test_a_perfect_result_needs_no_repeating(make_window, evening):
    window = make_window()
    evening.to_result(window)
    step = window.step
    assert step.headline.startswith("Lulus")
    assert "Tidak ada angka yang terlewat" in words(window)
    assert "Tidak ada yang perlu diulang." in words(window)
    assert not step.again_button.isVisibleTo(window)
    assert step.pdf_button.isVisibleTo(window)
    assert cards(window) == []
    assert step.view.stake.text() == "0"
    assert not step.tabs.isVisibleTo(window)
    assert not step.keeper.isVisibleTo(window)


def test_a_missed_misread_is_shown_with_all_that_belongs_to_it(make_window, evening):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    said = words(window)
    assert "1 angka salah lolos" in window.step.headline
    assert "800" in window.step.headline
    assert window.step.view.stake.text() == "800"
    assert any("Sekali jawab benar: 28 dari 29." in one for one in said)
    assert any("Kotak depan yang kosong bisa terbaca 8" in one for one in said)
    (card,) = cards(window)
    assert [one.accessibleName() for one in card.findChildren(Digits)] == ["X 7 3", "8 7 3", "8 7 3"]
    texts = [one.text() for one in card.findChildren(QLabel)]
    for caption in ("Di kertas", "Seharusnya", "Dibaca mesin", "Anda kirim", "Salah baca lolos:", "2. DUKU – JERUK"):
        assert caption in texts
    marked = [one.wrong for one in card.findChildren(Digits) if hasattr(one, "wrong")]
    assert marked == [(True, False, False), (True, False, False)]


def test_crops_are_large_and_everything_beside_them_stands_at_their_height(make_window, evening):
    window = make_window()
    evening.to_result(window, wrong=3)
    for card in cards(window):
        (crop,) = card.findChildren(CropView)
        assert crop.height() == CROP >= 56
        assert not crop._pixmap.isNull()
        middle = crop.mapTo(card, crop.rect().center()).y()
        for digits in card.findChildren(Digits):
            assert digits.height() == BOXES >= 56
            assert abs(digits.mapTo(card, digits.rect().center()).y() - middle) <= 2


def test_29_mistakes_come_one_by_one_and_are_all_there(make_window, evening, qtbot):
    window = make_window()
    evening.sit_down(window)
    evening.photograph(window)
    evening.check(window, wrong=29)
    window.go("result")
    gallery = window.step.view.gallery
    assert not gallery.layout().count(), "the result itself does not wait for them"
    with qtbot.waitSignal(gallery.grown, timeout=10000):
        pass
    assert 1 <= gallery.layout().count() < 29
    qtbot.waitUntil(lambda: gallery.complete, timeout=60000)
    assert len(cards(window)) == 29
    assert "Yang terlewat: 29 angka" in words(window)


def test_cards_that_come_later_squeeze_nothing(make_window, evening, cut_texts):
    window = make_window(percent=200)
    evening.sit_down(window)
    evening.photograph(window)
    evening.check(window, wrong=29)
    window.go("result")
    content, gallery = window.step._content, window.step.view.gallery
    settle()
    while not gallery.complete:
        QApplication.processEvents()
        assert content.height() == content.heightForWidth(content.width())
        assert cut_texts(window) == []
    assert len(cards(window)) == 29


def test_where_a_photograph_is_gone_the_numbers_are_still_told(make_window, evening, until_kept, tmp_path):
    window = make_window()
    evening.sit_down(window)
    evening.photograph(window)
    evening.check(window, missed=["suara_2"])
    window.session.pages.forget()
    evening.show(window)
    (card,) = cards(window)
    assert [one.accessibleName() for one in card.findChildren(Digits)] == ["X 7 3", "8 7 3", "8 7 3"]
    window.step.keeper.save(window.step.told, window.step._crops, tmp_path / "hasil.pdf")
    until_kept(window)
    assert "tanpa gambar" in pages_of(tmp_path / "hasil.pdf")[0]


def test_a_flag_without_need_is_told_as_such(make_window, evening):
    window = make_window()
    evening.sit_down(window, rule="tandai")
    evening.photograph(window)
    session = window.session
    session.start_check("tandai")
    session.answer(session.review.flag("suara_1"))
    review = session.review
    for item in review.items:
        if item.answer is None:
            review = review.flag(item.id) if item.id == "suara_2" else review.accept(item.id)
    session.answer(review)
    session.sign(complete=True)
    session.confirm()
    session.send()
    evening.show(window)
    (card,) = cards(window)
    texts = [one.text() for one in card.findChildren(QLabel)]
    assert {"Ditandai padahal sesuai:", "ditandai"} <= set(texts)


def test_what_was_wrong_on_the_paper_is_told(make_window, evening, sample_folder, tmp_path):
    packet = load_packet(sample_folder / "UJI-01")
    slip = Slip(kind="signature", detail="Tanda tangan saksi 1 tidak ada.", person="saksi_1")
    changed = packet.model_copy(update={"id": "UJI-03", "slips": (slip,), "signed": False})
    folder = tmp_path / "UJI-03"
    save_packet(changed, folder)
    for photo in packet.photos:
        (folder / photo.file).write_bytes((sample_folder / "UJI-01" / photo.file).read_bytes())
    window = make_window()
    evening.sit_down(window, folders=(folder,))
    evening.photograph(window)
    evening.check(window)
    evening.show(window)
    assert "Terlewat: Tanda tangan saksi 1 tidak ada." in words(window)
    assert window.step.again_button.isVisibleTo(window), "an overlooked slip can be practised too"


def test_the_buttons_lead_on_and_out(make_window, evening):
    window = make_window()
    evening.to_result(window)
    assert (window.primary.text(), window.back.text()) == ("Latihan lagi", "Selesai")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.step is window._steps["packet"]
    assert window.session.sitting.crew[0].name == "Peserta Satu"


def test_the_keyboard_reaches_the_last_mistake(make_window, evening):
    window = make_window()
    evening.to_result(window, wrong=15)
    bar = window.step._area.verticalScrollBar()
    assert bar.value() == 0 < bar.maximum()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        before = bar.value()
        QTest.keyClick(QApplication.focusWidget(), key)
        assert bar.value() > before
    assert bar.value() == bar.maximum()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0


# --- two


def test_two_operators_have_a_tab_each_and_their_agreement(make_window, evening, qtbot):
    window = make_window()
    evening.pair(window, first={"missed": ["suara_2"]}, second={"wrong": 1})
    step = window.step
    names = [button.text() for button in step._group.buttons()]
    assert names == ["Utama - Wali Kota", "Cadangan - Wali Kota", "Kesepakatan"]
    assert "Siti Aminah" in words(window)
    assert "Budi Santoso" not in words(window), "nobody is compared with another by name"
    assert step.view.stake.text() == "800"
    step._group.button(1).click()
    assert "Budi Santoso" in words(window)
    assert "Siti Aminah" not in words(window)
    assert step.view.stake.text() == "0"
    step._group.button(2).click()
    assert step.headline == "Anda berdua sepakat pada 27 dari 29 angka."
    assert "93%" in words(window)
    qtbot.waitUntil(lambda: step.view.galleries[0].complete, timeout=60000)
    told = [[one.accessibleName() for one in card.findChildren(Digits)] for card in cards(window)]
    assert told == [["1 4 0", "1 4 0", "1 4 7"], ["X 7 3", "8 7 3", "X 7 3"]]
    assert not step.again_button.isVisibleTo(window)
    assert not step.nothing.isVisibleTo(window)
    assert step.pdf_button.isVisibleTo(window)


def test_full_agreement_is_said_in_one_sentence(make_window, evening):
    window = make_window()
    evening.pair(window)
    window.step._group.button(2).click()
    assert window.step.headline == "Anda berdua sepakat pada semua 29 angka."
    assert cards(window) == []


def test_tabs_are_reached_by_the_keyboard(make_window, evening):
    window = make_window()
    evening.pair(window)
    window.step._group.button(0).setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert "Budi Santoso" in words(window)


@pytest.fixture
def gubernur(sample_folder, tmp_path, draw_photo):
    """The other form of the TPS of UJI-01, with photographs."""
    tps = load_packet(sample_folder / "UJI-01").tps
    form = builtin_catalog().get("latihan_kwk_gubernur")
    packet = make_packet(form, seed=3, index=1, photos=PhotoPlan(), tps=tps)
    folder = tmp_path / packet.id
    save_packet(packet, folder)
    for photo in packet.photos:
        draw_photo(folder / photo.file, photo.page)
    return folder


def test_a_simulation_has_a_tab_for_each_turn_of_both_forms(make_window, evening, gubernur):
    window = make_window()
    session, clock = window.session, [1000.0]
    session.now = lambda: clock[0]
    crew = Trainee("Siti Aminah", "012", "utama"), Trainee("Budi Santoso", "012", "cadangan")
    evening.sit_down(window, *crew, folders=("UJI-01", gubernur), mode="simulasi")
    for turn, wrong in enumerate((0, 2, 0, 0)):
        if turn:
            session.take_over()
        if session.exercise.review is None:
            evening.photograph(window)
        evening.check(window, wrong=wrong)
        clock[0] += 3600
    session.close()
    evening.show(window)
    step = window.step
    names = [button.text() for button in step._group.buttons()]
    assert names == [
        "Utama - Gubernur", "Cadangan - Gubernur", "Cadangan - Wali Kota", "Utama - Wali Kota", "Kesepakatan",
    ]  # fmt: skip
    assert not any("Sekali jawab benar" in one for one in words(window)), "nobody was coached"
    step._group.button(1).click()
    assert len(cards(window)) == 2
    step._group.button(4).click()
    said = words(window)
    assert "Anda berdua sepakat pada 26 dari 28 angka." in said
    assert "Anda berdua sepakat pada semua 29 angka." in said
    assert {"Gubernur", "Wali Kota"} <= set(said)


# --- the PDF


@pytest.fixture
def choose_file(monkeypatch):
    """Answers the file dialog; keeps what it was asked."""
    asked = SimpleNamespace(start="", answer="")

    def dialog(_parent, _title, start, _kinds):
        asked.start = start
        return asked.answer, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return asked


@pytest.fixture
def until_kept(qtbot):
    """Waits until the PDF is written, and tells what is said of it where it is not."""

    def wait(window):
        qtbot.waitUntil(lambda: not window.step.keeper.busy, timeout=60000)
        assert "tersimpan" in window.step.keeper.words.text()

    return wait


def pages_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_the_pdf_is_kept_where_one_says(make_window, evening, until_kept, choose_file, tmp_path):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    choose_file.answer = str(tmp_path / "hasilku")
    window.step.pdf_button.click()
    assert Path(choose_file.start).name.startswith("Hasil latihan - Peserta Satu - TPS 012 - ")
    path = tmp_path / "hasilku.pdf"
    until_kept(window)
    assert str(path) in window.step.keeper.words.text()
    assert window.step.keeper.folder_button.isVisibleTo(window)
    (page,) = pages_of(path)
    for told in ("Peserta Satu", "2. DUKU – JERUK", "Suara yang dipertaruhkan: 800", "Latihan - bukan hasil resmi"):
        assert told in page
    document = pypdfium2.PdfDocument(path)
    images = [one for one in document[0].get_objects() if one.type == 3]
    document.close()
    assert len(images) == 1


def test_a_pairs_pdf_holds_both_and_their_agreement(make_window, evening, until_kept, choose_file, tmp_path):
    window = make_window()
    evening.pair(window, first={"missed": ["suara_2"]})
    choose_file.answer = str(tmp_path / "berdua.pdf")
    window.step.pdf_button.click()
    assert "Siti Aminah dan Budi Santoso" in choose_file.start
    until_kept(window)
    whole = " ".join(pages_of(tmp_path / "berdua.pdf"))
    for told in ("Siti Aminah", "Budi Santoso", "sepakat pada 28 dari 29 angka (97%)"):
        assert told in whole


def test_a_pdf_that_cannot_be_written_is_told_and_nothing_is_lost(make_window, evening, qtbot, choose_file, tmp_path):
    window = make_window()
    evening.to_result(window)
    choose_file.answer = str(tmp_path / "tidak ada" / "hasil.pdf")
    window.step.pdf_button.click()
    qtbot.waitUntil(lambda: "tidak dapat disimpan" in window.step.keeper.words.text(), timeout=60000)
    assert "folder lain" in window.step.keeper.words.text()
    assert not window.step.keeper.folder_button.isVisibleTo(window)
    assert window.step.headline.startswith("Lulus")
    choose_file.answer = str(tmp_path / "hasil.pdf")
    window.step.pdf_button.click()
    qtbot.waitUntil((tmp_path / "hasil.pdf").exists, timeout=60000)


def test_no_file_chosen_nothing_happens(make_window, evening, choose_file):
    window = make_window()
    evening.to_result(window)
    window.step.pdf_button.click()
    assert not window.step.keeper.busy
    assert not window.step.keeper.isVisibleTo(window)


def test_going_on_while_the_pdf_is_written_loses_neither(make_window, evening, qtbot, choose_file, tmp_path):
    window = make_window()
    evening.to_result(window, wrong=29)
    choose_file.answer = str(tmp_path / "hasil.pdf")
    window.step.pdf_button.click()
    window.primary.click()
    qtbot.waitUntil((tmp_path / "hasil.pdf").exists, timeout=60000)
    assert window.step is window._steps["packet"]


def test_file_names_suit_every_system():
    from datetime import date

    day = date(2024, 11, 27)
    plain = file_name((Trainee("Siti Aminah", "012"),), day)
    assert plain == "Hasil latihan - Siti Aminah - TPS 012 - 2024-11-27.pdf"
    odd = file_name((Trainee('A/B\\C:D*E?"F<G>H|I.', "012"),), day)
    assert odd == "Hasil latihan - A B C D E F G H I - TPS 012 - 2024-11-27.pdf"
    assert len(file_name((Trainee(LONG, "012"), Trainee(LONG[::-1].strip(), "012", "cadangan")), day)) < 120
    assert "peserta" in file_name((Trainee("???", "012"),), day)


# --- a round out of one's own mistakes


def test_a_round_begins_at_checking_with_the_same_patterns(make_window, evening, qtbot):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    window.step.again_button.click()
    assert window.step.busy.isVisibleTo(window)
    assert not window.primary.isEnabled()
    qtbot.waitUntil(lambda: window.step is window._steps.get("check"), timeout=60000)
    session = window.session
    packet = session.packet
    assert (session.sitting.mode, session.sitting.rule) == ("latihan", "koreksi")
    assert [one.name for one in session.sitting.crew] == ["Peserta Satu"]
    assert packet.form == "latihan_kwk_wali_kota"
    assert packet.tps.number == "012"
    assert sum(one.pattern == "leading_eight" for one in packet.misreads) >= 3
    assert len(packet.misreads) == 5
    planted = {one.number: one.boxes for one in packet.misreads}
    assert {item.id: item.shown for item in session.review.items if item.id in planted} == planted
    assert session.review.answered == 0
    assert all(not session.crop(number).isNull() for number in session.form.numbers)


def test_a_round_can_be_gone_on_with_and_has_a_result_of_its_own(make_window, evening, qtbot):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    window.step.again_button.click()
    qtbot.waitUntil(lambda: window.step is window._steps.get("check"), timeout=60000)
    first = window.session.packet.id
    qtbot.waitUntil(lambda: window.session.saved() is not None, timeout=60000)
    kept = window.session.saved()
    assert kept.exercise.packet.id == first
    evening.check(window)
    evening.show(window)
    assert window.step.headline.startswith("Lulus")
    assert not window.step.again_button.isVisibleTo(window)


def test_stopped_the_result_is_still_there(make_window, evening, qtbot, slow):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    window.session.pages._reader = slow
    told = window.step.headline
    window.step.again_button.click()
    qtbot.waitUntil(lambda: "Membaca halaman" in window.step.busy.words.text(), timeout=60000)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: slow.stopped, timeout=60000)
    assert window.step is window._steps["result"]
    assert window.step.headline == told
    assert window.primary.isEnabled()
    assert window.session.packet.id == "UJI-01"
    assert window.step.again_button.hasFocus()


def test_a_round_that_cannot_be_made_is_told(make_window, evening, qtbot, readers):
    window = make_window()
    evening.to_result(window, missed=["suara_2"])
    window.session.pages._reader = readers.broken
    window.step.again_button.click()
    qtbot.waitUntil(lambda: window.banner.isVisibleTo(window), timeout=60000)
    assert "Pasang ulang" in window.banner.words.text()
    assert window.step is window._steps["result"]
    assert window.primary.isEnabled()


def test_each_operator_practises_their_own_mistakes(make_window, evening, qtbot):
    window = make_window()
    evening.pair(window, second={"missed": ["suara_2"]})
    assert not window.step.again_button.isVisibleTo(window)
    window.step._group.button(1).click()
    window.step.again_button.click()
    qtbot.waitUntil(lambda: window.step is window._steps.get("check"), timeout=60000)
    assert [one.name for one in window.session.sitting.crew] == ["Budi Santoso"]


def test_after_a_round_of_one_both_go_on(make_window, evening, qtbot):
    window = make_window()
    evening.pair(window, second={"missed": ["suara_2"]})
    both = window.session.sitting.crew
    assert len(both) == 2
    window.step._group.button(1).click()
    window.step.again_button.click()
    qtbot.waitUntil(lambda: window.step is window._steps.get("check"), timeout=60000)
    evening.check(window)
    evening.show(window)
    window.primary.click()
    assert window.step is window._steps["packet"]
    assert window.session.sitting.crew == both
    window.session.restart(keep_trainee=False)
    assert window.session.sitting.crew == ()


def test_after_a_round_that_was_interrupted_both_go_on_too(make_window, evening, qtbot):
    first = make_window()
    evening.pair(first, second={"missed": ["suara_2"]})
    both = first.session.sitting.crew
    first.step._group.button(1).click()
    first.step.again_button.click()
    qtbot.waitUntil(lambda: first.step is first._steps.get("check"), timeout=60000)
    first.close()
    window = make_window()
    qtbot.waitUntil(window.step.anew.isVisible, timeout=20000)
    assert window.step._interrupted_words.text().startswith("Latihan Budi Santoso, TPS 012")
    window.primary.click()
    qtbot.waitUntil(lambda: window.step is window._steps.get("check"), timeout=60000)
    assert len(window.session.sitting.crew) == 1
    evening.check(window)
    evening.show(window)
    window.close()
    later = make_window()
    qtbot.waitUntil(later.step.anew.isVisible, timeout=20000)
    later.step.anew.click()
    qtbot.waitUntil(lambda: later.step is later._steps.get("result"), timeout=60000)
    later.primary.click()
    assert later.session.sitting.crew == both


# --- an exam


def test_an_exam_tells_no_result(make_window, evening, qtbot, sealed_folder):
    window = make_window()
    folder = next(path for path in sorted(sealed_folder.iterdir()) if path.is_dir())
    evening.sit_down(window, folders=(folder,), mode="ujian")
    evening.photograph(window)
    session = window.session
    session.start_check("koreksi")
    review = session.review
    for item in review.items:
        review = review.accept(item.id)
    session.answer(review)
    session.sign(complete=True)
    session.confirm()
    session.send()
    window.go("result")
    assert window.step.headline == "Terkirim"
    assert window.step.view is None
    assert not window.step.tabs.isVisibleTo(window)
    assert not any("dari 100" in one or "sepakat" in one for one in words(window))


# --- the look


@pytest.mark.parametrize(
    "view",
    [
        (100, (1366, 768), False, 0),
        (100, (1366, 768), True, 29),
        (200, (1366, 768), True, 1),
        (200, (1920, 1080), False, 3),
        (150, (960, 600), False, 3),
    ],
)
def test_nothing_is_cut(make_window, evening, cut_texts, view):
    percent, size, dark, wrong = view
    window = make_window(percent=percent, size=size, dark=dark)
    evening.sit_down(window, Trainee(LONG, "012", "utama"), Trainee(LONG[::-1].strip(), "012", "cadangan"))
    evening.photograph(window)
    evening.check(window, wrong=wrong)
    window.session.take_over()
    evening.check(window)
    evening.show(window)
    settle()
    assert cut_texts(window) == []
    window.step._group.button(2).click()
    settle()
    assert cut_texts(window) == []
    assert window.step._area.horizontalScrollBar().maximum() == 0
