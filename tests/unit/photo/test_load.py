"""Opening photographs: what is refused, why, and how the rest is decoded."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from sirekap_trainer.errors import PhotoError
from sirekap_trainer.photo import load
from sirekap_trainer.photo.load import MAX_PIXELS, MIN_SIDE, open_photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

WIDTH, HEIGHT = 800, 600


def picture(width: int = WIDTH, height: int = HEIGHT) -> NDArray[np.uint8]:
    """Four quarters of different colour, so that every turn is told from the others."""
    image = np.zeros((height, width, 3), np.uint8)
    image[: height // 2, : width // 2] = (255, 255, 255)
    image[: height // 2, width // 2 :] = (255, 0, 0)
    image[height // 2 :, width // 2 :] = (0, 255, 0)
    image[height // 2 :, : width // 2] = (0, 0, 255)
    return image


def jpeg(image: NDArray[np.uint8] | None = None, *options: int) -> bytes:
    return cv2.imencode(".jpg", picture() if image is None else image, list(options))[1].tobytes()


def png(image: NDArray[np.uint8] | None = None) -> bytes:
    return cv2.imencode(".png", picture() if image is None else image)[1].tobytes()


def empty_png(width: int, height: int) -> bytes:
    """A true PNG of one colour, some hundred times smaller than its pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pack = zlib.compressobj(1)
    body = b"".join(pack.compress(b"\0" * (width + 1)) for _ in range(height)) + pack.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_thumbnail(data: bytes) -> bytes:
    """The JPEG with a small whole JPEG inside its EXIF block, as phones write it."""
    thumbnail = jpeg(picture(160, 120))
    assert thumbnail.endswith(b"\xff\xd9")
    return data[:2] + segment(0xE1, b"Exif\0\0" + thumbnail) + data[2:]


def refused(source: Any, **extra: Any) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        open_photo(source, **extra).decode()
    assert caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 1
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "kosong", id="empty"),
        pytest.param(b"halo", "bukan_foto", id="a word"),
        pytest.param(b"Ini catatan, bukan foto.\n" * 200, "bukan_foto", id="text"),
        pytest.param(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 5000, "bukan_foto", id="heic"),
        pytest.param(b"GIF89a" + b"\0" * 5000, "bukan_foto", id="gif"),
        pytest.param(b"%PDF-1.4" + b"\0" * 5000, "bukan_foto", id="pdf"),
        pytest.param(b"\xff\xd8\xff", "rusak", id="three bytes of a jpeg"),
        pytest.param(b"\xff\xd8\xff" + b"\xff" * 5000, "rusak", id="jpeg of ff"),
        pytest.param(b"\xff\xd8\xff" + b"\0" * 5000, "rusak", id="jpeg of 0"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "rusak", id="eight bytes of a png"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 5000, "rusak", id="png of 0"),
        pytest.param(empty_png(1, 1), "terlalu_kecil", id="1x1"),
    ],
)
def test_what_is_no_photograph_is_refused_by_name(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "foto-saya.jpg"
    path.write_bytes(data)
    assert refused(path).code == code
    assert "foto-saya.jpg" in refused(path).message
    assert refused(data, name="kamera").code == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "tidak-ada.jpg").code == "tidak_ada"
    folder = tmp_path / "folder.jpg"
    folder.mkdir()
    assert refused(folder).code == "tidak_terbuka"


def test_a_huge_picture_is_refused_without_decoding_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_arguments: object) -> None:
        pytest.fail("decoded a picture of 400 megapixels")

    path = tmp_path / "besar.png"
    path.write_bytes(empty_png(20_000, 20_000))
    monkeypatch.setattr(cv2, "imdecode", decoded)
    tracemalloc.start()
    began = time.perf_counter()
    assert refused(path).code == "terlalu_besar"
    seconds, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 1
    assert peak < 20e6, "the file has less than 2 MB, its pixels 400"


