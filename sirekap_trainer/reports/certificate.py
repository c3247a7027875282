"""Certificates for those who passed, each with a code that only the records which issued it can confirm.

The code is made from the attempt that was passed, with a key that never leaves the records. To check one, the codes of
all passed attempts are made again; what the records say of that attempt is what the paper should say. A name that was
put right later does not spoil a certificate, and one that was changed on paper shows.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepInFrame, PageBreak, Spacer
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sirekap_trainer.records.queries import MODES, Scope
from sirekap_trainer.records.tables import Attempt, District, Person, Setting, Station, TrainingClass, Village
from sirekap_trainer.reports.common import Edition, FormWords
from sirekap_trainer.reports.content import MODE_WORDS, ROLE_WORDS, decimal
from sirekap_trainer.reports.fonts import SOFT, text_width
from sirekap_trainer.reports.page import HIGH, LONG, pdf_of, signatures, text
from sirekap_trainer.reports.words import day_words

KEY_SETTING = "kunci_sertifikat"
#: Of Crockford's base 32: no letter that looks like a digit.
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_TYPED = str.maketrans("OIL", "011")
#: 80 bits: 16 letters, which nobody finds by trying.
_BYTES = 10
_PURPOSE = b"sertifikat-1:"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says.

    Attributes:
        attempt_id: Of the attempt that was passed.
        code: Four groups of four letters and digits.
        name: Whose it is.
        role: `utama` or `cadangan`.
        station: TPS.
        village: Kelurahan.
        district: Kecamatan.
        form: Title in one or two words.
        mode: In words.
        points: Of that attempt.
        passed_on: The day it was sent.
        class_title: Of the class it was made in; empty where in none.
        trainer: Who gave that class; may be empty.
    """

    attempt_id: str
    code: str
    name: str
    role: str
    station: str
    village: str
    district: str
    form: str
    mode: str
    points: float
    passed_on: date
    class_title: str
    trainer: str

    @property
    def place(self) -> str:
        """Role and place in one line."""
        return f"{ROLE_WORDS[self.role]} TPS {self.station}, Kelurahan {self.village}, Kecamatan {self.district}"

    @property
    def result(self) -> str:
        """What was passed, in one line."""
        return f"Nilai {decimal(self.points)} dari 100 - {self.form} - {self.mode}, {day_words(self.passed_on)}"


# --- codes ------------------------------------------------------------------------------------------------------------


def certificate_key(session: Session) -> bytes:
    """The records' own key; made at the first call.

    Args:
        session: For writing.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = {"key": KEY_SETTING, "value": {"hex": secrets.token_hex(32)}}
    session.execute(insert(Setting).on_conflict_do_nothing(), [made])
    key = _key(session)
    assert key is not None
    return key


def _key(session: Session) -> bytes | None:
    value = session.scalar(select(Setting.value).where(Setting.key == KEY_SETTING))
    return bytes.fromhex(value["hex"]) if value else None


def code_of(key: bytes, attempt_id: str) -> str:
    """The code of the certificate for an attempt, e.g. `7K3M-Q9TD-2XWA-H4NP`."""
    digest = hmac.new(key, _PURPOSE + attempt_id.encode(), hashlib.sha256).digest()[:_BYTES]
    letters = base64.b32encode(digest).decode().translate(_LETTERS)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def tidy(code: str) -> str:
    """A code as somebody typed it: small letters, other signs between the groups and O for 0 are meant well."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum()).translate(_TYPED)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def check_code(session: Session, code: str, words: FormWords, edition: Edition) -> Certificate | None:
    """What the certificate with this code must say; None where these records issued none such."""
    key = _key(session)
    if key is None:
        return None
    wanted = tidy(code)
    keys = session.scalars(select(Attempt.id).where(Attempt.passed.is_(True), Attempt.person_id.is_not(None)))
    for attempt_id in keys:
        if hmac.compare_digest(code_of(key, attempt_id), wanted):
            rows = session.execute(_passed().where(Attempt.id == attempt_id)).all()
            return next((_certificate(row, key, words, edition) for row in rows), None)
    return None


