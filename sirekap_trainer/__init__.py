"""Latihan Sirekap: from a photographed C.Hasil form to numbers, review and score. This package imports no Qt."""

from __future__ import annotations

__version__ = "0.1.0"
