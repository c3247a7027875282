"""Handing out in the place of what lies there: nothing is lost of a set, and no packet is half of two."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from sirekap_trainer.errors import RecordsError
from sirekap_trainer.exercise.class_card import ClassCard
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.practice.make import make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, load_packet, save_packet
from sirekap_trainer.records.classes import ClassDraft, add_members, deal, new_class, read_cards
from sirekap_trainer.records.handing_out import HandOut, hand_out, plan
from sirekap_trainer.records.people import import_roster, list_people
from sirekap_trainer.records.roster_file import Checked

DAY = date(2024, 11, 9)


def make_set(folder, count=2):
    form = builtin_catalog().get("latihan_kwk_wali_kota")
    for index in range(1, count + 1):
        packet = make_packet(form, seed=11, index=index)
        save_packet(packet, folder / packet.id)
        (folder / packet.id / "page-1.jpg").write_bytes(b"photo")
    return folder


def packets_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.glob(f"**/{PACKET_FILE}"))


def test_what_was_handed_out_before_is_no_set_to_hand_out_from_to_the_same_place(lite, roster, now, tmp_path):
    """As where a trainer goes on at another laptop, with nothing but the class's folder on a stick."""
    packets = make_set(tmp_path / "set")
    with lite.write() as session:
        import_roster(session, Checked(tuple(roster(2, 1)), ()), name="a", at=now)
        class_id = new_class(session, ClassDraft("Bimtek", "formal", DAY))
        add_members(session, class_id, [one.id for one in list_people(session)])
        deal(session, class_id, read_cards(packets))
        before = plan(session, class_id)
    out = hand_out(before, packets, tmp_path / "stik")
    there = packets_in(out)
    swapped = tuple((name, ids) for (name, _), (_, ids) in zip(before.places, before.places[::-1], strict=True))
    for folder in (out, out / before.places[0][0]):
        with pytest.raises(RecordsError) as refused:
            hand_out(HandOut(before.card, swapped), folder, tmp_path / "stik")
        assert refused.value.code == "folder_paket"
    assert packets_in(out) == there


def test_a_tps_that_came_after_dealing_is_named(lite, roster, now, tmp_path):
    packets = make_set(tmp_path / "set")
    with lite.write() as session:
        import_roster(session, Checked(tuple(roster(1, 2)), ()), name="a", at=now)
        people = list_people(session)
        class_id = new_class(session, ClassDraft("Bimtek", "formal", DAY))
        add_members(session, class_id, [people[0].id])
        deal(session, class_id, read_cards(packets))
        assert plan(session, class_id).without == ()
        add_members(session, class_id, [one.id for one in people])
        assert plan(session, class_id).without == (f"TPS {people[-1].station} {people[-1].village}",)


def test_a_packet_that_was_made_anew_is_none_until_all_of_it_is_there(tmp_path, monkeypatch):
    packets = make_set(tmp_path / "set", count=1)
    (packet,) = packets_in(packets)
    what = HandOut(
        ClassCard(code="K7M2QX", title="Bimtek", mode="latihan", rule="koreksi"),
        (("TPS 001 Jati", (packet.split("/")[0],)),),
    )
    out = hand_out(what, packets, tmp_path / "stik")
    made = load_packet((packets / packet).parent)
    save_packet(made.model_copy(update={"signed": not made.signed}), (packets / packet).parent)
    (packets / packet).with_name("page-1.jpg").write_bytes(b"another photo")

    def pulled(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "copytree", pulled)
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        hand_out(what, packets, tmp_path / "stik")
    assert packets_in(out) == []
    monkeypatch.undo()
    hand_out(what, packets, tmp_path / "stik")
    (copy,) = packets_in(out)
    assert (out / copy).with_name("page-1.jpg").read_bytes() == b"another photo"
    monkeypatch.setattr(shutil, "copytree", pulled)
    with pytest.raises(RecordsError, match="tidak dapat disimpan"):
        hand_out(what, packets, tmp_path / "stik")
    assert packets_in(out) == [copy], "one that is as it was stays"
