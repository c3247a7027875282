"""Lists of TPS, blank sheets, and the keys of sheets that were filled in by hand."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.blank import load_blank, make_blanks
from sirekap_trainer.practice.packet import load_packet
from sirekap_trainer.practice.places import home, tps_at
from sirekap_trainer.records.city import City, set_city
from sirekap_trainer.records.people import import_roster
from sirekap_trainer.records.roster_file import Checked, Operator
from sirekap_trainer.records.store import Store
from ui.trainer.keying import typed_before
from ui.trainer.shelf import Shelf


def test_a_list_with_errors_is_told_by_row_then_a_right_one_is_taken(trainer, until_made, places, qtbot, tmp_path):
    wrong, right = tmp_path / "salah.csv", tmp_path / "benar.csv"
    wrong.write_text("Kecamatan;Kelurahan;TPS\nMayangan;Jati;1\n;Jati;2\nMayangan;Jati;dua\n", encoding="utf-8")
    right.write_text("Kecamatan;Kelurahan;TPS\nMayangan;Jati;1\nMayangan;Jati;2\n", encoding="utf-8")
    window = trainer()
    window.primary.click()
    step = window.step
    step.whose.choose(["roster"])
    window.primary.click()
    assert step.roster_words.text() == "Pilih daftar TPS dulu."
    step.take_roster(wrong)
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    lines = step.roster_words.text().splitlines()
    assert [line[:8] for line in lines[1:3]] == ["Baris 3:", "Baris 4:"]
    window.primary.click()
    assert window.step is step, "nothing is made of a wrong list"

    step.take_roster(right)
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "2 TPS di 1 kelurahan" in step.roster_words.text()
    window.primary.click()
    until_made(window)
    packets = [load_packet(path.parent) for path in places.packets.rglob("packet.json")]
    assert {(one.tps.kelurahan, one.tps.number) for one in packets} == {("Jati", "001"), ("Jati", "002")}


def test_an_example_of_a_list_can_be_saved(trainer, qtbot, tmp_path):
    window = trainer()
    window.primary.click()
    step = window.step
    step.whose.choose(["roster"])
    with qtbot.waitSignal(window.workshop.write_roster(tmp_path / "d.xlsx", step._template_written, print).finished):
        pass
    step.take_roster(tmp_path / "d.xlsx")
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "2 TPS" in step.roster_words.text()
    before = (tmp_path / "d.xlsx").read_bytes()
    step.save_template(tmp_path / "d.xlsx")
    qtbot.waitUntil(lambda: "sudah ada" in window.banner.words.text(), timeout=20000)
    assert (tmp_path / "d.xlsx").read_bytes() == before


OTHER = City(province="Papua", city="Kota Karang", kecamatan={"Tanjung": ("Batu Putih", "Muara Dua")})


@pytest.fixture
def elsewhere(places):
    """The records are of another city than the one that ships."""

    def move(city=OTHER):
        with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
            set_city(session, city)

    move()
    return move


def headers(places):
    """Province, city, kecamatan and kelurahan of all packets."""
    made = [load_packet(path.parent).tps for path in places.packets.rglob("packet.json")]
    return {(one.province, one.city, one.kecamatan, one.kelurahan) for one in made}


@pytest.mark.usefixtures("elsewhere")
def test_a_list_without_a_city_gets_that_of_the_records_and_says_so(trainer, until_made, places, qtbot, tmp_path):
    path = tmp_path / "tps.csv"
    path.write_text("Kecamatan;Kelurahan;TPS\nTanjung;Muara Dua;1\n", encoding="utf-8")
    window = trainer()
    window.primary.click()
    step = window.step
    step.whose.choose(["roster"])
    step.take_roster(path)
    qtbot.waitUntil(lambda: "1 TPS" in step.roster_words.text(), timeout=20000)
    assert "tidak menyebut kota. Di lembar tertulis Kota Karang, Papua." in step.roster_words.text()
    window.primary.click()
    until_made(window)
    assert headers(places) == {("Papua", "Kota Karang", "Tanjung", "Muara Dua")}


@pytest.mark.usefixtures("elsewhere")
def test_the_tps_of_the_records_need_no_list(trainer, until_made, places, qtbot):
    window = trainer()
    window.primary.click()
    step = window.step
    step.whose.choose(["roster"])
    step.kept_button.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert "Belum ada TPS di catatan. Impor dulu daftar operator" in step.roster_words.text()
    with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
        rows = tuple(Operator("Tanjung", "Batu Putih", "001", f"Orang {role}", role) for role in ("utama", "cadangan"))
        import_roster(session, Checked(rows, ()), name="uji", at=datetime.now(UTC))
    step.kept_button.click()
    qtbot.waitUntil(lambda: "1 TPS di 1 kelurahan" in step.roster_words.text(), timeout=20000)
    window.primary.click()
    until_made(window)
    assert headers(places) == {("Papua", "Kota Karang", "Tanjung", "Batu Putih")}


def test_made_up_tps_are_in_the_city_of_the_records(elsewhere, trainer, make_set, places, qtbot):
    window = trainer()
    window.primary.click()
    step = window.step
    qtbot.waitUntil(lambda: bool(step.city_words.text()), timeout=20000)
    assert step.city_words.isVisibleTo(window)
    assert step.city_words.text() == "TPS karangan di Kota Karang, Papua."
    window.back.click()
    make_set(window)
    assert {one[:3] for one in headers(places)} == {("Papua", "Kota Karang", "Tanjung")}
    (made,) = Shelf(places.data).load()
    assert len(made.wishes.places) == 2, "so that an interrupted set goes on with the same"
    elsewhere(City(province="Papua", city="Kota Baru"))
    window.back.click()
    window.primary.click()
    qtbot.waitUntil(lambda: "belum diketahui" in step.city_words.text(), timeout=20000)
    assert "Kelurahan di Kota Baru belum diketahui" in step.city_words.text()


@pytest.mark.usefixtures("elsewhere")
def test_blank_sheets_are_of_the_city_of_the_records(trainer, until_made, places, qtbot):
    window = trainer()
    window.step.blank_button.click()
    step = window.step
    step.number.line.setText("12")
    step.kelurahan.line.setText("Jati")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.kelurahan.problem.text()), timeout=20000)
    assert "tidak dikenal" in step.kelurahan.problem.text(), "it is in the city that ships, and not in this one"
    assert step.city_words.text() == "Di lembar tertulis Kota Karang, Papua. Kota lain: ubah di Pengaturan."
    step.kelurahan.line.setText("muara dua")
    window.primary.click()
    until_made(window)
    (sheet,) = places.packets.rglob("blank.json")
    assert load_blank(sheet.parent).tps == tps_at("Muara Dua", "012", at=OTHER.home)


@pytest.fixture
def blanks(trainer, until_made, qtbot):
    """A window at the list, with two blank sheets made through the form."""

    def make(**options):
        window = trainer(**options)
        window.step.blank_button.click()
        step = window.step
        step.form.choose(["latihan_kwk_wali_kota"])
        window.primary.click()
        assert step.number.problem.isVisibleTo(window)
        step.number.line.setText("12")
        step.kelurahan.line.setText("Jatii")
        step.count.line.setText("2")
        window.primary.click()
        qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
        assert "Mungkin maksud Anda: Jati" in step.kelurahan.problem.text()
        step.kelurahan.line.setText("Jati")
        window.primary.click()
        until_made(window)
        window.back.click()
        qtbot.waitUntil(lambda: bool(window.step.ready and window.step.entries), timeout=20000)
        return window

    return make


@pytest.fixture
def at_key(blanks, qtbot):
    """A window at the first sheet's key."""

    def go(**options):
        window = blanks(**options)
        window.step.key_button.click()
        qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
        window.primary.click()
        qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
        return window

    return go


