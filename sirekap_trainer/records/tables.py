"""The tables of the records. Their layout changes only together with a migration (`migrations/versions`).

Times are UTC. Texts that people wrote are kept as they wrote them; `norm` columns hold what they are compared by.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

#: Names of constraints, so that a migration can speak of them on every database.
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in every database (SQLite keeps no time zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcTime(), dict[str, Any]: JSON(), list[str]: JSON()}  # noqa: RUF012


class Setting(Base):
    """What is true of this city and this trainer: the city's data, the date until which things are kept."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[dict[str, Any]]


class District(Base):
    """A kecamatan."""

    __tablename__ = "district"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    norm: Mapped[str] = mapped_column(String(80), unique=True)
    villages: Mapped[list[Village]] = relationship(back_populates="district", order_by="Village.name")


class Village(Base):
    """A kelurahan."""

    __tablename__ = "village"
    __table_args__ = (UniqueConstraint("district_id", "norm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str] = mapped_column(String(80))
    norm: Mapped[str] = mapped_column(String(80))
    district: Mapped[District] = relationship(back_populates="villages")
    stations: Mapped[list[Station]] = relationship(back_populates="village", order_by="Station.number")


class Station(Base):
    """A TPS: its three-digit number is its own within its kelurahan only."""

    __tablename__ = "station"
    __table_args__ = (UniqueConstraint("village_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"))
    number: Mapped[str] = mapped_column(String(3))
    village: Mapped[Village] = relationship(back_populates="stations")
    people: Mapped[list[Person]] = relationship(back_populates="station", order_by="Person.role.desc()")


class Person(Base):
    """An operator of a TPS. Name and phone are all that is kept of a person; erasing takes the whole row.

    A TPS has one operator of each role at a time. Who is no longer one stays, with what they did, but for `left_at`.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role IN ('utama', 'cadangan')", name="role"),
        Index(
            "ix_person_station_role",
            "station_id",
            "role",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index("ix_person_norm", "norm"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id"))
    name: Mapped[str] = mapped_column(String(80))
    norm: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(8))
    phone: Mapped[str] = mapped_column(String(20), default="")
    #: Drawn at random: by it an erased person is known in an older backup, and nobody else is.
    uid: Mapped[str] = mapped_column(String(36), default=lambda: str(uuid4()), server_default="")
    #: Since when they are no operator of this TPS any more; None while they are.
    left_at: Mapped[datetime | None]
    station: Mapped[Station] = relationship(back_populates="people")


class TrainingClass(Base):
    """A class: formal, nonformal or a simulation."""

    __tablename__ = "training_class"
    __table_args__ = (
        CheckConstraint("kind IN ('formal', 'nonformal', 'simulasi')", name="kind"),
        CheckConstraint("mode IN ('latihan', 'simulasi', 'ujian')", name="mode"),
        CheckConstraint("rule IN ('koreksi', 'tandai')", name="rule"),
        Index("ix_training_class_held_on", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Known to other laptops too; no secret.
    code: Mapped[str] = mapped_column(String(16), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10))
    held_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(120), default="")
    trainer: Mapped[str] = mapped_column(String(80), default="")
    mode: Mapped[str] = mapped_column(String(8), default="latihan")
    rule: Mapped[str] = mapped_column(String(8), default="koreksi")
    #: Folder of the set of packets on this laptop; "" while none was chosen.
    packets: Mapped[str] = mapped_column(String(1000), default="")
    members: Mapped[list[Member]] = relationship(back_populates="training_class", cascade="all, delete-orphan")


class Member(Base):
    """Who is in a class, whether they came, and which packets they were dealt."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_person", "person_id"),)

    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    #: None while nobody said.
    present: Mapped[bool | None]
    #: Ids of packets, in the order of the forms.
    dealt: Mapped[list[str]] = mapped_column(default=list)
    training_class: Mapped[TrainingClass] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Bundle(Base):
    """A file of results that was taken in; taking in the same again changes nothing."""

    __tablename__ = "bundle"

    #: SHA-256 of its content, hexadecimal.
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    #: Fingerprint of the key of the laptop that signed it.
    laptop: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    made_at: Mapped[datetime]
    taken_at: Mapped[datetime]


