"""The digit reader on boxes drawn here: strokes in frames of several kinds."""

from __future__ import annotations

import time
from importlib import resources

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sirekap_trainer.reading import digits
from sirekap_trainer.reading.digits import DOUBT_THRESHOLD, INPUT_SIZE, REFUSAL_THRESHOLD, SYMBOLS, DigitReader, prepare

Image = NDArray[np.uint8]
BLUE, BLACK = (150, 70, 40), (45, 40, 40)

# Pen lines in the box's unit square, as an ordinary hand writes them.
STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "1": [[(0.52, 0.2), (0.5, 0.8)]],
    "2": [[(0.3, 0.33), (0.36, 0.22), (0.5, 0.18), (0.64, 0.25), (0.66, 0.38), (0.55, 0.55), (0.3, 0.8), (0.7, 0.8)]],
    "3": [[(0.32, 0.2), (0.66, 0.2), (0.48, 0.44), (0.62, 0.5), (0.68, 0.65), (0.6, 0.78), (0.45, 0.82), (0.31, 0.77)]],
    "4": [[(0.36, 0.2), (0.28, 0.58), (0.72, 0.58)], [(0.6, 0.3), (0.6, 0.84)]],
    "5": [[(0.66, 0.2), (0.36, 0.2), (0.34, 0.46), (0.5, 0.43), (0.65, 0.52), (0.66, 0.7), (0.52, 0.82), (0.32, 0.78)]],
    "7": [[(0.3, 0.2), (0.7, 0.2), (0.45, 0.82)]],
    "X": [[(0.25, 0.22), (0.75, 0.8)], [(0.74, 0.2), (0.27, 0.8)]],
    "-": [[(0.3, 0.51), (0.7, 0.49)]],
    "_": [],
}
# The seven-segment digits that the form's dot guide invites.
TRACED: dict[str, list[list[tuple[float, float]]]] = {
    "0": [[(0.32, 0.2), (0.68, 0.2), (0.68, 0.8), (0.32, 0.8), (0.32, 0.2)]],
    "3": [[(0.32, 0.2), (0.68, 0.2), (0.68, 0.8), (0.32, 0.8)], [(0.36, 0.5), (0.68, 0.5)]],
    "6": [[(0.68, 0.2), (0.32, 0.2), (0.32, 0.8), (0.68, 0.8), (0.68, 0.5), (0.32, 0.5)]],
    "8": [[(0.32, 0.2), (0.68, 0.2), (0.68, 0.8), (0.32, 0.8), (0.32, 0.2)], [(0.32, 0.5), (0.68, 0.5)]],
    "9": [[(0.68, 0.5), (0.32, 0.5), (0.32, 0.2), (0.68, 0.2), (0.68, 0.8), (0.32, 0.8)]],
}


