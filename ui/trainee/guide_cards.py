"""What the guide says: three chapters of short cards. Their pictures are made by `tools/make_guide_pictures.py`.

Only what a public source states or what was measured is told here, and nothing as a rule of the KPU that is not known
to be one: the *angka ajaib* is something to check. Sentences have fewer than twelve words.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ..widgets.guide_card import Card, Row, Shown

#: Chapters by place.
PHOTOGRAPHING, ARITHMETIC, MISREADS = range(3)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter.

    Attributes:
        name: Its title.
        short: The title in a word or two, where there is little room.
        cards: In the order they are read.
    """

    name: str
    short: str
    cards: tuple[Card, ...]


class GuideCards(QObject):
    """The chapters in the language of the application."""

    def chapters(self) -> tuple[Chapter, ...]:
        """All three, in order."""
        return (
            Chapter(self.tr("Cara memotret C.Hasil"), self.tr("Memotret"), self._photographing()),
            Chapter(self.tr("Aturan angka ajaib"), self.tr("Angka ajaib"), self._arithmetic()),
            Chapter(self.tr("Kesalahan Sirekap yang pernah terjadi"), self.tr("Salah baca"), self._misreads()),
        )

    # --- photographing

    def _photographing(self) -> tuple[Card, ...]:
        good = self._good("foto-baik.jpg", self.tr("Foto latihan: halaman tegak, utuh, terang, dan rata"))
        return (
            Card(
                self.tr("Pegang HP tegak lurus"),
                (
                    self.tr("Taruh kertas di lantai atau tempel di dinding."),
                    self.tr("Pegang HP tegak lurus terhadap kertas."),
                ),
                (good, self._wrong("foto-miring.jpg", self.tr("Foto latihan dari samping: halaman tampak miring"))),
            ),
            Card(
                self.tr("Seluruh halaman masuk"),
                (self.tr("Empat tanda sudut harus masuk semua."), self.tr("Tanda hijau berarti posisi sudah pas.")),
                (
                    self._good("foto-pas.jpg", self.tr("Foto latihan: garis hijau mengelilingi seluruh halaman")),
                    self._wrong("foto-terpotong.jpg", self.tr("Foto latihan: sisi kanan halaman terpotong")),
                ),
            ),
            Card(
                self.tr("Tanda sudut tidak tertutup"),
                (self.tr("Jauhkan jari dari tanda sudut."),),
                (good, self._wrong("foto-tertutup.jpg", self.tr("Foto latihan: jari menutup tanda kanan atas"))),
            ),
            Card(
                self.tr("Cahaya cukup"),
                (self.tr("Foto di tempat yang cukup terang."), self.tr("Jaga agar bayangan tidak jatuh ke kertas.")),
                (good, self._wrong("foto-gelap.jpg", self.tr("Foto latihan: halaman gelap dan tertutup bayangan"))),
            ),
            Card(
                self.tr("Kertas rata"),
                (
                    self.tr("Ratakan kertas sebelum difoto."),
                    self.tr("Kertas terlipat pernah menjadi sebab salah baca."),
                ),
                (good, self._wrong("foto-lipat.jpg", self.tr("Foto latihan: halaman terlipat dan bergelombang"))),
            ),
            Card(
                self.tr("Foto tajam"),
                (self.tr("Tahan HP tetap diam."), self.tr("Angka tampak buram? Foto ulang.")),
                (
                    self._good("bagian-tajam.jpg", self.tr("Bagian foto latihan: angka 73 tajam")),
                    self._wrong("bagian-buram.jpg", self.tr("Bagian foto latihan: angka 73 buram")),
                ),
            ),
            Card(
                self.tr("Tanda tangan dulu, baru foto"),
                (
                    self.tr("Formulir ditandatangani dulu, baru difoto."),
                    self.tr("Foto yang sudah dikirim tidak dapat diganti."),
                ),
                (
                    self._good("tanda-tangan.png", self.tr("Lembar latihan: semua tanda tangan ada")),
                    Shown(
                        "tanpa-tanda-tangan.png",
                        self.tr("Lembar latihan: belum ada tanda tangan"),
                        self.tr("Belum"),
                        "bad",
                    ),
                ),
            ),
        )

    def _good(self, file: str, alt: str) -> Shown:
        return Shown(file, alt, self.tr("Baik"), "ok")

    def _wrong(self, file: str, alt: str) -> Shown:
        return Shown(file, alt, self.tr("Jangan"), "bad")

    # --- arithmetic

    def _arithmetic(self) -> tuple[Card, ...]:
        return (
            Card(
                self.tr("L + P = jumlah"),
                (self.tr("Di setiap baris, L ditambah P sama dengan jumlahnya."),),
                (Shown("jumlah-lp.png", self.tr("Lembar latihan: 140 ditambah 150 sama dengan 290")),),
            ),
            Card(
                self.tr("B.1 + B.2 + B.3 = B.4"),
                (self.tr("Jumlahkan tiga baris pengguna hak pilih."), self.tr("Hasilnya ada di baris B.4.")),
                (Shown("jumlah-b4.png", self.tr("Lembar latihan: 226 ditambah 5 ditambah 5 sama dengan 236")),),
            ),
            Card(
                self.tr("Suara semua paslon = V.A"),
                (
                    self.tr("Jumlahkan suara semua pasangan calon."),
                    self.tr("Hasilnya sama dengan seluruh suara sah, V.A."),
                ),
                (
                    Shown(
                        "jumlah-paslon.png",
                        self.tr("Lembar latihan: 24 ditambah 73 ditambah 70 ditambah 51 sama dengan 218"),
                    ),
                ),
            ),
            Card(
                self.tr("V.A + V.B = V.C"),
                (self.tr("Suara sah ditambah suara tidak sah sama dengan V.C."),),
                (Shown("jumlah-vc.png", self.tr("Lembar latihan: 218 ditambah 18 sama dengan 236")),),
            ),
            Card(
                self.tr("Tiga angka ajaib: B.4, II.2, V.C"),
                (self.tr("Periksa: apakah ketiganya sama?"), self.tr("Di sini ketiganya 236.")),
                rows=(
                    Row("B.4", self.tr("pengguna hak pilih"), "kotak-b4.png", self._on_paper("236")),
                    Row("II.2", self.tr("surat suara digunakan"), "kotak-ii2.png", self._on_paper("236")),
                    Row("V.C", self.tr("suara sah dan tidak sah"), "kotak-vc.png", self._on_paper("236")),
                ),
            ),
            Card(
                self.tr("Kalau satu berbeda"),
                (self.tr("Dua angka sama, satu berbeda."), self.tr("Periksa dulu angka yang berbeda.")),
                rows=(
                    self._same("B.4", self.tr("pengguna hak pilih"), "", "236"),
                    self._same("II.2", self.tr("surat suara digunakan"), "", "236"),
                    Row("V.C", self.tr("suara sah dan tidak sah"), read="301", state="bad", word=self.tr("Berbeda")),
                ),
            ),
            Card(
                self.tr("Cari angka yang salah"),
                (self.tr("218 + 18 = 236, jadi 301 salah baca."), self.tr("Ikuti angka di kertas.")),
                rows=(
                    self._same("V.A", self.tr("suara sah"), "kotak-va.png", "218"),
                    self._same("V.B", self.tr("suara tidak sah"), "kotak-vb.png", "X18"),
                    self._misread("V.C", self.tr("suara sah dan tidak sah"), "kotak-vc.png", "236", "301"),
                ),
            ),
        )

    def _same(self, name: str, detail: str, file: str, symbols: str) -> Row:
        return Row(name, detail, file, self._on_paper(symbols.lstrip("X")), symbols, "ok", self.tr("Sama"))

    def _on_paper(self, number: str) -> str:
        return self.tr("Tulisan tangan di kotak: {n}").format(n=number)

    # --- misreads: paper and Sirekap as they became public in February 2024

    def _misreads(self) -> tuple[Card, ...]:
        return (
            Card(
                self.tr("Satu dari lima formulir"),
                (
                    self.tr("Pada 2024, sekitar satu dari lima formulir presiden salah baca."),
                    self.tr("Begitu hitungan seorang insinyur."),
                ),
                (Shown("satu-dari-lima.jpg", self.tr("Lima lembar latihan, satu di antaranya bertanda salah")),),
            ),
            Card(
                self.tr("Menjadi delapan ratusan"),
                (self.tr("Angka kecil pernah terbaca delapan ratusan."), self.tr("Periksa kotak pertama dulu.")),
                rows=(self._known(23, "823"), self._known(20, "820"), self._known(3, "883")),
            ),
            Card(
                self.tr("Angka 1 menjadi angka lain"),
                (self.tr("Angka 1 pernah terbaca 6, 4, dan 9."), self.tr("Selisihnya ratusan suara.")),
                rows=(self._known(117, "617"), self._known(157, "457"), self._known(105, "905")),
            ),
            Card(
                self.tr("Angka hilang atau berubah"),
                (self.tr("Angka 202 pernah terbaca 2."), self.tr("Bandingkan semua kotak, satu per satu.")),
                rows=(self._known(202, "XX2"), self._known(17, "X68"), self._known(1, "XX6")),
            ),
            Card(
                self.tr("Angka kecil menjadi besar"),
                (self.tr("Angka 2 pernah terbaca 282."), self.tr("Periksa juga angka yang kecil.")),
                rows=(self._known(2, "282"), self._known(11, "826"), self._known(84, "884")),
            ),
            Card(
                self.tr("Apa sebabnya?"),
                (
                    self.tr("Tiga sebab ini disebut di sidang."),
                    self.tr("Tulis jelas, foto tajam, ratakan kertas."),
                ),
                (
                    Shown("tulis-17.png", self._on_paper("17"), self.tr("Tulisan")),
                    Shown("bagian-buram.jpg", self.tr("Bagian foto latihan: angka 73 buram"), self.tr("Kamera HP")),
                    Shown("foto-lipat.jpg", self.tr("Foto latihan: halaman terlipat"), self.tr("Lipatan")),
                ),
            ),
            Card(
                self.tr("Jangan langsung kirim"),
                (
                    self.tr("Operator yang lelah pernah langsung mengirim."),
                    self.tr("Bandingkan setiap angka dengan kertas."),
                ),
                rows=(self._same("", "", "kotak-va.png", "218"), self._known(84, "884")),
            ),
        )

    def _known(self, written: int, read: str) -> Row:
        return self._misread("", "", f"tulis-{written}.png", str(written), read)

    def _misread(self, name: str, detail: str, file: str, written: str, read: str) -> Row:
        return Row(name, detail, file, self._on_paper(written), read, "bad", self.tr("Salah baca"))
