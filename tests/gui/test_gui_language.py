"""The other language: sentences of the core by templates, words of the window by Qt, and the choice kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.language import Phrases, said
from ui.settings import Settings

PHRASES = Phrases(
    {
        "Halaman {0} belum difoto.": "Page {0} has not been photographed.",
        "Foto halaman {0}.": "Photograph page {0}.",
        "{0}: {1} = {2}, tetapi tertulis {3} ({4}).": "{0}: {1} = {2}, but {3} is written ({4}).",
        "Belum lulus: {0}": "Not passed: {0}",
        "{0} angka salah lolos": "{0} wrong numbers sent",
        "{0} suara": "{0} votes",
        "jumlah suara": "sum of the votes",
        "Belum ada.": "",
        "Dari {0} ke {1}.": "To {1} from {0}.",
    }
)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Halaman 1, 3 belum difoto.", "Page 1, 3 has not been photographed."),
        ("Halaman 2 belum difoto. Foto halaman 2.", "Page 2 has not been photographed. Photograph page 2."),
        ("Jumlah suara", "Sum of the votes"),
        ("jumlah suara: 1 + 3 = 4, tetapi tertulis 5 (V.A).", "sum of the votes: 1 + 3 = 4, but 5 is written (V.A)."),
        ("Jumlah tiga suara: 1 = 2, tetapi tertulis 5 (V).", "Jumlah tiga suara: 1 = 2, but 5 is written (V)."),
        ("Belum lulus: 2 angka salah lolos, 800 suara", "Not passed: 2 wrong numbers sent, 800 votes"),
        ("Dari sini ke sana.", "To sana from sini."),
        ("Belum ada.", "Belum ada."),
        ("Kalimat yang tidak dikenal. Foto halaman 2.", "Kalimat yang tidak dikenal. Photograph page 2."),
        ("", ""),
    ],
)  # fmt: skip
def test_sentences_are_matched_as_templates(text, english):
    assert PHRASES.translate(text) == english


def test_indonesian_says_what_the_core_says(qapp):
    assert said("Halaman 2 belum difoto.") == "Halaman 2 belum difoto."


def test_the_choice_is_kept_for_the_next_start(make_window, places):
    window = make_window()
    assert Settings(places.settings).language == "id"
    actions = {action.text(): action for action in window.look_button.menu().actions()}
    assert actions["Bahasa Indonesia"].isChecked()
    actions["English"].trigger()
    assert Settings(places.settings).language == "en"
    assert "opened again" in window.banner.words.text()


def test_a_language_nobody_speaks_is_indonesian(places):
    settings = Settings(places.settings)
    settings._store.setValue("language", "tlh")
    assert settings.language == "id"
    assert QApplication.instance() is not None