def type_number(step, boxes):
    """Types a number and goes on."""
    QTest.keyClicks(step, boxes)
    QTest.keyClick(step, Qt.Key.Key_Return)


def type_all(step, packet):
    """Types what stands on a packet's paper, as its number in the boxes, and says that all signatures are there."""
    for name in step.numbers[:-1]:
        assert step.current == name
        type_number(step, str(packet.numbers[name].value))
    QTest.keyClick(step, Qt.Key.Key_Y)


def test_blank_sheets_are_listed_and_shown(blanks, qtbot):
    window = blanks()
    assert window.step.table.shown[0][1:3] == ["Lembar kosong", "2"]
    assert window.step.key_button.isVisibleTo(window)
    window.step.sheets_button.click()
    step = window.step
    qtbot.waitUntil(lambda: bool(step.ready and not step.page_view.image_size.isEmpty()), timeout=20000)
    assert len(step.wanted) == 6
    assert {page.number for page in step.wanted} == {1, 2, 3}


def test_sheets_are_made_and_said_to_be_of_the_city_that_ships_where_the_records_cannot_be_opened(
    trainer, make_set, places, qtbot, monkeypatch
):
    def broken(*_):
        raise RecordsError("Catatan tidak dapat dibuka.", hint="Coba lagi.")

    window = trainer()
    window.office._lane.run(lambda _: window.office._lane.let_go())
    monkeypatch.setattr(Store, "open", broken)
    make_set(window)
    (step,) = (one for name, one in window._steps.items() if name == "new_set")
    assert step.city_words.text().startswith(f"Catatan tidak dapat dibuka. TPS karangan di {home().city}")
    assert {one[:2] for one in headers(places)} == {(home().province, home().city)}