@pytest.mark.parametrize(
    ("width", "height", "code"),
    [
        (MIN_SIDE - 1, 2000, "terlalu_kecil"),
        (2000, MIN_SIDE - 1, "terlalu_kecil"),
        (MIN_SIDE, 1000, None),
        (12_000, 9_000, None),
        (60_000, MAX_PIXELS // 60_000 + 1, "terlalu_besar"),
    ],
)
def test_the_size_is_judged_by_the_header(width: int, height: int, code: str | None) -> None:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    data = b"\x89PNG\r\n\x1a\n" + body + b"\0\0\0\0IEND\xaeB`\x82"
    if code is None:
        file = open_photo(data)
        assert (file.width, file.height) == (width, height)
    else:
        assert refused(data).code == code


def test_a_huge_jpeg_is_refused_by_its_header() -> None:
    data = jpeg()
    frame = data.index(b"\xff\xc0")
    huge = data[: frame + 5] + struct.pack(">HH", 40_000, 40_000) + data[frame + 9 :]
    assert refused(huge).code == "terlalu_besar"


def test_a_file_larger_than_any_photograph_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "film.jpg"
    with path.open("wb") as file:  # a hole in the file: it takes no room on the disk
        file.truncate(load.MAX_BYTES + 1)
    tracemalloc.start()
    assert refused(path).code == "terlalu_besar"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1e6


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize(
    "make",
    [
        jpeg,
        lambda: with_thumbnail(jpeg()),
        lambda: jpeg(None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1),
        lambda: jpeg(None, cv2.IMWRITE_JPEG_RST_INTERVAL, 8),
        png,
    ],
    ids=["jpeg", "jpeg with thumbnail", "progressive jpeg", "jpeg with restarts", "png"],
)
def test_a_file_that_was_cut_off_is_refused_and_the_whole_one_is_not(make: Callable[[], bytes], share: float) -> None:
    data = make()
    assert open_photo(data).decode().image.shape == (HEIGHT, WIDTH, 3)
    assert refused(data[: int(share * len(data))]).code == "rusak"


def test_a_progressive_jpeg_cut_between_two_scans_is_refused() -> None:
    data = jpeg(None, cv2.IMWRITE_JPEG_PROGRESSIVE, 1)
    scan = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    assert refused(data[:scan]).code == "rusak"


def test_bytes_behind_the_picture_do_no_harm() -> None:
    """Some phones append a film or their own notes."""
    noise = np.random.default_rng(1).integers(0, 256, 20_000, np.uint8).tobytes()
    assert open_photo(jpeg() + noise).decode().image.shape == (HEIGHT, WIDTH, 3)


def test_damage_within_the_file_never_ends_in_another_error() -> None:
    data = jpeg(np.random.default_rng(2).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8))
    rng = np.random.default_rng(3)
    outcomes = []
    for _ in range(40):
        spoilt = bytearray(data)
        for place in rng.integers(2, 700, 3):
            spoilt[place] = int(rng.integers(256))
        outcomes.append(outcome(bytes(spoilt)))
    assert set(outcomes) <= {"opened", "rusak", "terlalu_kecil", "terlalu_besar", "bukan_foto"}
    assert {"opened", "rusak"} <= set(outcomes)


def outcome(data: bytes) -> str:
    try:
        open_photo(data).decode()
    except PhotoError as error:
        return error.code
    return "opened"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_picture_is_turned_as_exif_says(orientation: int, studio: Any) -> None:
    stored = {
        1: picture(),
        3: cv2.rotate(picture(), cv2.ROTATE_180),
        6: cv2.rotate(picture(), cv2.ROTATE_90_COUNTERCLOCKWISE),
        8: cv2.rotate(picture(), cv2.ROTATE_90_CLOCKWISE),
    }[orientation]
    for reduction in (1, 2):
        image = open_photo(studio.jpeg(stored, orientation=orientation)).decode(reduction=reduction).image
        assert image.shape[:2] == (HEIGHT // reduction, WIDTH // reduction)
        small = cv2.resize(picture(), (image.shape[1], image.shape[0]), interpolation=cv2.INTER_AREA)
        assert np.abs(image.astype(int) - small).mean() < 6


@pytest.mark.parametrize("make", [jpeg, png])
@pytest.mark.parametrize("reduction", [1, 2, 4])
def test_a_picture_can_be_reduced_while_it_is_decoded(make: Callable[[], bytes], reduction: int) -> None:
    photo = open_photo(make(), name="kamera").decode(reduction=reduction)
    assert (photo.name, photo.reduction) == ("kamera", reduction)
    assert photo.image.shape == (HEIGHT // reduction, WIDTH // reduction, 3)
    assert photo.image.dtype == np.uint8
    corner = photo.image[20 // reduction, 20 // reduction]
    assert np.abs(corner.astype(int) - 255).max() < 6


@pytest.mark.parametrize("channels", [1, 4])
def test_grey_and_transparent_pictures_become_colour(channels: int) -> None:
    image = np.full((HEIGHT, WIDTH, channels), 200, np.uint8)
    assert open_photo(png(image)).decode().image.shape == (HEIGHT, WIDTH, 3)


def test_names_with_other_letters_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "foto ñ 写真.jpg"
    path.write_bytes(jpeg())
    photo = open_photo(path).decode()
    assert photo.name == str(path)