def box(
    lines: list[list[tuple[float, float]]],
    *,
    width: int = 84,
    height: int = 96,
    ink: tuple[int, int, int] = BLUE,
    pen: int = 4,
    frame: int = 3,
    paper: int = 205,
) -> Image:
    """Draws a box with a margin of a sixteenth around its frame and a little noise."""
    margin = height // 16
    image = np.full((height, width, 3), paper, dtype=np.uint8)
    if frame:
        cv2.rectangle(
            image, (margin, margin), (width - margin - 1, height - margin - 1), (60, 55, 55), frame, cv2.LINE_AA
        )
    for line in lines:
        points = (np.array(line) * (width, height) * 16).astype(np.int32)
        cv2.polylines(image, [points], isClosed=False, color=ink, thickness=pen, lineType=cv2.LINE_AA, shift=4)
    noise = np.random.default_rng(5).normal(0, 3, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def reader() -> DigitReader:
    return DigitReader()


@pytest.fixture(scope="module")
def drawn() -> list[tuple[str, Image]]:
    return [(symbol, box(lines)) for kind in (STROKES, TRACED) for symbol, lines in kind.items()]


def symbols(readings: list[tuple[str, float]]) -> str:
    return "".join(symbol for symbol, _ in readings)


def test_weights_are_small_and_opencv_loads_them() -> None:
    file = resources.files("sirekap_trainer.reading").joinpath("weights", "digits.onnx")
    data = np.frombuffer(file.read_bytes(), dtype=np.uint8)
    assert data.size < 3_000_000
    net = cv2.dnn.readNetFromONNX(data)
    net.setInput(np.zeros((2, 3, INPUT_SIZE, INPUT_SIZE), dtype=np.float32))
    output = net.forward()
    assert output.shape == (2, len(SYMBOLS))
    np.testing.assert_allclose(output.sum(axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize("ink", [BLUE, BLACK], ids=["blue", "black"])
@pytest.mark.parametrize("kind", [STROKES, TRACED], ids=["written", "traced"])
def test_reads_drawn_symbols(
    reader: DigitReader, kind: dict[str, list[list[tuple[float, float]]]], ink: tuple[int, int, int]
) -> None:
    readings = reader.read([box(lines, ink=ink) for lines in kind.values()])
    assert symbols(readings) == "".join(kind)
    assert all(confidence > REFUSAL_THRESHOLD for _, confidence in readings)


@pytest.mark.parametrize(("width", "height"), [(42, 48), (40, 80), (60, 110), (110, 90), (26, 30), (240, 280)])
@pytest.mark.parametrize("symbol", ["2", "4", "7", "X", "_"])
def test_reads_any_size_and_shape_of_box(reader: DigitReader, symbol: str, width: int, height: int) -> None:
    pen = max(1, height // 24)
    image = box(STROKES[symbol], width=width, height=height, pen=pen, frame=max(1, pen - 1), ink=BLACK)
    assert reader.read([image])[0][0] == symbol


@pytest.mark.parametrize("frame", [0, 1, 6])
def test_reads_without_a_frame_and_in_thin_and_thick_ones(reader: DigitReader, frame: int) -> None:
    assert symbols(reader.read([box(STROKES[symbol], frame=frame) for symbol in "235X"])) == "235X"


@pytest.mark.parametrize("shift", [-0.2, -0.1, 0.1, 0.2])
@pytest.mark.parametrize("ink", [(165, 160, 155), (195, 165, 150)], ids=["grey", "pale blue"])
def test_a_faint_one_off_centre_is_not_empty(reader: DigitReader, ink: tuple[int, int, int], shift: float) -> None:
    line = [(0.5 + shift, 0.22), (0.5 + shift, 0.8)]
    assert reader.read([box([line], ink=ink, pen=3)])[0][0] == "1"


@pytest.mark.parametrize("paper", [90, 160, 245])
def test_an_empty_box_is_empty_in_any_light(reader: DigitReader, paper: int) -> None:
    assert reader.read([box([], paper=paper)])[0][0] == "_"


def striped(image: Image, *, period: float, strength: float) -> Image:
    """Slanted coloured stripes over a box, as on a photographed screen."""
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    phase = (0.94 * x + 0.34 * y) * (2 * np.pi / period)
    waves = np.stack([np.sin(phase + shift) for shift in (0.0, 2.1, 4.2)], axis=2)
    blurred = cv2.GaussianBlur(image, (0, 0), 2)
    return np.clip(blurred * (1 + strength * waves), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("period", [16, 28, 40])
@pytest.mark.parametrize("symbol", ["_", "4", "7"])
def test_stripes_of_a_screen_are_no_ink(reader: DigitReader, symbol: str, period: float) -> None:
    image = striped(box(STROKES[symbol], pen=5), period=period, strength=0.06)
    assert reader.read([image])[0][0] == symbol


@pytest.mark.parametrize("symbol", list("023456789X"))
def test_reads_black_and_white_scans_of_tall_boxes_with_thin_frames(reader: DigitReader, symbol: str) -> None:
    image = box((STROKES | TRACED)[symbol], width=56, height=104, pen=3, frame=1, ink=BLACK)
    scan = np.where(image.mean(axis=2, keepdims=True) > 140, 255, 0).astype(np.uint8)
    assert reader.read([scan])[0][0] == symbol


@pytest.mark.parametrize("symbol", list("2357X"))
def test_reads_through_a_little_motion(reader: DigitReader, symbol: str) -> None:
    smear = np.full((1, 9), 1 / 9, dtype=np.float32)
    image = cv2.filter2D(box(STROKES[symbol], pen=5), -1, smear)
    assert reader.read([np.asarray(image, dtype=np.uint8)])[0][0] == symbol


def test_halves_of_two_boxes_are_never_a_sure_reading(reader: DigitReader) -> None:
    pairs = [("2", "7"), ("5", "7"), ("4", "X"), ("2", "5"), ("7", "4")]
    crops = [np.hstack([box(STROKES[a])[:, 42:], box(STROKES[b])[:, :42]]) for a, b in pairs]
    assert all(confidence < REFUSAL_THRESHOLD for _, confidence in reader.read(crops))


@pytest.mark.parametrize("line", [[(0.2, 0.5), (0.8, 0.5)], [(0.4, 0.45), (0.6, 0.45)], [(0.25, 0.6), (0.75, 0.45)]])
def test_a_dash_is_a_dash(reader: DigitReader, line: list[tuple[float, float]]) -> None:
    assert reader.read([box([line])])[0][0] == "-"


def test_grey_boxes_are_taken_with_and_without_a_channel(reader: DigitReader) -> None:
    grey = cv2.cvtColor(box(STROKES["5"]), cv2.COLOR_BGR2GRAY)
    first, second = reader.read([grey, grey[:, :, np.newaxis]])
    assert first == second
    assert first[0] == "5"


def test_a_view_with_strides_reads_like_its_copy(reader: DigitReader) -> None:
    page = np.zeros((200, 300, 3), dtype=np.uint8)
    page[50:146, 100:184] = box(STROKES["4"])
    view = page[50:146, 100:184]
    assert reader.read([view]) == reader.read([view.copy()])


def test_a_box_reads_the_same_alone_and_among_others(reader: DigitReader, drawn: list[tuple[str, Image]]) -> None:
    together = reader.read([image for _, image in drawn])
    alone = [reader.read([image])[0] for _, image in drawn]
    assert symbols(together) == symbols(alone)
    np.testing.assert_allclose([c for _, c in together], [c for _, c in alone], atol=1e-4)


def test_order_is_kept(reader: DigitReader, drawn: list[tuple[str, Image]]) -> None:
    order = np.random.default_rng(1).permutation(len(drawn))
    readings = reader.read([drawn[k][1] for k in order])
    assert symbols(readings) == "".join(drawn[k][0] for k in order)


def test_confidences_are_probabilities_even_for_nonsense(reader: DigitReader) -> None:
    rng = np.random.default_rng(2)
    nonsense: list[Image] = [
        rng.integers(0, 256, (h, w, 3), dtype=np.uint8) for h, w in ((1, 1), (2, 90), (90, 2), (50, 50))
    ]
    nonsense += [np.zeros((40, 40, 3), np.uint8), np.full((40, 40, 3), 255, np.uint8)]
    for symbol, confidence in reader.read(nonsense):
        assert symbol in SYMBOLS
        assert isinstance(confidence, float)
        assert 0.0 <= confidence <= 1.0


def test_no_boxes_give_no_readings(reader: DigitReader) -> None:
    assert reader.read([]) == []


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((48, 42, 3), dtype=np.float32),
        np.zeros((48, 42, 3), dtype=np.uint16),
        np.zeros((0, 42, 3), dtype=np.uint8),
        np.zeros((48, 42, 4), dtype=np.uint8),
        np.zeros(48, dtype=np.uint8),
        np.zeros((1, 48, 42, 3), dtype=np.uint8),
        [[0, 1], [2, 3]],
        None,
    ],
    ids=["float", "16 bit", "no pixels", "four channels", "a row", "a batch", "a list", "nothing"],
)
def test_refuses_what_is_no_box(reader: DigitReader, image: object) -> None:
    with pytest.raises(ValueError, match="A box must"):
        reader.read([box(STROKES["2"]), image])  # type: ignore[list-item]


def test_preparing_keeps_the_aspect_ratio_and_lays_the_box_on_paper() -> None:
    planes = prepare(np.zeros((96, 48, 3), dtype=np.uint8))
    assert planes.shape == (3, INPUT_SIZE, INPUT_SIZE)
    assert planes.dtype == np.float32
    tall = prepare(box(STROKES["4"], width=40, height=80))
    assert np.all(tall[:, :, :12] == 0)
    assert np.any(tall[:, :, 12:36] > 0.2)


def test_light_makes_no_difference() -> None:
    bright = box(STROKES["4"], paper=240, ink=(120, 120, 120))
    dark = (bright * 0.5).astype(np.uint8)
    assert np.abs(prepare(bright) - prepare(dark)).mean() < 0.02


def test_a_page_of_boxes_is_quick(reader: DigitReader, drawn: list[tuple[str, Image]]) -> None:
    page = [image for _, image in (drawn * 5)[:66]]
    reader.read(page)
    took = []
    for _ in range(5):
        started = time.perf_counter()
        reader.read(page)
        took.append(time.perf_counter() - started)
    # 35 ms on two idle cores; the bound is loose because test machines are busy.
    assert min(took) < 0.5


def test_symbols_hold_no_refusal() -> None:
    assert digits.SYMBOLS == "0123456789X_-"
    assert 0.0 < REFUSAL_THRESHOLD < DOUBT_THRESHOLD < 1.0
