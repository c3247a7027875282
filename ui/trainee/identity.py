"""Who practises: name, TPS, operator utama or cadangan."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout

from ..session import Session
from ..theme import Theme
from ..widgets.basics import Button, label, tight
from .step import Step, centred


class IdentityStep(Step):
    """Asks who is at the laptop."""

    stage = 0

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session)
        self.primary = self.tr("Lanjut")
        self.back = self.tr("Kembali")
        self.hints = self.tr("Tab isian berikutnya · Enter lanjut")
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(self.tr("Nama lengkap"))
        self.tps = QLineEdit()
        self.tps.setPlaceholderText("012")
        self.tps.setMaximumWidth(theme.text(130))
        self.name.setMinimumWidth(min(theme.text(460), 700))
        self.tps.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self.tps))
        self._problems = {field: label("", state="bad", wrap=True) for field in ("name", "tps")}
        area, body = centred(theme, 680)
        body.addStretch(1)
        body.addWidget(label(self.tr("Siapa Anda?"), "title"))
        body.addSpacing(theme.space(1))
        fields = tight(QHBoxLayout(), theme.space(2))
        fields.addLayout(self._captioned(self.tr("Nama Anda"), self.name), 1)
        fields.addLayout(self._captioned(self.tr("Nomor TPS"), self.tps))
        body.addLayout(fields)
        for problem in self._problems.values():
            problem.hide()
            body.addWidget(problem)
        body.addWidget(label(self.tr("Tugas Anda di TPS"), "strong"))
        body.addLayout(self._roles())
        body.addStretch(2)
        tight(QVBoxLayout(self)).addWidget(area)
        for field in (self.name, self.tps):
            field.textEdited.connect(self._clear_problems)

    def _captioned(self, name: str, field: QLineEdit) -> QVBoxLayout:
        caption = label(name, "strong")
        caption.setBuddy(field)
        field.setAccessibleName(name)
        group = tight(QVBoxLayout(), self.theme.space(0.75))
        group.addWidget(caption)
        group.addWidget(field)
        return group

    def _roles(self) -> QHBoxLayout:
        self.roles = {
            "utama": Button(self.tr("Operator utama"), self.theme, role="choice", icon="person"),
            "cadangan": Button(self.tr("Operator cadangan"), self.theme, role="choice", icon="people"),
        }
        row = tight(QHBoxLayout(), self.theme.space(2))
        self._group = QButtonGroup(self)
        for button in self.roles.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.roles["utama"].setChecked(True)
        return row

    def enter(self) -> None:
        """Puts the cursor where one begins to type."""
        (self.tps if self.name.text() else self.name).setFocus()

    def enter_key(self, *, repeated: bool) -> None:
        """Enter in the name goes to an empty TPS first."""
        if self.name.hasFocus() and self.name.text().strip() and not self.tps.text():
            self.tps.setFocus()
        else:
            super().enter_key(repeated=repeated)

    def press_primary(self) -> None:
        """Takes the person, or says beside the field what is missing."""
        from sirekap_trainer.exercise.flow import Trainee, trainee_problems  # noqa: PLC0415

        role = next(name for name, button in self.roles.items() if button.isChecked())
        tps = self.tps.text().zfill(3) if self.tps.text() else ""
        problems = trainee_problems(self.name.text(), tps, role)
        if problems:
            self._show_problems(problems)
            return
        self.tps.setText(tps)
        self.attempt("packet", lambda: self.session.identify(Trainee.typed(self.name.text(), tps, role)))

    def press_back(self) -> None:
        """To the beginning."""
        self.going.emit("home")

    def _show_problems(self, problems: dict[str, str]) -> None:
        for field, line in self._problems.items():
            line.setText(problems.get(field, ""))
            line.setVisible(field in problems)
        (self.name if "name" in problems else self.tps).setFocus()

    def _clear_problems(self) -> None:
        for line in self._problems.values():
            line.hide()