def test_sheets_of_a_set_are_found_and_saved(blanks, qtbot, tmp_path):
    window = blanks()
    window.step.key_button.click()
    step = window.step
    qtbot.waitUntil(lambda: bool(step.ready and step.table.count == 2), timeout=20000)
    step.search.setText(step.sheets[1].blank.id)
    assert step.table.count == 1
    step.save_list(step.table, tmp_path / "lembar.csv", step.say)
    qtbot.waitUntil(lambda: "Tersimpan" in step.notice.words.text(), timeout=20000)
    _, line = (tmp_path / "lembar.csv").read_text(encoding="utf-8-sig").splitlines()
    assert line.startswith(f"{step.sheets[1].blank.id};012;Jati")


def test_sheets_and_packets_made_elsewhere_are_taken_into_the_list(
    trainer, qtbot, tmp_path, sample_folder, sealed_folder
):
    make_blanks(builtin_catalog().get("latihan_kwk_wali_kota"), tps_at("Jati", "12"), out=tmp_path / "lembar", count=2)
    window = trainer()
    for number, folder in enumerate((sample_folder, sealed_folder, tmp_path / "lembar"), start=1):
        window.step.adopt(folder)
        qtbot.waitUntil(lambda number=number: len(window.step.entries) == number, timeout=20000)
    assert [row[1:3] for row in window.step.table.shown] == [
        ["Lembar kosong", "2"],
        ["Ujian", "2"],
        ["Latihan", "2"],
    ]
    assert window.step.key_button.isVisibleTo(window)
    assert not window.step.resume_button.isVisibleTo(window)
    (tmp_path / "kosong").mkdir()
    window.step.adopt(tmp_path / "kosong")
    qtbot.waitUntil(lambda: "Tidak ada paket" in window.banner.words.text(), timeout=20000)
    assert len(window.step.entries) == 3


def test_a_key_is_typed_beside_its_photographs_and_saved(at_key, qtbot, sample_folder):
    window = at_key()
    step, sheet = window.step, window.workshop.sheet
    packet = load_packet(sample_folder / "UJI-01")
    step.take_photos(sorted((sample_folder / "UJI-01").glob("page-*.jpg")))
    qtbot.waitUntil(lambda: bool(len(step.uprights) == 3), timeout=20000)
    assert step.crop.isVisibleTo(window)
    assert step.crop.accessibleName().startswith("Potongan kertas")
    assert step.crop.height() >= 56
    type_all(step, packet)
    QTest.keyClick(step, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.step is window._steps["keys"] and window.step.ready), timeout=20000)
    saved = load_packet(sheet.folder)
    assert saved.values == packet.values
    assert saved.numbers["suara_1"].bubbles == packet.numbers["suara_1"].bubbles
    assert len(saved.photos) == 3
    assert [row[3:] for row in window.step.table.shown] == [["3 dari 3", "ada"], ["0 dari 3", "belum"]]
    assert not (sheet.folder / "kunci-belum-selesai.json").exists()


def test_what_is_typed_before_the_draft_is_here_does_not_take_its_place(at_key, qtbot):
    """The lane may still be reading a photograph of the sheet before."""
    window = at_key()
    step, sheet = window.step, window.workshop.sheet
    for number in ("140", "150", "290"):
        type_number(step, number)
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step is window._steps["keys"] and window.step.ready), timeout=20000)
    held = threading.Event()
    window.workshop._lane.run(lambda _: held.wait(20))
    window.go("key")
    type_number(step, "999")
    type_number(step, "998")
    window.go("home")
    held.set()
    qtbot.waitUntil(lambda: not window.workshop._lane.busy, timeout=20000)
    assert list(typed_before(sheet).boxes.values()) == ["140", "150", "290"]


