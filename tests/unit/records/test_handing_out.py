"""Handing out a class's packets: a folder with its card and what each TPS was dealt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sirekap_trainer.errors import ExerciseError, RecordsError
from sirekap_trainer.exercise.class_card import CLASS_FILE, find_card
from sirekap_trainer.exercise.whole_tps import FORMS, other_form_beside
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Tps, load_packet, save_packet
from sirekap_trainer.practice.pair_sets import pair_plans
from sirekap_trainer.practice.pairs import grouped
from sirekap_trainer.practice.seal import Cost, Keyring, seal_folder
from sirekap_trainer.practice.sets import SetPlan
from sirekap_trainer.records.classes import ClassDraft, add_members, deal, new_class, read_cards
from sirekap_trainer.records.handing_out import hand_out, plan
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.queries import class_members
from sirekap_trainer.records.roster_file import Checked

DRAFT = ClassDraft("Bimtek Jati: 1/2", "formal", date(2024, 11, 9), rule="tandai")


def make_set(folder, forms=FORMS[1:], count=4, places=(), suffix=""):
    for form in forms:
        for index in range(1, count + 1):
            packet = make_packet(builtin_catalog().get(form), seed=11, index=index)
            if places:
                village, number = places[index - 1]
                where = {"kecamatan": "Kecamatan", "kelurahan": village, "number": number}
                packet = packet.model_copy(update={"tps": packet.tps.model_copy(update=where)})
            packet = packet.model_copy(update={"id": f"{packet.id}{suffix}"})
            save_packet(packet, folder / packet.id)
    return folder


@pytest.fixture
def people(store, roster, now):
    with store.write() as session:
        import_roster(session, Checked(tuple(roster(2, 2)), ()), name="a", at=now)
        return list_people(session)


def held(store, people, packets, **options):
    with store.write() as session:
        class_id = new_class(session, replace(DRAFT, **options), code="K7M2QX")
        add_members(session, class_id, [one.id for one in people])
        deal(session, class_id, read_cards(packets))
        return class_id, plan(session, class_id)


def names(out):
    return {str(path.parent.relative_to(out)) for path in out.glob(f"**/{PACKET_FILE}")}


def test_each_tps_finds_what_it_was_dealt_and_the_class(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    class_id, what = held(store, people, packets)
    told = []
    out = hand_out(what, packets, tmp_path / "stik", lambda done, of: told.append((done, of)))
    assert out.name == "Bimtek Jati  1 2 (K7M2QX)"
    assert told == [(done, 4) for done in range(5)]
    with store.read() as session:
        dealt = plan(session, class_id).places
    assert names(out) == {f"{name}/{packet}" for name, ids in dealt for packet in ids}
    assert len(names(out)) == 4
    for path in out.glob(f"**/{PACKET_FILE}"):
        card = find_card(path.parent)
        assert (card.code, card.title, card.mode, card.rule) == ("K7M2QX", DRAFT.title, "latihan", "tandai")
        assert path.read_bytes() == (packets / path.parent.name / PACKET_FILE).read_bytes()


def test_once_more_brings_it_up_to_date_and_touches_nothing_else(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    class_id, what = held(store, people, packets)
    out = hand_out(what, packets, tmp_path)
    (out / "catatan saya.txt").write_text("bawa meteran")
    (out / what.places[0][0] / "foto").mkdir()
    with store.write() as session:
        deal(session, class_id, read_cards(packets), seed=5)
        add_members(session, class_id, [])
        other = plan(session, class_id)
    assert other.places != what.places
    smaller = replace(other, places=other.places[1:])
    assert hand_out(smaller, packets, tmp_path) == out
    assert names(out) == {f"{name}/{packet}" for name, ids in smaller.places for packet in ids}
    assert (out / "catatan saya.txt").read_text() == "bawa meteran"
    assert (out / what.places[0][0] / "foto").is_dir()


def test_two_tps_that_are_called_alike_get_folders_of_their_own(store, roster, now, tmp_path):
    packets = make_set(tmp_path / "set")
    rows = [replace(one, village="Jati", station="001") for one in roster(2, 1)]
    rows = [replace(one, district=f"Kecamatan {place // 2}") for place, one in enumerate(rows)]
    with store.write() as session:
        import_roster(session, Checked(tuple(rows), ()), name="a", at=now)
        people = list_people(session)
    _, what = held(store, people, packets)
    assert [name for name, _ in what.places] == ["TPS 001 Jati", "TPS 001 Jati 2"]


def test_nothing_dealt_is_told(store, people):
    with store.write() as session:
        class_id = new_class(session, DRAFT)
        add_members(session, class_id, [one.id for one in people])
        with pytest.raises(RecordsError, match="belum dibagi"):
            plan(session, class_id)


def test_a_packet_that_went_is_named_before_anything_is_written(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    _, what = held(store, people, packets)
    gone = what.places[0][1][0]
    (packets / gone / PACKET_FILE).unlink()
    with pytest.raises(RecordsError, match=gone):
        hand_out(what, packets, tmp_path / "stik")
    assert not (tmp_path / "stik").exists()


def test_an_exam_needs_sealed_packets_and_nothing_else_takes_them(store, people, tmp_path):
    packets = make_set(tmp_path / "set", suffix="-lokal")
    _, what = held(store, people, packets)
    exam = replace(what, card=what.card.model_copy(update={"mode": "ujian"}))
    with pytest.raises(RecordsError, match="tidak disegel"):
        hand_out(exam, packets, tmp_path / "stik")
    sealed = tmp_path / "sealed"
    keys = Keyring("kuda laut makan bayam").new_key(cost=Cost(n=16, r=1, p=1))
    for path in sorted(packets.iterdir()):
        seal_folder(path, sealed / path.name, keys)
    with pytest.raises(RecordsError, match="disegel untuk ujian"):
        hand_out(what, sealed, tmp_path / "stik")
    assert len(names(hand_out(exam, sealed, tmp_path / "stik"))) == 4


def test_a_simulation_needs_both_forms_of_one_tps(store, people, tmp_path):
    places = [(one.village, one.station) for one in people[::2]]
    good = make_set(tmp_path / "baik", FORMS, places=places)
    _, what = held(store, people, good, mode="simulasi")
    out = hand_out(what, good, tmp_path / "stik")
    assert len(names(out)) == 8
    for path in out.glob(f"**/{PACKET_FILE}"):
        assert other_form_beside(path.parent) is not None
    alone = replace(what, places=tuple((name, ids[:1]) for name, ids in what.places))
    with pytest.raises(RecordsError, match="kedua formulir"):
        hand_out(alone, good, tmp_path / "lain")


@pytest.mark.parametrize("at_home", [True, False])
def test_both_operators_of_a_tps_get_the_pair_of_a_set_made_for_simulations(store, people, tmp_path, at_home):
    """Also where fewer TPS were made up than the class has, and where a TPS has several pairs."""
    of = [one for one in people if one.role == "utama"]
    homes = tuple(
        Tps(province="P", city="K", kecamatan=one.district, kelurahan=one.village, number=one.station) for one in of
    )
    made = SetPlan(builtin_catalog().get(FORMS[0]), count=8 if at_home else 3, seed=11)
    plans = pair_plans(replace(made, places=homes) if at_home else made, builtin_catalog())
    for one in plans:
        for index in range(1, one.count + 1):
            packet = one.packet(index)
            save_packet(packet, tmp_path / "set" / packet.id)
    class_id, what = held(store, people, tmp_path / "set", mode="simulasi")
    with store.read() as session:
        given = {one.person_id: one.dealt for one in class_members(session, class_id)}
    for one in people:
        pair = [load_packet(tmp_path / "set" / name) for name in given[one.id]]
        assert [packet.form for packet in pair] == list(FORMS)
        assert pair[0].tps == pair[1].tps
        assert not at_home or pair[0].tps.number == one.station
        assert {
            given[other.id] for other in people if (other.village, other.station) == (one.village, one.station)
        } == {given[one.id]}
    out = hand_out(what, tmp_path / "set", tmp_path / "stik")
    for path in out.iterdir():
        if path.is_dir():
            assert len(grouped(sorted(path.iterdir()))) == 1


def test_a_folder_of_another_class_or_that_cannot_be_written_is_refused(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    _, what = held(store, people, packets)
    out = hand_out(what, packets, tmp_path)
    other = replace(what, card=what.card.model_copy(update={"code": "ABCDEF"}))
    out.rename(tmp_path / other.name)
    with pytest.raises(ExerciseError, match="milik kelas"):
        hand_out(other, packets, tmp_path)
    (tmp_path / "berkas").write_text("")
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        hand_out(what, packets, tmp_path / "berkas")
    assert (tmp_path / other.name / CLASS_FILE).is_file()


def test_nothing_is_copied_among_the_packets_that_are_dealt(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    _, what = held(store, people, packets)
    for place in (packets, packets / "kelas"):
        with pytest.raises(RecordsError, match="ada paket yang dibagi"):
            hand_out(what, packets, place)
    assert len(read_cards(packets)) == 4
    assert hand_out(what, packets, tmp_path).parent == packets.parent


def test_a_copy_that_was_interrupted_is_no_packet_and_can_be_made_again(store, people, tmp_path):
    packets = make_set(tmp_path / "set")
    _, what = held(store, people, packets)
    name, (one, *_) = what.places[0]
    photo = packets / one / "page-9.jpg"
    photo.symlink_to("tidak ada")
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        hand_out(what, packets, tmp_path / "stik")
    out = tmp_path / "stik" / what.name
    assert not (out / name / one / PACKET_FILE).exists()
    photo.unlink()
    photo.write_bytes(b"foto")
    assert hand_out(what, packets, tmp_path / "stik") == out
    assert (out / name / one / "page-9.jpg").read_bytes() == b"foto"
    assert (out / name / one / PACKET_FILE).is_file()