def certificates(
    session: Session, scope: Scope, words: FormWords, edition: Edition, *, person_id: int | None = None
) -> tuple[Certificate, ...]:
    """The certificates of those who passed, one each, by place and role: for the first attempt that was passed.

    Args:
        session: For writing: the key may have to be made.
        scope: Whose attempts count; of a class, those made in it.
        words: What forms are called.
        edition: For when and whom.
        person_id: Only this operator's.
    """
    key = certificate_key(session)
    query = _passed().order_by(
        District.norm, Village.norm, Station.number, Person.role.desc(), Person.id, Attempt.sent_at, Attempt.id
    )
    if set(scope.modes) != set(MODES):
        query = query.where(Attempt.mode.in_(scope.modes))
    wanted = (
        (Attempt.class_id, scope.class_id),
        (Village.id, scope.village_id),
        (District.id, scope.district_id),
        (Person.id, person_id),
    )
    for column, value in wanted:
        if value is not None:
            query = query.where(column == value)
    first: dict[int, Certificate] = {}
    for row in session.execute(query):
        if row.person_id not in first:
            first[row.person_id] = _certificate(row, key, words, edition)
    return tuple(first.values())


def _passed() -> Any:  # noqa: ANN401 - a query of whatever columns
    """Passed attempts of operators, with whose they are and which class."""
    return (
        select(
            Attempt.id,
            Attempt.person_id,
            Attempt.form,
            Attempt.mode,
            Attempt.total,
            Attempt.sent_at,
            Person.name,
            Person.role,
            Station.number.label("station"),
            Village.name.label("village"),
            District.name.label("district"),
            TrainingClass.title,
            TrainingClass.trainer,
        )
        .join(Person, Attempt.person_id == Person.id)
        .join(Station, Person.station_id == Station.id)
        .join(Village, Station.village_id == Village.id)
        .join(District, Village.district_id == District.id)
        .outerjoin(TrainingClass, Attempt.class_id == TrainingClass.id)
        .where(Attempt.passed.is_(True))
    )


def _certificate(row: Any, key: bytes, words: FormWords, edition: Edition) -> Certificate:  # noqa: ANN401 - a row
    sent_at: datetime = row.sent_at
    return Certificate(
        attempt_id=row.id,
        code=code_of(key, row.id),
        name=row.name,
        role=row.role,
        station=row.station,
        village=row.village,
        district=row.district,
        form=words.title(row.form),
        mode=MODE_WORDS[row.mode],
        points=row.total,
        passed_on=sent_at.astimezone(edition.zone).date(),
        class_title=row.title or "",
        trainer=row.trainer or edition.trainer,
    )


# --- on paper ---------------------------------------------------------------------------------------------------------


def certificates_pdf(these: Sequence[Certificate], edition: Edition) -> bytes:
    """Certificates as the bytes of a PDF, a page each; at least one."""
    title = f"Sertifikat latihan {these[0].name}" if len(these) == 1 else "Sertifikat latihan"
    return pdf_of(_story(these, edition), title=title, lying=True, single=True)


def _story(these: Sequence[Certificate], edition: Edition) -> Iterator[Flowable]:
    for place, one in enumerate(these):
        if place:
            yield PageBreak()
        # What is too long altogether becomes smaller, and no second page.
        yield KeepInFrame(LONG, HIGH, list(_page(one, edition)), mode="shrink")


def _page(one: Certificate, edition: Edition) -> Iterator[Flowable]:
    yield Spacer(0, 9 * mm)
    yield text("Sertifikat latihan Sirekap", 26, bold=True, align=1)
    yield Spacer(0, 8 * mm)
    yield text("diberikan kepada", 12, color=SOFT, align=1)
    yield Spacer(0, 3 * mm)
    yield text(one.name, _name_size(one.name), bold=True, align=1)
    yield Spacer(0, 3 * mm)
    yield text(one.place, 12, align=1)
    yield Spacer(0, 10 * mm)
    yield text("yang lulus latihan memotret dan memeriksa lembar C.Hasil.", 13, align=1)
    yield Spacer(0, 2 * mm)
    yield text(one.result, 12, bold=True, align=1)
    if one.class_title:
        yield Spacer(0, 2 * mm)
        yield text(one.class_title, 11, color=SOFT, align=1)
    yield Spacer(0, 12 * mm)
    who = (("Pelatih", one.trainer), (f"PPS Kelurahan {one.village}", ""))
    yield signatures(who, f"....................................., {day_words(edition.printed_on)}", LONG)
    yield Spacer(0, 5 * mm)
    yield text(f"Kode {one.code}", 11, bold=True, align=1)
    yield text("Pelatih dapat memeriksa kode ini di catatannya. Bukan dokumen resmi KPU.", 9, color=SOFT, align=1)


def _name_size(name: str) -> float:
    """As large as fits into one line; a very long name takes two."""
    return next((size for size in (28.0, 24.0, 20.0) if text_width(name, size, bold=True) <= LONG), 18.0)