def test_all_of_a_key_is_checked_before_it_is_saved(at_key, qtbot, sample_folder):
    window = at_key()
    step, sheet = window.step, window.workshop.sheet
    packet = load_packet(sample_folder / "UJI-01")
    QTest.keyClick(step, Qt.Key.Key_Return)
    assert "dulu" in step.problem.text()
    type_number(step, "140")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert step.current == "pemilih_dpt_p"
    assert step.problem.text() == "Belum diisi."
    assert "29 isian" in step.notice.words.text()
    assert not (sheet.folder / "packet.json").exists()

    step.go_to("pemilih_dpt_l")
    type_all(step, packet)
    step.go_to("suara_sah")
    QTest.keyClicks(step, "333")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.doubts), timeout=20000)
    assert step.paper_button.isVisibleTo(window)
    assert "222" in step.notice.words.text()
    assert not (sheet.folder / "packet.json").exists()
    QTest.keyClick(step, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: bool(window.step is window._steps["keys"]), timeout=20000)
    assert {slip.kind for slip in load_packet(sheet.folder).slips} == {"arithmetic"}


def test_bubbles_that_say_something_else_are_kept(at_key, qtbot, sample_folder):
    window = at_key()
    step, sheet = window.step, window.workshop.sheet
    type_all(step, load_packet(sample_folder / "UJI-01"))
    step.go_to("suara_1")
    QTest.keyClick(step, Qt.Key.Key_B)
    QTest.keyClicks(step, "034")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready and step.doubts), timeout=20000)
    step.say_on_paper()
    qtbot.waitUntil(lambda: bool(window.step is window._steps["keys"]), timeout=20000)
    assert load_packet(sheet.folder).numbers["suara_1"].bubbles == "034"


def test_a_key_left_in_the_middle_goes_on_later(at_key, qtbot):
    window = at_key()
    step = window.step
    type_number(step, "140")
    QTest.keyClicks(step, "15")
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    assert window.step.table.shown[0][4] == "belum selesai"
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert step.typed.boxes == {"pemilih_dpt_l": "140", "pemilih_dpt_p": "X15"}
    assert step.current == "pemilih_dpt_lp"


def test_a_photograph_without_a_page_is_told_and_typing_goes_on(at_key, qtbot, tmp_path):
    window = at_key()
    other = tmp_path / "kucing.jpg"
    other.write_bytes(b"x")
    window.step.take_photos([other])
    qtbot.waitUntil(lambda: bool("kucing.jpg" in window.step.photo_words.text()), timeout=20000)
    assert not list(window.workshop.sheet.folder.glob("*.jpg"))
    type_number(window.step, "140")
    assert window.step.typed.boxes == {"pemilih_dpt_l": "140"}


def nameless(step) -> list[str]:
    """What the keyboard reaches and a screen reader has no words for."""
    reached = [one for one in step.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    words = {one: one.accessibleName() or getattr(one, "text", str)() for one in reached if one.isVisibleTo(step)}
    return [f"{one} has no name" for one, name in words.items() if not name]


@pytest.mark.parametrize("view", [(100, False, (1366, 768)), (200, True, (1366, 768))])
def test_nothing_is_cut_on_the_trainers_screens(at_key, qtbot, cut_texts, sample_folder, view):
    percent, dark, size = view
    window = at_key(percent=percent, dark=dark, size=size)
    found = {}

    def look(name):
        qtbot.wait(20)
        found[name] = cut_texts(window) + nameless(window.step)

    look("key, no photo")
    step = window.step
    step.take_photos(sorted((sample_folder / "UJI-01").glob("page-*.jpg")))
    qtbot.waitUntil(lambda: bool(len(step.uprights) == 3), timeout=20000)
    for name in step.numbers:
        step.go_to(name)
        look(f"key, {name}")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    look("key, problems")
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    look("keys")
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    look("sets")
    window.primary.click()
    window.step.use.choose(["exam"])
    window.step.whose.choose(["roster"])
    window.step.photos.choose(["good"])
    window.step.again.complain("Kedua kata sandi tidak sama. Ketik sekali lagi.")
    look("new set")
    window.back.click()
    window.step.blank_button.click()
    look("new blank")
    window.back.click()
    window.step.rail.buttons["results"].click()
    window.step.passphrase.complain("Segel tidak terbuka: kata sandinya salah, atau paketnya sudah berubah.")
    look("results")
    window.go("unlock")
    look("unlock")
    assert {name: cut for name, cut in found.items() if cut} == {}
