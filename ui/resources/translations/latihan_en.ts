<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name></name>
    <message>
        <source>Tasks</source>
        <comment>Memori laptop tidak cukup.</comment>
        <extracomment>What work calls to tell how far it is: a word for what is being done and a share from 0 to 1.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <comment>Tutup aplikasi lain, lalu coba lagi.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <comment>Ada yang tidak berjalan di aplikasi ini.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <comment>Coba sekali lagi. Jika tetap begitu, beri tahu pelatih.</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>belum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sesuai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dikoreksi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bulatan {digits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kotak ? tidak terbaca. Ketik dari kertas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan {digits}: berbeda dengan kotak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan {digits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada paket atau lembar kosong di {name}.</source>
        <extracomment>Pixels an inch of a page on the screen: an A4 page is 1,241 x 1,754, sharp at the height of a large screen. Packets without photographs from which several processes are worth their start, some seconds of it. Most processes at once: each takes some 300 MB.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder yang berisi paket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isi jumlah dari 1 sampai {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tulis alamat folder lengkap, atau tekan Pilih folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder ini sudah berisi berkas. Pilih folder kosong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder ini tidak dapat ditulisi. Pilih folder lain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membuka hasil {n} dari {all}</source>
        <extracomment>Code of the core&apos;s error where a seal does not open.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket {name} untuk hasil ini tidak ada di folder ujian.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder ujian yang dibagikan kepada peserta ini.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isian kunci tidak dapat disimpan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periksa ruang penyimpanan dan izin folder lembar ini.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membaca foto {n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto ini dari formulir lain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih foto lembar ini.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto tidak dapat disalin ke folder lembar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periksa ruang penyimpanan dan izin folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>belum selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MakingScreen</source>
        <comment>Menghitung sisa waktu</comment>
        <extracomment>Signs of progress from which the time left is told: the latest, for packets that were there already take no time.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MakingScreen</source>
        <comment>Sisa kurang dari 1 menit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MakingScreen</source>
        <comment>Sisa kira-kira {n} menit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer tidak menerima lembar.</source>
        <extracomment>Finest print, in pixels an inch: a page of A4 takes 105 MB while it is printed, one of A3 twice that, at 1,200 four times that, and the pen&apos;s strokes are no finer. Height of a sheet in inches as it is stored (A4); on A3 it is drawn larger, not enlarged.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periksa printer, lalu cetak lagi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mencetak lembar {n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer berhenti.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periksa kertas dan printer, lalu cetak lagi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak terbuka</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum lulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rail</source>
        <comment>Paket</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rail</source>
        <comment>Hasil</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetak saja</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baik</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wajar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sulit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latihan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ujian (disegel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ujian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hitungan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanda tangan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seperti yang diberitakan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaya Sirekap Februari 2024</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Aplikasi terakhir kali berhenti mendadak. Catatannya ada di {path}.</source>
        <extracomment>Rest between showing the window and importing the reader, in milliseconds: first the window is painted.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Batal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Lanjut ke Kirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lihat (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman penuh (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali ke daftar (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman {n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2 kembali ke daftar · roda tetikus memperbesar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semua angka sudah diperiksa. Enter lanjut · panah ke angka lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sesuai · ketik angka koreksi · Tab berikutnya · Ctrl+Z batal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sesuai · T tidak sesuai · Tab berikutnya · Ctrl+Z batal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab berikutnya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B bulatan berbeda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hitungan di kertas cocok sejauh ini.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (dan {n} lainnya)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dicatat. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batalkan catatan (F4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di kertas begitu (F4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sama dengan kertas? Tekan Enter. Berbeda? Ketik angka di kertas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sama dengan kertas? Tekan Enter. Berbeda? Tekan T.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Pilih folder</source>
        <extracomment>After so many milliseconds a line that took other words has its new height, nested layouts and all.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HomeStep</name>
    <message>
        <source>Mulai latihan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untuk pelatih</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter mulai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latihan Sirekap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ini hanya latihan. Tidak ada yang dikirim ke KPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto tiga halaman C.Hasil.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bandingkan setiap angka dengan kertas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kirim, lalu lihat hasil Anda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanjutkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latihan {name}, TPS {tps}, belum selesai ({done}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdentityStep</name>
    <message>
        <source>Lanjut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter lanjut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nama lengkap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Siapa Anda?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nama Anda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tugas Anda di TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator utama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator cadangan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyScreen</name>
    <message>
        <source>Simpan kunci</source>
        <extracomment>The last entry of the list: whether all signatures are there (`practice/key.py` calls it so as well). Heights at 100%, in pixels: of the crop and the boxes beside it, and of the boxes for bubbles. Height of the crop and the boxes where there is little room. Keys that write a symbol into a box.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angka di lembar ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lihat (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di kertas begitu (F4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ambil foto (F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lengkap (Y)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ada yang kurang (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan bila lain (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semua tanda tangan lengkap?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kunci {id} · TPS {tps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Potongan kertas: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum ada foto halaman {n}.
Ambil foto, atau ketik sambil melihat kertas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lengkap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kurang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y lengkap · T ada yang kurang · Enter lanjut · panah ke angka lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik isi kotak: 0-9, X, - atau spasi · Enter lanjut · panah ke angka lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik isi kotaknya dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto lembar ini (*.jpg *.jpeg *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih foto halaman lembar ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membaca foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum disimpan: {n} isian belum benar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (dan {n} lainnya)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum disimpan. {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysScreen</name>
    <message>
        <source>Isi kunci lembar ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah memilih lembar · Enter isi kunci</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nama lembar tercetak kecil di kaki setiap halaman.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kunci</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Latihan Sirekap</source>
        <extracomment>The steps by the name they are asked for. Another step is one more line here and a file of its own. The trainer&apos;s screens, in the same way.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identitas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PERIKSA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tampilan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tulisan {n}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layar gelap</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MakingScreen</name>
    <message>
        <source>Batalkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membuat lembar {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membuat paket {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menyiapkan lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menyiapkan paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc batalkan. Paket yang sudah jadi tetap ada.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berhenti setelah paket ini selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dihentikan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket yang sudah jadi tetap ada. Lanjutkan kapan saja dari daftar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanjutkan membuat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} lembar ada di {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} paket ada di {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Kuncinya tersegel: bagikan folder ini, simpan kata sandinya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lihat dan cetak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik kata sandi lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coba lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket belum selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ke daftar paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter lihat lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter lanjutkan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewBlankScreen</name>
    <message>
        <source>Buat lembar</source>
        <extracomment>Which field an error of the core is about, by its code.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter buat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kelurahan atau desa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumlah lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder untuk lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetak, isi dengan tangan, foto, lalu ketik kuncinya dari daftar paket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kecamatan hanya perlu bila kelurahannya tidak dikenal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isi TPS dan kelurahan untuk melihat contoh lembar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lembar kosong {form}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isi nomor TPS, misalnya 012.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isi nama kelurahan atau desa.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewSetScreen</name>
    <message>
        <source>Buat paket</source>
        <extracomment>Largest seed of a set: six digits, so that a packet&apos;s name stays short. Where most packets are a class of one kelurahan. Sizes of photographs to choose from, in megapixels: a cheap phone, most phones, a new one.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Spasi memilih · Enter buat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untuk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS di kepala formulir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS karangan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daftar TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket tiap TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto tiruan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ukuran foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang salah di kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salah baca mesin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumlah paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder untuk paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kata sandi sekali lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket baru</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pakai beberapa kata, dan catat. Bila lupa, kunci dan hasil ujian tidak dapat dibuka.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih daftar (Excel atau CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simpan contoh daftar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ujian </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satu TPS tiap baris: Kecamatan, Kelurahan, TPS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daftar TPS (*.xlsx *.csv *.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membaca {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {n} TPS di {m} kelurahan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contoh ada di {path}. Isi, simpan, lalu pilih.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih daftar TPS dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kedua kata sandi tidak sama. Ketik sekali lagi.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>Tidak sesuai (T)</source>
        <extracomment>Height of the crop and of the digits beside it before the reel gives another, in pixels. Width of a card on which the longest name of the forms takes one line, at 100%. Width of the widest button at 100%. Widths, without the button that flags, on which the one for bubbles says all its words, or is not there, at 100%. Width of a crop of three boxes relative to its height.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dibaca mesin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Koreksi Anda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Potongan kertas: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan dicatat (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan di kertas berbeda (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulatan beda (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simpan koreksi (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sesuai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sesuai (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberRow</name>
    <message>
        <source>bulatan 0 0 0</source>
        <extracomment>A crop is never smaller than this (`docs`, measures of the window), in pixels.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PacketStep</name>
    <message>
        <source>Pilih paket ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah memilih · Enter lanjut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum ada paket. Pilih folder paket dari pelatih Anda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket dari folder lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih paket latihan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Koreksi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tandai saja</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aturan memeriksa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angka yang salah ditandai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angka yang salah dibetulkan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{form}
TPS {tps} · {place}
Paket {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder paket</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PhotoStep</name>
    <message>
        <source>Pakai foto contoh</source>
        <extracomment>More findings than this would push the picture away; the worst come first.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ambil berkas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Atau seret berkas foto ke sini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto tegak lurus, seluruh halaman dengan empat tanda sudutnya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto Anda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman yang ditemukan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto ulang</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman {n} dari {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah memilih · Enter mengambil foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pakai foto ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto baik. Semua angka di halaman ini terbaca.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter pakai foto ini · roda tetikus memperbesar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pakai, mulai periksa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membuka foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto (*.jpg *.jpeg *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih foto halaman {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Contoh lembar</source>
        <extracomment>Rest after a change before the page is drawn anew, in milliseconds: someone who clicks on is not waited for.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Latihan lagi</source>
        <extracomment>Kinds of outcome that are mistakes to look at.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter latihan lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terkirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ini ujian. Nilainya dibuka oleh pelatih Anda.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menyimpan hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka folder hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serahkan berkas {name} kepada pelatih. Letaknya di {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{points} dari 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dari 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang terlewat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada yang terlewat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anda menemukan {n} angka yang salah dibaca mesin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seharusnya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dibaca mesin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anda kirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tidak dijawab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Salah baca lolos:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sudah benar, lalu diubah:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Koreksi belum tepat:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ditandai padahal sesuai:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum diperiksa:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nilai Anda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latihan berikutnya</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsScreen</name>
    <message>
        <source>Kembali</source>
        <extracomment>More names of chosen files than these only push the fields away.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka hasil ujian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berkas hasil dari peserta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih berkas hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder paket ujian yang disegel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kata sandi ujian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hasil ujian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka hasil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Berkas dapat diseret ke sini · Enter buka</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> dan {n} lainnya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Namanya diawali ujian- dan diakhiri .json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segel tidak terbuka: kata sandinya salah, atau paketnya sudah berubah. Ketik sekali lagi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} dari {all} lulus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {n} berkas tidak terbuka</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka hasil lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah memilih peserta · klik judul kolom mengurutkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang terlewat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada yang terlewat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: terkirim {sent}, di kertas {written}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latihan berikutnya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hasil ujian (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder paket ujian dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih berkas hasil dulu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membuka segel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc batalkan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResumeStep</name>
    <message>
        <source>Kembali</source>
        <extracomment>Where an exercise goes on, by the name of its step in the core.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menyiapkan latihan Anda</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreBar</name>
    <message>
        <source>{points} dari {of}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Untuk pelatih</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendStep</name>
    <message>
        <source>Kembali memeriksa</source>
        <extracomment>Reasons shown above the numbers asked about; more would hide the numbers.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lengkap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ada yang kosong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sudah saya bandingkan lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ya, TPS itu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TPS lain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sebelum mengirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanda tangan KPPS dan saksi di kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bandingkan sekali lagi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang sudah dikirim tidak dapat diubah.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{all} angka diperiksa: {good} sesuai, {other} {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dikoreksi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apakah kepala formulir menyebut TPS {tps}, {kelurahan}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halaman {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ubah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ubah {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jawab dulu soal kepala formulir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jawab dulu soal tanda tangan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bandingkan dulu angka yang ditanyakan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter kirim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetsScreen</name>
    <message>
        <source>Buat paket baru</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cari di daftar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket yang sudah dibuat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket latihan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buat lembar kosong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jumlah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dibuat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lihat dan cetak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanjutkan membuat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isi kunci</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka hasil ujian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buka folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hapus dari daftar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belum ada paket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tekan Buat paket baru di kanan bawah.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tambahkan folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah memilih · Enter buat paket baru</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter buat paket baru</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pilih folder paket atau lembar kosong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} (tidak ditemukan)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SheetsScreen</name>
    <message>
        <source>Cetak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batalkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Semua paket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket ini saja</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yang dicetak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panah paket lain · roda tetikus memperbesar · Enter cetak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidak ada lembar di folder ini. Buat lagi paketnya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetak {n} lembar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menyiapkan cetakan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc batalkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cetakan dihentikan. Lembar tetap ada di folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} lembar dikirim ke printer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>{n} dari {all}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Lanjutkan membuat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik kata sandi · Enter lanjutkan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kata sandi ujian ini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paket yang sudah jadi tetap ada. Ketik kata sandi yang sama untuk membuat sisanya.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanjutkan {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source>{n} dari {all}</source>
        <extracomment>What is to be made next; set by the form, used by the screen that makes it. The set at hand. The hand-filled sheet at hand.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
