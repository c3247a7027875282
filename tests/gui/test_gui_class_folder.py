"""The folder of a class: made on the trainer's laptop, chosen on a trainee's, whose results then name the class."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from packets import add_packets
from PySide6.QtWidgets import QApplication

from sirekap_trainer.exercise.class_card import CLASS_FILE, ClassCard, find_card, write_card
from sirekap_trainer.exercise.outbox import OUTBOX_FOLDER, Outbox
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import load_packet, save_packet
from sirekap_trainer.practice.pairs import FORMS
from sirekap_trainer.practice.places import tps_at
from sirekap_trainer.practice.seal import Cost, Keyring, seal_folder
from sirekap_trainer.records.bundle import open_bundle, pack
from sirekap_trainer.records.classes import ClassDraft, add_members, change_class, list_classes, new_class
from sirekap_trainer.records.exchange import take_bundle
from sirekap_trainer.records.laptop_key import LaptopKey
from sirekap_trainer.records.people import add_person, import_roster, list_people
from sirekap_trainer.records.roster_file import Checked, Operator
from sirekap_trainer.records.store import Store
from ui.rounds import Round

CARD = ClassCard(code="K7M2QX", title="Bimtek Pilang 1", mode="latihan", rule="tandai")


def copy_of(sample_folder: Path, place: Path, packet_id: str) -> Path:
    for path in (sample_folder / packet_id).iterdir():
        place.mkdir(parents=True, exist_ok=True)
        (place / path.name).write_bytes(path.read_bytes())
    return place


@pytest.fixture
def class_folder(sample_folder: Path, tmp_path: Path) -> Path:
    """Two TPS with a packet each."""
    folder = tmp_path / "Bimtek Pilang 1 (K7M2QX)"
    for number, packet in (("012", "UJI-01"), ("013", "UJI-02")):
        copy_of(sample_folder, folder / f"TPS {number} Pilang" / packet, packet)
    write_card(folder, CARD)
    return folder


@pytest.fixture
def at_packets(make_window, sample_folder):
    """A window at the packets, somebody of TPS 012 before it."""

    def go(**options):
        window = make_window(samples=lambda: sample_folder / "tidak ada", **options)
        window.primary.click()
        window.step.name.setText("Siti Aminah")
        window.step.tps.setText("12")
        window.primary.click()
        return window

    return go


@pytest.fixture
def troubles():
    """What the window says went wrong."""

    def words(window) -> str:
        QApplication.processEvents()
        return window.banner.words.text()

    return words


def outbox(places) -> list[dict]:
    return [part.data for part in Outbox(places.data / OUTBOX_FOLDER).waiting()]


@pytest.mark.parametrize("chosen", [".", "TPS 012 Pilang", "TPS 012 Pilang/UJI-01"])
def test_a_class_a_tps_and_a_packet_may_be_chosen_and_the_class_says_the_rule(at_packets, class_folder, chosen):
    window = at_packets()
    step = window.step
    add_packets(step, class_folder / chosen if chosen != "." else class_folder)
    assert step.chosen.name == "UJI-01"
    assert step.mode == "latihan"
    assert step.rules["tandai"].isChecked()
    assert not any(button.isEnabled() for button in step.rules.values())
    assert step._rule_words.text() == "Kelas: Bimtek Pilang 1 – Latihan, Tandai saja. Ditetapkan pelatih."
    assert [one.button.text().endswith("dari kelas Anda") for one in step._shown] == [True]
    window.primary.click()
    assert (window.session.sitting.rule, window.session.sitting.class_code) == ("tandai", "K7M2QX")


def test_a_packet_of_ones_own_gives_the_rule_back(at_packets, class_folder, sample_folder):
    step = at_packets().step
    add_packets(step, class_folder)
    add_packets(step, sample_folder / "UJI-02")
    assert all(button.isEnabled() for button in step.rules.values())
    step.rules["koreksi"].click()
    assert "dibetulkan" in step._rule_words.text()
    add_packets(step, class_folder)
    assert step.rules["tandai"].isChecked()


def test_somebody_of_another_tps_is_told(at_packets, class_folder, troubles):
    window = at_packets()
    (class_folder / "TPS 012 Pilang").rename(class_folder / "TPS 014 Pilang")
    add_packets(window.step, class_folder)
    assert "tidak berisi paket untuk TPS 012" in troubles(window)
    assert window.step.chosen is None


def test_of_two_kelurahan_with_a_tps_of_this_number_nothing_is_guessed(at_packets, class_folder, troubles):
    window = at_packets()
    (class_folder / "TPS 013 Pilang").rename(class_folder / "TPS 012 Jati")
    add_packets(window.step, class_folder)
    assert "TPS 012 ada di beberapa kelurahan di kelas ini. Buka folder itu" in troubles(window)
    assert window.step.chosen is None
    add_packets(window.step, class_folder / "TPS 012 Jati")
    assert window.step.chosen.name == "UJI-02"


def test_a_simulation_of_a_class_with_one_form_alone_is_told(at_packets, class_folder, troubles, qtbot):
    window = at_packets()
    write_card(class_folder, CARD.model_copy(update={"mode": "simulasi"}))
    add_packets(window.step, class_folder)
    qtbot.waitUntil(lambda: "hanya ada satu dari dua formulir" in troubles(window), timeout=5000)
    assert "Di folder TPS 012 Pilang" in troubles(window)
    assert window.step.entries == [], "so that it is looked at anew once it was copied"


def test_a_simulation_of_a_class_is_a_pair_that_enter_takes(at_packets, tmp_path, qtbot):
    folder = tmp_path / "Simulasi (K7M2QX)"
    place = tps_at("Jati", "12")
    for form in FORMS:
        packet = make_packet(builtin_catalog().get(form), seed=3, index=1, tps=place)
        save_packet(packet, folder / "TPS 012 Jati" / packet.id)
    write_card(folder, CARD.model_copy(update={"mode": "simulasi"}))
    window = at_packets()
    window.step.folder_button.setFocus()
    window.step.add_folder(folder)
    qtbot.waitUntil(lambda: window.step.chosen is not None, timeout=5000)
    assert window.step._marked.button.hasFocus(), "Enter would ask for a folder once more"
    assert window.step._marked.button.text() == "Gubernur dan Wali Kota dari kelas Anda\nTPS 012 · Jati, Mayangan"
    window.step.forget()
    write_card(folder, CARD.model_copy(update={"mode": "simulasi"})).unlink()
    window.step.add_folder(folder / "TPS 012 Jati")
    window.step.modes["simulasi"].click()
    qtbot.waitUntil(lambda: window.step.chosen is not None, timeout=5000)
    assert window.step._marked.button.text().endswith("TPS 012 · Jati, Mayangan\nPaket G-3-001 + WK-3-001")


def test_a_question_and_another_round_name_the_class(at_packets, class_folder, walk, places, qtbot):
    window = at_packets()
    add_packets(window.step, class_folder)
    window.primary.click()
    walk.photograph(window)
    window.toggle_ask()
    window.step.press_primary()
    qtbot.waitUntil(lambda: bool(outbox(places)), timeout=5000)
    assert [part["document"]["class_code"] for part in outbox(places)] == ["K7M2QX"]
    session = window.session
    pages = tuple(session.page(number.number) for number in session.form.pages)
    made = Round(session.packet, session.form, class_folder, pages)
    session.begin_round(made, session.sitting.crew[0], "tandai")
    assert session.sitting.class_code == "K7M2QX"
    assert session.where == "check"


def test_a_whole_set_is_no_choice(at_packets, sample_folder, tmp_path, troubles):
    window = at_packets()
    packet = load_packet(sample_folder / "UJI-01")
    for index in range(13):
        save_packet(packet, tmp_path / "set" / f"UJI-{index:02}")
    add_packets(window.step, tmp_path / "set")
    assert "berisi 13 paket" in troubles(window)


@pytest.mark.parametrize(("change", "said"), [({"mode": "lomba"}, "rusak"), ({"format": 2}, "lebih baru")])
def test_a_card_that_cannot_be_used_is_told_and_nothing_is_guessed(at_packets, class_folder, troubles, change, said):
    window = at_packets()
    path = class_folder / CLASS_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    add_packets(window.step, class_folder / "TPS 012 Pilang" / "UJI-01")
    assert said in troubles(window)
    assert window.step.entries == []


def test_an_exam_class_with_an_open_packet_is_refused(at_packets, class_folder, troubles):
    window = at_packets()
    write_card(class_folder, CARD.model_copy(update={"mode": "ujian"}))
    add_packets(window.step, class_folder)
    assert "tidak cocok dengan kelas" in troubles(window)


def test_what_is_sent_names_the_class_and_counts_for_it(at_packets, class_folder, walk, places, tmp_path):
    window = at_packets()
    add_packets(window.step, class_folder)
    window.primary.click()
    walk.photograph(window)
    review = window.session.review
    for item in review.items:
        review = review.accept(item.id)
    window.session.answer(review)
    window.step.go_to(review.items[-1].id)
    window.primary.click()
    window.step.own.click()
    window.step.signed.click()
    if not window.primary.isEnabled():
        window.step.compared.click()
    window.primary.click()
    window.close()
    (attempt,) = outbox(places)
    assert (attempt["class_code"], attempt["format"], attempt["exercise"]["review"]["mode"]) == ("K7M2QX", 2, "tandai")

    # Two classes on one day: what is taken in while the other one is at hand is still of the class that it names.
    store = Store.open(tmp_path / "catatan")
    with store.write() as session:
        own = new_class(session, ClassDraft(CARD.title, "formal", date(2024, 11, 20)), code=CARD.code)
        other = new_class(session, ClassDraft("Bimtek Jati", "formal", date(2024, 11, 20)), code="ABCDEF")
    (packed,) = pack(Outbox(places.data / OUTBOX_FOLDER).waiting(), LaptopKey.of(places.data), at=datetime.now(UTC))
    with store.write() as session:
        taken = take_bundle(session, open_bundle(packed.data), at=datetime.now(UTC), class_id=other)
        assert (len(taken.attempts.new), taken.no_class) == (1, 0)
        assert [(one.id, one.attempts) for one in list_classes(session)] == [(other, 0), (own, 1)]
    store.close()


# --- the trainer's side


def test_a_trainer_saves_the_folder_and_a_trainee_finds_it(make_window, places, qtbot, sample_folder, tmp_path):
    store = Store.open(places.data / "catatan")
    with store.write() as session:
        rows = tuple(
            Operator("Kademangan", "Pilang", f"{number:03}", f"Orang {number} {role}", role)
            for number in (12, 13)
            for role in ("utama", "cadangan")
        )
        import_roster(session, Checked(rows, ()), name="uji", at=datetime.now(UTC))
        draft = ClassDraft("Bimtek Pilang 1", "formal", date(2024, 11, 20), rule="tandai", packets=str(sample_folder))
        class_id = new_class(session, draft, code="K7M2QX")
        add_members(session, class_id, [one.id for one in list_people(session)])
    store.close()
    window = make_window()
    window.office.class_id = class_id
    window.go("class_members")

    def settle():
        qtbot.waitUntil(lambda: not window.office._lane.busy, timeout=20000)
        QApplication.processEvents()

    settle()
    screen = window.step
    assert not screen.hand_button.isEnabled()
    screen.deal()
    settle()
    assert screen.hand_button.isEnabled()
    screen.save_for_members(tmp_path / "stik")
    settle()
    assert "Tersimpan: folder Bimtek Pilang 1 (K7M2QX)" in screen.notice.words.text()
    place = tmp_path / "stik" / "Bimtek Pilang 1 (K7M2QX)"
    assert find_card(place) == CARD
    (packet,) = (place / "TPS 012 Pilang").iterdir()
    assert find_card(packet) == CARD
    assert (packet / "page-1.jpg").is_file()
    with closing(Store.open(places.data / "catatan")) as store, store.write() as session:
        late = Operator("Kademangan", "Pilang", "014", "Orang Terlambat", "utama")
        add_members(session, class_id, [add_person(session, late)])
    screen.save_for_members(tmp_path / "stik")
    settle()
    assert "TPS 014 Pilang belum mendapat paket" in screen.notice.words.text()
    (tmp_path / "berkas").write_text("")
    screen.save_for_members(tmp_path / "berkas")
    settle()
    assert "tidak dapat disimpan" in screen.notice.words.text()
    assert screen.hand_button.isEnabled()
    with_exam = ClassDraft("Bimtek Pilang 1", "formal", date(2024, 11, 20), mode="ujian", packets=str(sample_folder))
    for draft, said in (
        (with_exam, "tidak disegel"),
        (replace(with_exam, packets=""), "Belum ada paket untuk kelas ini"),
    ):
        store = Store.open(places.data / "catatan")
        with store.write() as session:
            change_class(session, class_id, draft)
        store.close()
        screen.reload()
        settle()
        screen.save_for_members(tmp_path / "stik")
        settle()
        assert said in screen.notice.words.text()


def test_a_sealed_packet_of_a_class_is_an_exam(at_packets, sample_folder, tmp_path):
    folder = tmp_path / "Ujian (K7M2QX)"
    keys = Keyring("kuda laut makan bayam").new_key(cost=Cost(n=16, r=1, p=1))
    seal_folder(sample_folder / "UJI-01", folder / "TPS 012 Pilang" / "UJI-01", keys)
    write_card(folder, CARD.model_copy(update={"mode": "ujian", "rule": "koreksi"}))
    window = at_packets()
    add_packets(window.step, folder)
    assert window.step.mode == "ujian"
    window.primary.click()
    assert (window.session.sitting.mode, window.session.sitting.rule) == ("ujian", "koreksi")
    assert window.session.sitting.class_code == "K7M2QX"


def test_nothing_is_begun_while_a_folder_is_read(at_packets, class_folder, qtbot):
    """It may lie on a slow stick: Enter would take the packet that is marked, not the one that comes."""
    window = at_packets()
    window.step.add_folder(class_folder)
    assert window.step.adding
    assert not window.primary.isEnabled()
    window.step.press_primary()
    qtbot.waitUntil(lambda: not window.step.adding)
    assert window.session.where == "packet"
    assert window.step.chosen.name == "UJI-01"
    assert window.primary.isEnabled()


def test_a_folder_that_is_read_too_late_is_let_go(at_packets, class_folder, qtbot):
    window = at_packets()
    step, listed = window.step, len(window.step.entries)
    step.add_folder(class_folder)
    window.back.click()
    qtbot.waitUntil(lambda: not window.session._reading.busy)
    QApplication.processEvents()
    assert len(step.entries) == listed
    assert not step.adding
