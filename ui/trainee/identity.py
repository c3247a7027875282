"""Who practises: one person with a role, or operator utama and cadangan of one TPS."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sirekap_trainer.errors import ExerciseError

from ..language import said
from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, label, tight
from .step import Step, centred, tab_through


class IdentityStep(Step):
    """Asks who is at the laptop."""

    stage = 0

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Lanjut")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter lanjut")
        self.name, self.second = self._name_field(), self._name_field()
        self.tps = QLineEdit()
        self.tps.setPlaceholderText("012")
        theme.measure(self.tps.setMaximumWidth, 130)
        self.tps.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self.tps))
        self._problems = {field: label("", state="bad", wrap=True) for field in ("name", "second", "tps")}
        area, body = centred(theme, 680)
        body.addStretch(1)
        body.addWidget(label(self.tr("Siapa yang berlatih?"), "title"))
        body.addLayout(self._numbers())
        body.addSpacing(theme.space(1))
        body.addLayout(self._fields())
        body.addWidget(self._roles())
        body.addStretch(2)
        tight(QVBoxLayout(self)).addWidget(area)
        for field in (self.name, self.second, self.tps):
            field.textEdited.connect(self._clear_problems)
        self._order()
        self._show_number()

    # --- parts

    def _name_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(80)
        field.setPlaceholderText(self.tr("Nama lengkap"))
        self.theme.measure(lambda width: field.setMinimumWidth(min(width, 700)), 460)
        return field

    def _numbers(self) -> QHBoxLayout:
        self.alone = Button(self.tr("Berlatih sendiri"), self.theme, role="choice", icon="person")
        self.pair = Button(self.tr("Berdua"), self.theme, role="choice", icon="people")
        self._number_group = QButtonGroup(self)
        row = tight(QHBoxLayout(), self.theme.space(2))
        for button in (self.alone, self.pair):
            button.setCheckable(True)
            self._number_group.addButton(button)
            row.addWidget(button, 1)
        self.alone.setChecked(True)
        self._number_group.buttonToggled.connect(self._show_number)
        return row

    def _fields(self) -> QGridLayout:
        self._name_caption, self._second_caption, tps_caption = (label("", "strong") for _ in range(3))
        self._second_caption.setContentsMargins(0, self.theme.space(1), 0, 0)
        tps_caption.setText(self.tr("Nomor TPS"))
        self.tps.setAccessibleName(tps_caption.text())
        grid = tight(QGridLayout(), self.theme.space(0.75))
        grid.setHorizontalSpacing(self.theme.space(2))
        grid.addWidget(self._name_caption, 0, 0)
        grid.addWidget(tps_caption, 0, 1)
        grid.addWidget(self.name, 1, 0)
        grid.addWidget(self.tps, 1, 1)
        grid.addWidget(self._problems["name"], 2, 0, 1, 2)
        grid.addWidget(self._second_caption, 3, 0)
        grid.addWidget(self.second, 4, 0)
        grid.addWidget(self._problems["second"], 5, 0, 1, 2)
        grid.addWidget(self._problems["tps"], 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        for problem in self._problems.values():
            problem.hide()
        for caption, field in (
            (self._name_caption, self.name),
            (self._second_caption, self.second),
            (tps_caption, self.tps),
        ):
            caption.setBuddy(field)
        return grid

    def _roles(self) -> QWidget:
        self.roles = {
            "utama": Button(self.tr("Operator utama"), self.theme, role="choice", icon="person"),
            "cadangan": Button(self.tr("Operator cadangan"), self.theme, role="choice", icon="person"),
        }
        self._role_place = QWidget()
        column = tight(QVBoxLayout(self._role_place), self.theme.space(0.75))
        column.addWidget(label(self.tr("Tugas Anda di TPS"), "strong"))
        row = tight(QHBoxLayout(), self.theme.space(2))
        self._group = QButtonGroup(self)
        for button in self.roles.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.roles["utama"].setChecked(True)
        column.addLayout(row)
        return self._role_place

    def _order(self) -> None:
        """Tab goes down the page: how many, names, TPS, role."""
        tab_through(self.alone, self.pair, self.name, self.second, self.tps, *self.roles.values())

    # --- showing

    @property
    def is_pair(self) -> bool:
        """Whether two people practise."""
        return self.pair.isChecked()

    def _show_number(self) -> None:
        name = self.tr("Nama operator utama") if self.is_pair else self.tr("Nama Anda")
        self._caption(self._name_caption, self.name, name)
        self._caption(self._second_caption, self.second, self.tr("Nama operator cadangan"))
        self._second_caption.setVisible(self.is_pair)
        self.second.setVisible(self.is_pair)
        self._role_place.setVisible(not self.is_pair)
        self._clear_problems()

    def _caption(self, caption: QLabel, field: QLineEdit, words: str) -> None:
        caption.setText(words)
        field.setAccessibleName(words)

    def enter(self) -> None:
        """Puts the cursor where one begins to type."""
        (self._first_empty() or self.tps).setFocus()

    def _first_empty(self) -> QLineEdit | None:
        fields = (self.name, self.second, self.tps) if self.is_pair else (self.name, self.tps)
        return next((field for field in fields if not field.text().strip()), None)

    # --- the buttons

    def enter_key(self, *, repeated: bool) -> None:
        """Enter in a field that is filled goes to one that is empty first."""
        empty = self._first_empty()
        typing = any(field.hasFocus() and field.text().strip() for field in (self.name, self.second, self.tps))
        if typing and empty is not None and not repeated:
            empty.setFocus()
        else:
            super().enter_key(repeated=repeated)

    def press_primary(self) -> None:
        """Takes the people, or says beside the field what is missing."""
        from sirekap_trainer.exercise.flow import Trainee, trainee_problems  # noqa: PLC0415

        role = next(name for name, button in self.roles.items() if button.isChecked())
        tps = self.tps.text().zfill(3) if self.tps.text() else ""
        people = [(self.name.text(), "utama"), (self.second.text(), "cadangan")] if self.is_pair else []
        people = people or [(self.name.text(), role)]
        problems = trainee_problems(people[0][0], tps, people[0][1])
        if self.is_pair and "name" in (other := trainee_problems(people[1][0], tps, "cadangan")):
            problems["second"] = other["name"]
        if problems:
            self._show_problems(problems)
            return
        self.tps.setText(tps)
        try:
            self.session.identify(*(Trainee.typed(name, tps, role) for name, role in people))
        except ExerciseError as error:
            if error.code == "isian_second":
                self._show_problems({"second": f"{error.message} {error.hint}"})
            else:
                self.trouble.emit(error)
            return
        self.going.emit(self.session.after_names)

    def press_back(self) -> None:
        """To the beginning."""
        self.going.emit("home")

    def _show_problems(self, problems: dict[str, str]) -> None:
        for field, line in self._problems.items():
            line.setText(said(problems.get(field, "")))
            line.setVisible(field in problems)
        fields = {"name": self.name, "second": self.second, "tps": self.tps}
        next(widget for field, widget in fields.items() if field in problems).setFocus()

    def _clear_problems(self) -> None:
        for line in self._problems.values():
            line.hide()
