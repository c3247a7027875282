from __future__ import annotations

import base64
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sirekap_trainer.errors import PacketError, TrainerError, UsageError
from sirekap_trainer.form.catalog import builtin_catalog
from sirekap_trainer.form.symbols import value_of
from sirekap_trainer.practice.dice import FIRST_SECRET_SEED, secret_seed
from sirekap_trainer.practice.make import PhotoPlan, make_packet
from sirekap_trainer.practice.packet import PACKET_FILE, Packet, load_packet, packet_bytes, save_packet
from sirekap_trainer.practice.seal import (
    MOST_MEMORY,
    Cost,
    Keyring,
    open_folder,
    open_sealed,
    packets_in,
    seal,
    seal_folder,
    seal_set,
)
from sirekap_trainer.practice.sealed import SealedPacket, load_any, parse_sealed, shown_boxes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Deriving a key as dearly as for an exam would take a third of a second each time.
FAST = Cost(n=16, r=1, p=1)
PASSPHRASE = "kuda laut makan bayam"  # noqa: S105 - of tests
FORM = builtin_catalog().get("latihan_kwk_wali_kota")
SEED = FIRST_SECRET_SEED + 7
ALL_SLIPS: Any = ("arithmetic", "bubble", "signature", "header")


def packet(index: int = 1, **wishes: Any) -> Packet:
    return make_packet(FORM, seed=SEED, index=index, photos=PhotoPlan(), **wishes)


def laid_out(made: Packet, folder: Path) -> Path:
    """The packet's folder, with files that are no photographs but as good to seal."""
    save_packet(made, folder)
    for page in (1, 2, 3):
        (folder / f"page-{page}.jpg").write_bytes(b"photo %d of " % page + made.id.encode())
        (folder / f"page-{page}.pdf").write_bytes(b"sheet %d of " % page + made.id.encode())
    return folder


def open_part(folder: Path) -> dict[str, Any]:
    """All of a sealed file but the seal."""
    found: dict[str, Any] = json.loads((folder / PACKET_FILE).read_bytes())
    del found["seal"]
    return found


@pytest.fixture(scope="module")
def made() -> Packet:
    return packet(slips=ALL_SLIPS)


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return Keyring(PASSPHRASE)


