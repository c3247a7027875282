"""Both forms of every TPS, as a simulation needs them: made in one go, listed, printed and dealt as pairs."""

from __future__ import annotations

import pytest

from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import load_packet, save_packet
from sirekap_trainer.practice.pairs import BOTH, FORMS
from sirekap_trainer.practice.places import tps_at


@pytest.fixture
def pairs(trainer, until_made):
    """A window that made two pairs."""

    def make(count=2, **options):
        window = trainer(**options)
        window.primary.click()
        window.step.form.choose([BOTH])
        window.step.count.setText(str(count))
        window.primary.click()
        until_made(window)
        return window

    return make


def test_a_simulation_is_asked_for_by_one_choice(trainer, qtbot):
    window = trainer()
    window.primary.click()
    step = window.step
    step.use.choose(["exam"])
    step.form.choose([BOTH])
    assert step.use.one == "practice", "an exam has one form"
    assert not step.use.isVisibleTo(window)
    assert not step.passphrase.isVisibleTo(window)
    assert step.count_field.caption.text() == "Jumlah TPS"
    assert step.folder_field.folder.name.startswith("Simulasi ")
    assert step.preview._tabs.names == ("G 1", "G 2", "G 3", "WK 1", "WK 2", "WK 3")
    step.whose.choose(["roster"])
    assert not step.each.isVisibleTo(window)
    step.whose.choose([""])
    qtbot.waitUntil(lambda: bool(step.preview.drawn), timeout=20000)
    first = step.preview.page_view.grab().toImage()
    step.preview._tabs._group.button(5).click()
    qtbot.waitUntil(lambda: bool(step.preview.drawn), timeout=20000)
    assert step.preview.page_view.grab().toImage() != first, "the other form's votes"
    step.count.setText("2501")
    window.primary.click()
    qtbot.waitUntil(lambda: bool(step.count_field.problem.isVisibleTo(window)), timeout=20000)
    assert "1 sampai 2500" in step.count_field.problem.text()
    step.form.choose([FORMS[0]])
    assert step.use.isVisibleTo(window)
    assert step.preview._tabs.names == ("Hal. 1", "Hal. 2", "Hal. 3")


def test_a_set_of_pairs_is_made_listed_and_printed_as_pairs(pairs, places, qtbot):
    window = pairs()
    assert window.step.title.text() == "Paket selesai"
    assert "2 pasang, Gubernur dan Wali Kota, ada di" in window.step.notice.words.text()
    packets = [load_packet(path.parent) for path in sorted(places.packets.rglob("packet.json"))]
    assert [one.form for one in packets] == [FORMS[0]] * 2 + [FORMS[1]] * 2
    assert [one.tps for one in packets[:2]] == [one.tps for one in packets[2:]]
    window.primary.click()
    step = window.step
    qtbot.waitUntil(lambda: bool(step.ready), timeout=20000)
    assert [one.name for one in step.sheets] == [
        f"{one.id} + {two.id}" for one, two in zip(packets[:2], packets[2:], strict=True)
    ]
    assert step.tabs.names == ("G 1", "G 2", "G 3", "WK 1", "WK 2", "WK 3")
    step.which.choose(["one"])
    assert [page.pdf.parent.name for page in step.wanted] == [packets[0].id] * 3 + [packets[2].id] * 3
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    assert window.step.table.shown[0][:3] == ["Gubernur dan Wali Kota", "Simulasi", "2 pasang"]


def test_a_stopped_set_of_pairs_is_told_and_goes_on(trainer, places, qtbot):
    window = trainer()
    window.primary.click()
    window.step.form.choose([BOTH])
    window.step.count.setText("4")
    window.primary.click()
    qtbot.waitUntil(lambda: bool("making" in window._steps), timeout=20000)
    making = window._steps["making"]
    qtbot.waitUntil(lambda: bool(making.busy.bar.value() > 0), timeout=20000)
    making.busy.stop.click()
    qtbot.waitUntil(lambda: bool(making.primary == "Lanjutkan membuat"), timeout=20000)
    whole = len(list(places.packets.rglob("packet.json")))
    assert 0 < whole < 8
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    assert window.step.table.shown[0][2] == f"{whole // 2} dari 4 pasang"
    window.step.resume_button.click()
    qtbot.waitUntil(lambda: bool(making.title.text() == "Paket selesai"), timeout=60000)
    assert len(list(places.packets.rglob("packet.json"))) == 8


@pytest.mark.parametrize("whole", [True, False])
def test_two_sets_in_one_folder_are_listed_by_what_they_are(trainer, qtbot, tmp_path, whole):
    for form in FORMS:
        for index in (1, 2):
            number = index if whole or form == FORMS[0] else index + 1
            packet = make_packet(builtin_catalog().get(form), seed=3, index=index, tps=tps_at("Jati", str(number)))
            save_packet(packet, tmp_path / "set" / packet.id)
    window = trainer()
    window.step.adopt(tmp_path / "set")
    qtbot.waitUntil(lambda: bool(window.step.entries), timeout=20000)
    row = window.step.table.shown[0][:3]
    assert row == (["Gubernur dan Wali Kota", "Simulasi", "2 pasang"] if whole else ["Gubernur", "Latihan", "4"])


def test_a_class_that_rehearses_a_whole_tps_is_told_which_packets_it_needs(pairs, until_made, qtbot):
    window = pairs(1)
    window.back.click()
    qtbot.waitUntil(lambda: bool(window.step.ready), timeout=20000)
    window.primary.click()
    window.step.form.choose([FORMS[0]])
    window.primary.click()
    until_made(window)
    window.go("class_form")
    form = window.step
    qtbot.waitUntil(lambda: form.packets.count() == 3, timeout=20000)
    words = [form.packets.itemText(row) for row in range(3)]
    both = next(row for row in range(3) if words[row].startswith("Gubernur dan Wali Kota · Simulasi "))
    assert words[both].endswith("1 pasang")
    assert "satu set" in form.packets_words.text()
    form.mode.choose(["simulasi"])
    form.packets.setCurrentIndex(3 - both)
    assert "memerlukan kedua formulir" in form.packets_words.text()
    form.packets.setCurrentIndex(both)
    assert "satu set" in form.packets_words.text()
