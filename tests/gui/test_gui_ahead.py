"""Steps built before they are asked for."""

from __future__ import annotations


def test_steps_are_built_one_by_one_while_nobody_waits(make_window, qtbot):
    window = make_window()
    shown = window.step
    names = ("identity", "packet", "photo", "check")
    window.build_ahead(*names)
    assert set(window._steps) == {"home", "identity"}, "one at a time"
    qtbot.waitUntil(lambda: set(names) <= set(window._steps), timeout=5000)
    assert window.step is shown
    built = window._steps["identity"]
    window.primary.click()
    assert window.step is built


def test_every_face_of_photographing_is_built_ahead(make_window, qtbot):
    window = make_window()
    window.build_ahead("photo", "check")
    qtbot.waitUntil(lambda: "check" in window._steps, timeout=5000)
    step = window._steps["photo"]
    assert all(way.built for way in step.ways)
    assert {"busy", "result", "corners"} <= step.__dict__.keys()
    assert not step.build_more()
