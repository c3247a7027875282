"""What the phone's page says by itself, in Indonesian; `server.py` gives it in the language of its inbox."""

from __future__ import annotations

#: Where `page.html` and `refused.html` have `{{name}}`.
PAGE_WORDS = {
    "title": "Kamera latihan Sirekap",
    "asked": "Foto halaman",
    "flat": "Letakkan kertas rata, seluruh halaman terlihat.",
    "marks": "Keempat tanda sudut harus masuk foto.",
    "level": "HP sejajar kertas, tanpa bayangan tangan.",
    "preview": "Foto yang Anda ambil",
    "again": "Kirim lagi",
    "take": "Ambil foto",
    "choose": "Pilih foto yang sudah ada",
    "no_script": "Nyalakan JavaScript di peramban HP, lalu muat ulang halaman ini.",
}
#: What `page.js` says when it happens.
SCRIPT_WORDS = {
    "take": "Ambil foto",
    "takeMore": "Ambil foto lagi",
    "retake": "Foto ulang",
    "sending": "Mengirim foto ke laptop …",
    "reading": "Laptop membaca foto …",
    "unreachable": "Laptop tidak terjangkau.",
    "unreachableHint": "Periksa apakah HP dan laptop di jaringan yang sama. "
    "Jika langkah foto di laptop sudah selesai, tutup halaman ini.",
    "ended": "Langkah foto di laptop sudah selesai.",
    "endedHint": "Untuk foto lain, pindai kode QR di layar laptop.",
}
#: Under the page that is asked for, where the laptop shows it as taken.
TAKEN = "Halaman ini sudah difoto. Foto lagi hanya jika perlu."


def asked_for(page: int, pages: int) -> str:
    """Which page is wanted."""
    return f"Foto halaman {page} dari {pages}"