@pytest.fixture(scope="module")
def sealed(made: Packet, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed folder; tests that change it work on a copy."""
    source = laid_out(made, tmp_path_factory.mktemp("open") / made.id)
    (source / "catatan.txt").write_text("suara_1 = 124", encoding="utf-8")
    target = tmp_path_factory.mktemp("sealed") / made.id
    seal_folder(source, target, keyring.new_key(cost=FAST))
    return target


@pytest.fixture
def copy(sealed: Path, tmp_path: Path) -> Path:
    folder = tmp_path / sealed.name
    folder.mkdir()
    for path in sealed.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = folder / PACKET_FILE
    data = json.loads(path.read_bytes())
    change(data)
    path.write_text(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return folder


def refusal(folder: Path, keyring: Keyring) -> PacketError:
    with pytest.raises(PacketError) as caught:
        open_sealed(folder, keyring)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


# --- there and back ---------------------------------------------------------------------------------------------------


def test_what_was_sealed_comes_back(made: Packet, sealed: Path, keyring: Keyring, tmp_path: Path) -> None:
    assert open_sealed(sealed, keyring) == made
    assert open_sealed(sealed, Keyring(PASSPHRASE)) == made
    assert open_folder(sealed, tmp_path / "out", keyring) == made
    assert (tmp_path / "out" / PACKET_FILE).read_bytes() == packet_bytes(made)
    for page in (1, 2, 3):
        for name in (f"page-{page}.jpg", f"page-{page}.pdf"):
            assert (tmp_path / "out" / name).read_bytes() == (sealed / name).read_bytes()


def test_only_the_packets_own_files_are_copied_and_none_is_left_half(sealed: Path) -> None:
    names = {path.name for path in sealed.iterdir()}
    assert names == {PACKET_FILE, *(f"page-{page}.{kind}" for page in (1, 2, 3) for kind in ("jpg", "pdf"))}


def test_each_packet_has_another_nonce_and_a_set_one_salt(made: Packet, keyring: Keyring, tmp_path: Path) -> None:
    sources = [laid_out(packet(index), tmp_path / "set" / str(index)) for index in (1, 2, 3)]
    folders = seal_set(packets_in(tmp_path / "set"), tmp_path / "out", keyring, cost=FAST)
    seals = [load_any(folder).seal for folder in folders]  # type: ignore[union-attr]
    assert len({one.salt for one in seals}) == 1
    assert len({one.nonce for one in seals}) == len({one.text for one in seals}) == len(sources)
    key = keyring.new_key(cost=FAST)
    assert seal(made, key) != seal(made, key)
    assert "key=" not in repr(key)


def test_an_interrupted_run_goes_on_and_changes_nothing_that_is_there(keyring: Keyring, tmp_path: Path) -> None:
    for index in (1, 2):
        laid_out(packet(index), tmp_path / "set" / str(index))
    packets = packets_in(tmp_path / "set")
    seal_set(packets[:1], tmp_path / "out", keyring, cost=FAST)
    before = (tmp_path / "out" / "1" / PACKET_FILE).read_bytes()
    told: list[tuple[int, int]] = []
    seal_set(packets, tmp_path / "out", keyring, cost=FAST, progress=lambda done, total: told.append((done, total)))
    assert (tmp_path / "out" / "1" / PACKET_FILE).read_bytes() == before
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(PacketError, match="kata sandinya salah"):
        seal_set(packets, tmp_path / "out", Keyring("kata sandi yang lain"), cost=FAST)
    with pytest.raises(PacketError, match="sudah berisi paket lain"):
        seal_set([(packets[0][0], packets[1][1])], tmp_path / "out", keyring, cost=FAST)
    assert (tmp_path / "out" / "1" / PACKET_FILE).read_bytes() == before


def test_sealing_never_writes_over_the_packet_itself(made: Packet, keyring: Keyring, tmp_path: Path) -> None:
    folder = laid_out(made, tmp_path / made.id)
    with pytest.raises(PacketError, match="sudah berisi paket lain"):
        seal_set(packets_in(folder), tmp_path, keyring, cost=FAST)
    assert load_packet(folder) == made


# --- what must not be seen --------------------------------------------------------------------------------------------


def test_which_numbers_are_planted_cannot_be_told(keyring: Keyring) -> None:
    """The open part is the same, letter by letter, when what is shown really stands on the paper."""
    key = keyring.new_key(cost=FAST)
    for index in range(1, 21):
        made = packet(index)
        shown = shown_boxes(made)
        honest = made.model_copy(
            update={
                "misreads": (),
                "numbers": {name: one.model_copy(update={"boxes": shown[name]}) for name, one in made.numbers.items()},
            }
        )
        one, other = (json.loads(seal(each, key)) for each in (made, honest))
        assert len(one["seal"].pop("text")) == len(other["seal"].pop("text"))
        assert one["seal"].pop("nonce") != other["seal"].pop("nonce")
        assert one == other


@pytest.mark.parametrize("filler", ["X", "0", "_", "-"])
def test_fillers_do_not_tell_a_misread(filler: str) -> None:
    for index in range(1, 11):
        for boxes in shown_boxes(packet(index, filler=filler)).values():
            assert boxes.lstrip("X").isdigit()
            assert value_of(boxes) == 0 or not boxes.lstrip("X").startswith("0")


def test_the_open_part_holds_nothing_of_the_key(made: Packet, sealed: Path) -> None:
    public = open_part(sealed)
    assert set(public) == {"candidates", "form", "format", "id", "photos", "sheets", "shown", "tps"}
    assert set(public["shown"]) == set(made.numbers)
    for misread in made.misreads:
        assert value_of(public["shown"].pop(misread.number)) == value_of(misread.boxes)
    for file in public["photos"] + public["sheets"]:
        assert set(file) == {"file", "page", "sha256"}
        del file["sha256"]
    # What is left has no digits but those of pages and the format.
    del public["shown"], public["candidates"], public["id"], public["tps"]["number"]
    told = json.dumps(public)
    true = [made.numbers[misread.number].value or 0 for misread in made.misreads]
    assert not [value for value in true if value > 9 and str(value) in told]
    raw = (sealed / PACKET_FILE).read_text(encoding="utf-8")
    for word in ("seed", str(SEED), "misread", "slip", "leading_eight", "signed", made.hand, "kpps"):
        assert word not in raw


def test_the_id_tells_neither_seed_nor_index() -> None:
    ids = [packet(index).id for index in range(1, 200)]
    assert len(set(ids)) == len(ids)
    assert all(str(SEED) not in one and len(one) == len("WK-U-00000-00000") for one in ids)
    assert sorted(ids) != ids
    assert make_packet(FORM, seed=SEED + 1, index=1).id not in ids
    assert packet().id == packet().id
    assert make_packet(FORM, seed=11, index=1).id == "WK-11-001"


def test_secret_seeds_are_secret() -> None:
    seeds = {secret_seed() for _ in range(20)}
    assert len(seeds) == 20
    assert min(seeds) >= FIRST_SECRET_SEED


def test_a_packet_that_anyone_can_make_again_is_not_sealed(keyring: Keyring, tmp_path: Path) -> None:
    folder = laid_out(make_packet(FORM, seed=11, index=1, photos=PhotoPlan()), tmp_path / "WK-11-001")
    with pytest.raises(PacketError, match="siapa pun dapat membuatnya lagi") as caught:
        seal_set(packets_in(folder), tmp_path / "out", keyring, cost=FAST)
    assert "--exam" in caught.value.hint
    assert not (tmp_path / "out").exists()


def test_the_length_tells_nothing(keyring: Keyring) -> None:
    key = keyring.new_key(cost=FAST)
    lengths = {
        len(json.loads(seal(packet(index, slips=slips), key))["seal"]["text"])
        for index in range(1, 6)
        for slips in ((), ALL_SLIPS)
    }
    assert len(lengths) == 1


# --- what must be refused ---------------------------------------------------------------------------------------------


@settings(max_examples=400)
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_refused(sealed: Path, keyring: Keyring, data: st.DataObject) -> None:
    whole = (sealed / PACKET_FILE).read_bytes()
    head = whole.index(b'"text"')  # half of the flips where the words are, not in the long text
    place = data.draw(
        st.one_of(st.integers(0, len(whole) - 1), st.integers(0, head), st.integers(head + 11000, len(whole) - 1))
    )
    bit = data.draw(st.integers(0, 7))
    flipped = whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
    assert_refused(sealed, flipped, keyring)


@settings(max_examples=200)
@given(data=st.data())
def test_a_cut_off_file_is_refused(sealed: Path, keyring: Keyring, data: st.DataObject) -> None:
    whole = (sealed / PACKET_FILE).read_bytes()
    length = data.draw(st.one_of(st.integers(0, len(whole) - 1), st.integers(len(whole) - 30, len(whole) - 1)))
    assert_refused(sealed, whole[:length], keyring)


@settings(max_examples=200)
@given(data=st.data(), extra=st.binary(min_size=1, max_size=8))
def test_anything_put_in_is_refused(sealed: Path, keyring: Keyring, data: st.DataObject, extra: bytes) -> None:
    whole = (sealed / PACKET_FILE).read_bytes()
    place = data.draw(st.integers(0, len(whole)))
    assert_refused(sealed, whole[:place] + extra + whole[place:], keyring)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused(sealed: Path, keyring: Keyring, data: bytes) -> None:
    assert_refused(sealed, data, keyring)


def assert_refused(sealed: Path, data: bytes, keyring: Keyring) -> None:
    folder = sealed.parent / "changed"
    folder.mkdir(exist_ok=True)
    for path in sealed.iterdir():
        if not (folder / path.name).exists():
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / PACKET_FILE).write_bytes(data)
    error = refusal(folder, keyring)
    assert "suara_" not in str(error)
    with pytest.raises(TrainerError):
        load_packet(folder)


def test_a_wrong_passphrase_says_both_possibilities(sealed: Path) -> None:
    error = refusal(sealed, Keyring("kuda laut makan bayan"))
    assert error.code == "segel_tertutup"
    assert "kata sandinya salah" in error.message
    assert "berubah" in error.message


def test_the_open_part_is_proved_too(copy: Path, keyring: Keyring) -> None:
    assert refusal(changed(copy, lambda one: one["shown"].update(suara_1="X12")), keyring).code == "segel_tertutup"


def test_an_exchanged_photograph_is_refused(copy: Path, keyring: Keyring) -> None:
    (copy / "page-2.jpg").write_bytes(b"another photo")
    error = refusal(copy, keyring)
    assert error.code == "berkas_berubah"
    assert "page-2.jpg" in error.message


def test_an_exchanged_sheet_is_refused(copy: Path, keyring: Keyring) -> None:
    (copy / "page-3.pdf").write_bytes((copy / "page-3.pdf").read_bytes()[:-1])
    assert refusal(copy, keyring).code == "berkas_berubah"


def test_a_digest_that_fits_the_exchanged_photograph_does_not_help(copy: Path, keyring: Keyring) -> None:
    assert (
        refusal(changed(copy, lambda one: one["photos"][0].update(sha256="0" * 64)), keyring).code == "segel_tertutup"
    )


def test_a_missing_photograph_is_named(copy: Path, keyring: Keyring, tmp_path: Path) -> None:
    (copy / "page-1.jpg").unlink()
    error = refusal(copy, keyring)
    assert error.code == "berkas_hilang"
    assert "page-1.jpg" in error.message
    with pytest.raises(PacketError):
        open_folder(copy, tmp_path / "out", keyring)
    assert not (tmp_path / "out").exists()


def test_a_packet_without_its_photograph_is_not_sealed(made: Packet, keyring: Keyring, tmp_path: Path) -> None:
    folder = laid_out(made, tmp_path / made.id)
    (folder / "page-1.jpg").unlink()
    with pytest.raises(PacketError, match=r"page-1\.jpg"):
        seal_folder(folder, tmp_path / "out", keyring.new_key(cost=FAST))
    assert not (tmp_path / "out" / PACKET_FILE).exists()


@pytest.mark.parametrize("change", [{"format": 3}, {"seal": {"format": 2}}, {"seal": {"format": 9, "cipher": "new"}}])
def test_a_newer_version_is_not_called_damaged(copy: Path, keyring: Keyring, change: dict[str, Any]) -> None:
    def alter(one: dict[str, Any]) -> None:
        one["seal"] |= change.get("seal", {})
        one["format"] = change.get("format", one["format"])
        one["new"] = True

    error = refusal(changed(copy, alter), keyring)
    assert error.code == "paket_lebih_baru"
    assert "lebih baru" in error.message


@pytest.mark.parametrize(
    "asked", [{"n": 1 << 30}, {"r": 1 << 20}, {"n": 1 << 18, "r": 16}, {"p": 1 << 30}, {"n": 3}, {"n": 0}, {"p": -1}]
)
def test_a_file_cannot_ask_for_all_memory_or_time(copy: Path, asked: dict[str, int]) -> None:
    class Refusing(Keyring):
        def key(self, cost: Cost, salt: bytes) -> bytes:
            raise AssertionError("derived")

    error = refusal(
        changed(copy, lambda one: one["seal"].update({"n": 1 << 17, "r": 8, "p": 1} | asked)), Refusing("x")
    )
    assert error.code == "segel_berat"


def test_the_cost_of_an_exam_is_bounded() -> None:
    assert 128 * Cost().n * Cost().r == 128 << 20 < MOST_MEMORY
    with pytest.raises(ValueError, match="too much"):
        Cost(n=1 << 20)


def test_too_little_memory_is_said(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, **_: object) -> None:
            raise MemoryError

    monkeypatch.setattr("sirekap_trainer.practice.seal.Scrypt", Full)
    assert refusal(sealed, Keyring(PASSPHRASE)).code == "memori"


def test_an_unsealed_packet_has_nothing_to_open(made: Packet, keyring: Keyring, tmp_path: Path) -> None:
    save_packet(made, tmp_path / "plain")
    assert refusal(tmp_path / "plain", keyring).code == "tidak_disegel"
    assert "Tidak ada paket" in refusal(tmp_path / "nothing", keyring).message


def test_a_file_beyond_all_measure_is_not_read(copy: Path, keyring: Keyring) -> None:
    with (copy / PACKET_FILE).open("ab") as file:
        file.truncate(1 << 30)
    assert refusal(copy, keyring).code == "paket_rusak"


# --- without the passphrase -------------------------------------------------------------------------------------------


def test_an_exercise_loads_either_kind(made: Packet, sealed: Path, tmp_path: Path) -> None:
    found = load_any(sealed)
    assert isinstance(found, SealedPacket)
    assert (found.id, found.form, found.tps, found.candidates) == (made.id, made.form, made.tps, made.candidates)
    assert found.shown == shown_boxes(made)
    save_packet(made, tmp_path / "plain")
    assert load_any(tmp_path / "plain") == made


def test_who_takes_only_open_packets_is_told_that_it_is_sealed(sealed: Path) -> None:
    with pytest.raises(PacketError, match="disegel untuk ujian") as caught:
        load_packet(sealed)
    assert caught.value.code == "paket_tersegel"


def test_a_file_name_cannot_lead_out_of_the_folder(copy: Path) -> None:
    changed(copy, lambda one: one["photos"][0].update(file="../page-1.jpg"))
    with pytest.raises(PacketError):
        parse_sealed((copy / PACKET_FILE).read_bytes(), copy)


# --- passphrases ------------------------------------------------------------------------------------------------------


def test_a_passphrase_has_one_spelling(made: Packet, tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "kopi café di Probolinggo")
    assert decomposed != unicodedata.normalize("NFC", decomposed)
    source = laid_out(made, tmp_path / "open")
    seal_folder(source, tmp_path / "sealed", Keyring(decomposed).new_key(cost=FAST))
    assert open_sealed(tmp_path / "sealed", Keyring("  kopi café di Probolinggo\n")) == made


@pytest.mark.parametrize("passphrase", ["", "   ", "x" * 1001, "sandi\ud800 yang rusak"])
def test_what_is_no_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(UsageError, match="kosong atau tidak dapat dipakai"):
        Keyring(passphrase)


def test_a_short_passphrase_seals_nothing() -> None:
    with pytest.raises(UsageError, match="terlalu pendek"):
        Keyring("rahasia1234").new_key(cost=FAST)
    assert Keyring("rahasia12345").new_key(cost=FAST).key


def test_a_set_takes_one_derivation(keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in (1, 2, 3):
        laid_out(packet(index), tmp_path / "set" / str(index))
    seal_set(packets_in(tmp_path / "set"), tmp_path / "out", keyring, cost=FAST)
    derived: list[bytes] = []

    class Counting:
        def __init__(self, **wishes: Any) -> None:
            derived.append(wishes["salt"])

        def derive(self, _: bytes) -> bytes:
            return b"0" * 32

    monkeypatch.setattr("sirekap_trainer.practice.seal.Scrypt", Counting)
    other = Keyring("kata sandi yang salah")
    for index in (1, 2, 3):
        refusal(tmp_path / "out" / str(index), other)
    assert len(derived) == 1


def test_the_layout_is_as_documented(sealed: Path, made: Packet) -> None:
    """Opens a file with nothing but what docs/formats.md says."""
    import hashlib

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = (sealed / PACKET_FILE).read_bytes()
    found = json.loads(raw)["seal"]
    salt, nonce, text = (base64.b64decode(found[name]) for name in ("salt", "nonce", "text"))
    key = hashlib.scrypt(PASSPHRASE.encode(), salt=salt, n=found["n"], r=found["r"], p=found["p"], dklen=32)
    plain = AESGCM(key).decrypt(nonce, text, raw.replace(found["text"].encode(), b""))
    assert len(plain) % 8192 == 0
    assert plain.rstrip(b" ") == packet_bytes(made)
    assert json.loads(raw)["photos"][0]["sha256"] == hashlib.sha256((sealed / "page-1.jpg").read_bytes()).hexdigest()