class Who:
    """Who did something, as they wrote it themselves: a witness beside `person_id`. Empty once a person was erased."""

    name: Mapped[str] = mapped_column(String(80), default="")
    #: Kelurahan, TPS and role, as in `Trainee`.
    village: Mapped[str] = mapped_column(String(80), default="")
    station: Mapped[str] = mapped_column(String(3), default="")
    role: Mapped[str] = mapped_column(String(8), default="")


class Attempt(Who, Base):
    """One operator's turn at one packet, sent and scored."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_person", "person_id"),
        Index("ix_attempt_class", "class_id"),
        Index("ix_attempt_set", "packet_set", "packet"),
    )

    #: Made from what was done (`attempts.attempt_id`), so that the same turn is known wherever it comes from.
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    #: None while nobody of the roster fits.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id", ondelete="SET NULL"))
    bundle_id: Mapped[str | None] = mapped_column(ForeignKey("bundle.id"))
    packet: Mapped[str] = mapped_column(String(100))
    #: What the packets that were made together have in common (`attempts.set_of`).
    packet_set: Mapped[str] = mapped_column(String(100))
    form: Mapped[str] = mapped_column(String(80))
    mode: Mapped[str] = mapped_column(String(8))
    rule: Mapped[str] = mapped_column(String(8))
    sent_at: Mapped[datetime]
    seconds: Mapped[float]
    #: Points 0 to 100; None for a sealed packet that nobody has opened yet.
    total: Mapped[float | None]
    passed: Mapped[bool | None]
    votes_at_stake: Mapped[int | None]
    #: How many numbers were right in the end, of how many; None as `total`.
    numbers_right: Mapped[int | None]
    numbers_asked: Mapped[int | None]
    #: The finished exercise and its score as plain values: `{"exercise": ..., "score": ... or null}`
    #: (`exercise/plain.py`, `Score.to_dict`). Large: only loaded when it is asked for.
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    outcomes: Mapped[list[Outcome]] = relationship(back_populates="attempt", cascade="all, delete-orphan")
    photos: Mapped[list[PhotoTake]] = relationship(cascade="all, delete-orphan")
    faults: Mapped[list[PhotoFault]] = relationship(cascade="all, delete-orphan")


class Outcome(Base):
    """How one number of an attempt ended (`exercise/scoring.py`)."""

    __tablename__ = "outcome"
    __table_args__ = (Index("ix_outcome_number", "number", "kind"),)

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    #: Pattern of the planted misread; "" where none was planted.
    pattern: Mapped[str] = mapped_column(String(24), default="")
    attempt: Mapped[Attempt] = relationship(back_populates="outcomes")


class PhotoTake(Base):
    """How often a page was photographed."""

    __tablename__ = "photo_take"

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    takes: Mapped[int]


class PhotoFault(Base):
    """Something that was wrong with the first photograph of a page."""

    __tablename__ = "photo_fault"

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    #: Code of its finding (`photo/quality.py`).
    code: Mapped[str] = mapped_column(String(40), primary_key=True)


class Quiz(Who, Base):
    """A pre-test or post-test that somebody did."""

    __tablename__ = "quiz"
    __table_args__ = (
        CheckConstraint("stage IN ('pre', 'post')", name="stage"),
        Index("ix_quiz_person", "person_id"),
        Index("ix_quiz_class", "class_id"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id", ondelete="SET NULL"))
    bundle_id: Mapped[str | None] = mapped_column(ForeignKey("bundle.id"))
    stage: Mapped[str] = mapped_column(String(4))
    right: Mapped[int]
    asked: Mapped[int]
    done_at: Mapped[datetime]
    #: Question id to the answer given.
    document: Mapped[dict[str, Any]]


class Question(Who, Base):
    """What somebody did not understand ("saya belum paham") and asked the PPS, and the answer."""

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_person", "person_id"), Index("ix_question_class", "class_id"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    class_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id", ondelete="SET NULL"))
    bundle_id: Mapped[str | None] = mapped_column(ForeignKey("bundle.id"))
    #: Step or number it is about, in the form's own words.
    about: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(1000), default="")
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(2000), default="")
    answered_by: Mapped[str] = mapped_column(String(80), default="")
    answered_at: Mapped[datetime | None]
    #: What else is known of it.
    document: Mapped[dict[str, Any]]


class ErasedPart(Base):
    """A person or what they did that was erased, by ids that say nothing of anybody (`records/erased.py`)."""

    __tablename__ = "erased"

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    erased_on: Mapped[date]
    #: Whether the rest of it stays, without a word of whose it was.
    kept: Mapped[bool]
