<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name></name>
    <message>
        <source>belum</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>sesuai</source>
        <translation>matches</translation>
    </message>
    <message>
        <source>dikoreksi</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation>flagged</translation>
    </message>
    <message>
        <source>benar</source>
        <translation>right</translation>
    </message>
    <message>
        <source>belum sama</source>
        <translation>not the same yet</translation>
    </message>
    <message>
        <source>bulatan {digits}</source>
        <translation>bubbles {digits}</translation>
    </message>
    <message>
        <source>Kotak ? tidak terbaca. Ketik dari kertas.</source>
        <translation>Box ? not read. Type from the paper.</translation>
    </message>
    <message>
        <source>Bulatan {digits}: berbeda dengan kotak.</source>
        <translation>Bubbles {digits}: different from the boxes.</translation>
    </message>
    <message>
        <source>Bulatan {digits}.</source>
        <translation>Bubbles {digits}.</translation>
    </message>
    <message>
        <source>Tidak ada paket atau lembar kosong di {name}.</source>
        <translation>No packets or blank sheets in {name}.</translation>
    </message>
    <message>
        <source>Pilih folder yang berisi paket.</source>
        <translation>Choose a folder with packets in it.</translation>
    </message>
    <message>
        <source>Belum ada TPS di catatan.</source>
        <translation>There are no TPS in the records yet.</translation>
    </message>
    <message>
        <source>Impor dulu daftar operator di layar Peserta.</source>
        <translation>Import a list of operators first, under Trainees.</translation>
    </message>
    <message>
        <source>Isi jumlah dari 1 sampai {most}.</source>
        <translation>Enter a number from 1 to {most}.</translation>
    </message>
    <message>
        <source>Tulis alamat folder lengkap, atau tekan Pilih folder.</source>
        <translation>Type the full path of a folder, or press Choose folder.</translation>
    </message>
    <message>
        <source>Folder ini sudah berisi berkas. Pilih folder kosong.</source>
        <translation>This folder already holds files. Choose an empty folder.</translation>
    </message>
    <message>
        <source>Folder ini tidak dapat ditulisi. Pilih folder lain.</source>
        <translation>Nothing can be written to this folder. Choose another.</translation>
    </message>
    <message>
        <source>Membuka hasil {n} dari {all}</source>
        <translation>Opening result {n} of {all}</translation>
    </message>
    <message>
        <source>Folder ini ada di dalam folder ujian yang dibagikan.</source>
        <translation>This folder is inside the exam folder that is handed out.</translation>
    </message>
    <message>
        <source>Pilih folder lain untuk kuncinya.</source>
        <translation>Choose another folder for its keys.</translation>
    </message>
    <message>
        <source>Membuka kunci {n} dari {all}</source>
        <translation>Opening key {n} of {all}</translation>
    </message>
    <message>
        <source>Membuka segel {n} dari {all}</source>
        <translation>Opening seal {n} of {all}</translation>
    </message>
    <message>
        <source>Paket {name} untuk hasil ini tidak ada di folder ujian.</source>
        <translation>Packet {name} of this result is not in the exam folder.</translation>
    </message>
    <message>
        <source>Pilih folder ujian yang dibagikan kepada peserta ini.</source>
        <translation>Choose the exam folder that this trainee was given.</translation>
    </message>
    <message>
        <source>Isian kunci tidak dapat disimpan.</source>
        <translation>The key as typed so far cannot be saved.</translation>
    </message>
    <message>
        <source>Periksa ruang penyimpanan dan izin folder lembar ini.</source>
        <translation>Check the disk space and the rights of this sheet&apos;s folder.</translation>
    </message>
    <message>
        <source>Membaca foto {n} dari {all}</source>
        <translation>Reading photo {n} of {all}</translation>
    </message>
    <message>
        <source>Foto ini dari formulir lain.</source>
        <translation>This photo is of another form.</translation>
    </message>
    <message>
        <source>Pilih foto lembar ini.</source>
        <translation>Choose a photo of this sheet.</translation>
    </message>
    <message>
        <source>Foto tidak dapat disalin ke folder lembar.</source>
        <translation>The photo cannot be copied to the sheet&apos;s folder.</translation>
    </message>
    <message>
        <source>Periksa ruang penyimpanan dan izin folder.</source>
        <translation>Check the disk space and the rights of the folder.</translation>
    </message>
    <message>
        <source>ada</source>
        <translation>there</translation>
    </message>
    <message>
        <source>belum selesai</source>
        <translation>not finished</translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>Printer tidak menerima lembar.</source>
        <translation>The printer did not accept the sheets.</translation>
    </message>
    <message>
        <source>Periksa printer, lalu cetak lagi.</source>
        <translation>Check the printer, then print again.</translation>
    </message>
    <message>
        <source>Mencetak lembar {n} dari {all}</source>
        <translation>Printing sheet {n} of {all}</translation>
    </message>
    <message>
        <source>Printer berhenti.</source>
        <translation>The printer stopped.</translation>
    </message>
    <message>
        <source>Periksa kertas dan printer, lalu cetak lagi.</source>
        <translation>Check paper and printer, then print again.</translation>
    </message>
    <message>
        <source>Tidak terbuka</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>{name} tidak dapat disimpan.</source>
        <translation>{name} cannot be saved.</translation>
    </message>
    <message>
        <source>Tutup berkas itu di Excel, atau pilih folder lain.</source>
        <translation>Close that file in Excel, or choose another folder.</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Angka salah</source>
        <translation>Numbers wrong</translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Suara dipertaruhkan</source>
        <translation>Votes at stake</translation>
    </message>
    <message>
        <source>Detik</source>
        <translation>Seconds</translation>
    </message>
    <message>
        <source>{part} (dari {most})</source>
        <translation>{part} (of {most})</translation>
    </message>
    <message>
        <source>Berkas</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Lulus</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>Belum lulus</source>
        <translation>Not passed</translation>
    </message>
    <message>
        <source>Angka</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Ditampilkan</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Terkirim</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation>On the paper</translation>
    </message>
    <message>
        <source>Yang terjadi</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Pola salah baca</source>
        <translation>Kind of misreading</translation>
    </message>
    <message>
        <source>Selisih</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packet</translation>
    </message>
    <message>
        <source>Cetak saja</source>
        <translation>Print only</translation>
    </message>
    <message>
        <source>Baik</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>Wajar</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Sulit</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>Latihan</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>Ujian (disegel)</source>
        <translation>Exam (sealed)</translation>
    </message>
    <message>
        <source>Ujian</source>
        <translation>Exam</translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation>Blank sheets</translation>
    </message>
    <message>
        <source>Hitungan</source>
        <translation>Sums</translation>
    </message>
    <message>
        <source>Bulatan</source>
        <translation>Bubbles</translation>
    </message>
    <message>
        <source>Tanda tangan</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>TPS lain</source>
        <translation>Another TPS</translation>
    </message>
    <message>
        <source>Seperti yang diberitakan</source>
        <translation>As reported in the news</translation>
    </message>
    <message>
        <source>Gaya Sirekap Februari 2024</source>
        <translation>Sirekap style of February 2024</translation>
    </message>
    <message>
        <source>Kotak kosong terbaca 8</source>
        <translation>Empty box read as 8</translation>
    </message>
    <message>
        <source>1 terbaca angka lain</source>
        <translation>1 read as another digit</translation>
    </message>
    <message>
        <source>8 dan 0 tertukar</source>
        <translation>8 and 0 swapped</translation>
    </message>
    <message>
        <source>2 dan 5 tertukar</source>
        <translation>2 and 5 swapped</translation>
    </message>
    <message>
        <source>3 dan 9 tertukar</source>
        <translation>3 and 9 swapped</translation>
    </message>
    <message>
        <source>Angka depan hilang</source>
        <translation>First digit lost</translation>
    </message>
    <message>
        <source>Angka bergeser satu kotak</source>
        <translation>Digits moved by one box</translation>
    </message>
    <message>
        <source>6 terbaca 5</source>
        <translation>6 read as 5</translation>
    </message>
    <message>
        <source>3 terbaca 9</source>
        <translation>3 read as 9</translation>
    </message>
    <message>
        <source>3 terbaca 7</source>
        <translation>3 read as 7</translation>
    </message>
    <message>
        <source>7 terbaca 1</source>
        <translation>7 read as 1</translation>
    </message>
    <message>
        <source>Angka mirip tertukar</source>
        <translation>Similar digits swapped</translation>
    </message>
    <message>
        <source>Tanggal ini tidak ada.</source>
        <translation>There is no such date.</translation>
    </message>
    <message>
        <source>Tulis seperti 27-11-2024.</source>
        <translation>Write it like 27-11-2024.</translation>
    </message>
    <message>
        <source>Nama kota atau provinsi belum benar.</source>
        <translation>The name of the city or province is not right.</translation>
    </message>
    <message>
        <source>Isi keduanya, paling panjang 80 huruf.</source>
        <translation>Fill in both, at most 80 letters.</translation>
    </message>
    <message>
        <source>Alamat server belum lengkap.</source>
        <translation>The server&apos;s address is not complete.</translation>
    </message>
    <message>
        <source>Isi server, basis data dan pengguna.</source>
        <translation>Fill in server, database and user.</translation>
    </message>
    <message>
        <source>Nomor port belum benar.</source>
        <translation>The port number is not right.</translation>
    </message>
    <message>
        <source>Tulis misalnya 192.168.1.5:5432.</source>
        <translation>Write for example 192.168.1.5:5432.</translation>
    </message>
    <message>
        <source>server {host}, basis data {name}, pengguna {user}</source>
        <translation>server {host}, database {name}, user {user}</translation>
    </message>
    <message>
        <source>Mengambil berkas {n} dari {all}</source>
        <translation>Taking file {n} of {all}</translation>
    </message>
    <message>
        <source>Laptop ini</source>
        <translation>This laptop</translation>
    </message>
    <message>
        <source>{name} · TPS {tps} {village}, {role}</source>
        <translation>{name} · TPS {tps} {village}, {role}</translation>
    </message>
    <message>
        <source>pertanyaan {place}.xlsx</source>
        <translation>questions {place}.xlsx</translation>
    </message>
    <message>
        <source>semua kelurahan</source>
        <translation>all kelurahan</translation>
    </message>
    <message>
        <source>Menyimpan laporan {n} dari {all}</source>
        <translation>Saving report {n} of {all}</translation>
    </message>
    <message>
        <source>Kota lain: ubah di Pengaturan.</source>
        <translation>Another city: change it in Settings.</translation>
    </message>
    <message>
        <source>Di lembar tertulis {city}, {province}.</source>
        <translation>The sheets say {city}, {province}.</translation>
    </message>
    <message>
        <source>TPS karangan di {city}, {province}.</source>
        <translation>Made-up TPS in {city}, {province}.</translation>
    </message>
    <message>
        <source>Kelurahan di {city} belum diketahui: TPS karangan di {other}.</source>
        <translation>The kelurahan of {city} are not known: made-up TPS in {other}.</translation>
    </message>
    <message>
        <source>Pakai daftar TPS, atau ambil data kota di Pengaturan.</source>
        <translation>Use a list of TPS, or take a city file in Settings.</translation>
    </message>
    <message>
        <source>Catatan tidak dapat dibuka.</source>
        <translation>The records cannot be opened.</translation>
    </message>
    <message>
        <source>Gubernur dan Wali Kota</source>
        <translation>Gubernur and Wali Kota</translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Simulasi</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>{n} pasang</source>
        <translation>{n} pairs</translation>
    </message>
</context>
<context>
    <name>Alone</name>
    <message>
        <source>Latihan Sirekap sudah terbuka. Pakai jendela itu.</source>
        <translation>Latihan Sirekap is open already. Use that window.</translation>
    </message>
    <message>
        <source>Jendelanya tidak ada? Mulai ulang laptop, lalu buka lagi.</source>
        <translation>No window there? Restart the laptop, then open it again.</translation>
    </message>
    <message>
        <source>Folder untuk menyimpan latihan tidak dapat dibuat: {folder}</source>
        <translation>The folder to keep practice in cannot be made: {folder}</translation>
    </message>
    <message>
        <source>Periksa ruang disk dan izin menulis di sana, lalu buka lagi.</source>
        <translation>Check the room on the disk and whether you may write there, then open it again.</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Aplikasi terakhir kali berhenti mendadak. Catatannya ada di {path}.</source>
        <translation>The application stopped suddenly last time. Its notes are in {path}.</translation>
    </message>
</context>
<context>
    <name>AskPlace</name>
    <message>
        <source>Tunjukkan sudut halaman</source>
        <translation>Show the corners of the page</translation>
    </message>
    <message>
        <source>Foto Anda</source>
        <translation>Your photo</translation>
    </message>
    <message>
        <source>Atau seret berkas foto ke sini.</source>
        <translation>Or drag a photo file here.</translation>
    </message>
    <message>
        <source>Foto tegak lurus, seluruh halaman dengan empat tanda sudutnya.</source>
        <translation>Photograph straight from above, the whole page with its four corner marks.</translation>
    </message>
</context>
<context>
    <name>AskStep</name>
    <message>
        <source>Simpan pertanyaan</source>
        <translation>Save question</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Enter simpan · Esc kembali</source>
        <translation>Enter save · Esc back</translation>
    </message>
    <message>
        <source>Misalnya: kotak pertama kosong, apa yang ditulis?</source>
        <translation>For example: what is written when the first box is empty?</translation>
    </message>
    <message>
        <source>Apa yang belum Anda pahami? Boleh dikosongkan.</source>
        <translation>What is not clear to you? You may leave this empty.</translation>
    </message>
    <message>
        <source>Pelatih dan PPS akan membaca pertanyaan ini. Latihan Anda tidak berubah.</source>
        <translation>The trainer and PPS will read this question. Your practice stays as it is.</translation>
    </message>
    <message>
        <source>Saya belum paham</source>
        <translation>I don&apos;t understand</translation>
    </message>
    <message>
        <source>{n} dari {most} huruf</source>
        <translation>{n} of {most} letters</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Satu berkas berisi semua catatan: peserta, kelas, hasil. Simpan di stik atau laptop lain, dan jaga seperti catatan itu sendiri.</source>
        <translation>One file with all records: trainees, classes, results. Keep it on a stick or another laptop, and guard it like the records.</translation>
    </message>
    <message>
        <source>Buat cadangan</source>
        <translation>Make a backup</translation>
    </message>
    <message>
        <source>Pulihkan dari cadangan</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>Memulihkan mengganti semua catatan. Catatan yang diganti dicadangkan dulu. Yang sudah Anda hapus tidak kembali.</source>
        <translation>Restoring replaces all records. What is replaced is backed up first. What you erased does not come back.</translation>
    </message>
    <message>
        <source>Tekan Buat cadangan di kanan bawah sesudah setiap kelas.</source>
        <translation>Press Make a backup, lower right, after every class.</translation>
    </message>
    <message>
        <source>Memulihkan</source>
        <translation>Restoring</translation>
    </message>
    <message>
        <source>Cadangan (*.cadangan)</source>
        <translation>Backup (*.cadangan)</translation>
    </message>
    <message>
        <source>Membuat cadangan</source>
        <translation>Making a backup</translation>
    </message>
    <message>
        <source>Cadangan tersimpan di {path}: {people} peserta, {attempts} hasil.</source>
        <translation>Backup saved in {path}: {people} trainees, {attempts} results.</translation>
    </message>
    <message>
        <source>Cadangan (*.cadangan);;Semua berkas (*)</source>
        <translation>Backup (*.cadangan);;All files (*)</translation>
    </message>
    <message>
        <source>Memeriksa cadangan</source>
        <translation>Checking the backup</translation>
    </message>
    <message>
        <source>Cadangan {when}: {people} peserta, {attempts} hasil. Ini mengganti semua catatan yang ada.</source>
        <translation>Backup of {when}: {people} trainees, {attempts} results. It replaces all records there are.</translation>
    </message>
    <message>
        <source>Pulihkan dari {name}?</source>
        <translation>Restore from {name}?</translation>
    </message>
    <message>
        <source>Pulihkan</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Memulihkan catatan</source>
        <translation>Restoring the records</translation>
    </message>
    <message>
        <source>Dipulihkan. Catatan sebelumnya ada di {path}.</source>
        <translation>Restored. The records from before are in {path}.</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>belum</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>sedang</source>
        <translation>under way</translation>
    </message>
    <message>
        <source>terkirim</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>lulus</source>
        <translation>passed</translation>
    </message>
    <message>
        <source>belum lulus</source>
        <translation>not passed</translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ByCamera</name>
    <message>
        <source>Kamera laptop</source>
        <translation>Laptop camera</translation>
    </message>
    <message>
        <source>Enter atau Spasi ambil foto · Esc cara lain</source>
        <translation>Enter or Space takes the photo · Esc other ways</translation>
    </message>
    <message>
        <source>Gambar kamera</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>Pilih kamera</source>
        <translation>Choose camera</translation>
    </message>
    <message>
        <source>Coba lagi</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Ambil foto</source>
        <translation>Take photo</translation>
    </message>
    <message>
        <source>Otomatis</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Foto diambil sendiri begitu bingkai hijau.</source>
        <translation>The photo is taken by itself once the frame is green.</translation>
    </message>
    <message>
        <source>Menyiapkan kamera</source>
        <translation>Preparing the camera</translation>
    </message>
    <message>
        <source>Enter coba lagi · Esc cara lain</source>
        <translation>Enter try again · Esc another way</translation>
    </message>
    <message>
        <source>Tahan, foto diambil sendiri.</source>
        <translation>Hold still, the photo is taken by itself.</translation>
    </message>
    <message>
        <source>Tekan Enter.</source>
        <translation>Press Enter.</translation>
    </message>
    <message>
        <source>Siap</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Belum pas</source>
        <translation>Not right yet</translation>
    </message>
    <message>
        <source>Mencari</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>Foto diambil</source>
        <translation>Photo taken</translation>
    </message>
</context>
<context>
    <name>ByFile</name>
    <message>
        <source>Ambil berkas</source>
        <translation>Pick a file</translation>
    </message>
    <message>
        <source>Esc cara lain</source>
        <translation>Esc other ways</translation>
    </message>
    <message>
        <source>Pilih foto di jendela yang terbuka, atau seret berkasnya ke sini.</source>
        <translation>Choose a photo in the window that opens, or drag the file here.</translation>
    </message>
    <message>
        <source>Foto (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)</source>
        <translation>Photos (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)</translation>
    </message>
    <message>
        <source>Pilih foto halaman {n}</source>
        <translation>Choose the photo of page {n}</translation>
    </message>
</context>
<context>
    <name>ByPhone</name>
    <message>
        <source>HP sebagai kamera</source>
        <translation>Phone as camera</translation>
    </message>
    <message>
        <source>Esc cara lain</source>
        <translation>Esc other ways</translation>
    </message>
    <message>
        <source>Jaringan untuk HP</source>
        <translation>Network for the phone</translation>
    </message>
    <message>
        <source>Atau ketik alamat ini di peramban HP:</source>
        <translation>Or type this address in the phone&apos;s browser:</translation>
    </message>
    <message>
        <source>Sambungkan HP dan laptop ke jaringan yang sama: Wi-Fi atau hotspot HP.</source>
        <translation>Connect phone and laptop to the same network: Wi-Fi or the phone&apos;s hotspot.</translation>
    </message>
    <message>
        <source>Arahkan kamera HP ke kode ini, lalu buka alamat yang muncul.</source>
        <translation>Point the phone&apos;s camera at this code, then open the address it shows.</translation>
    </message>
    <message>
        <source>Di HP, tekan Ambil foto. Hasilnya tampil di HP dan di sini.</source>
        <translation>On the phone, press Take photo. The result appears on the phone and here.</translation>
    </message>
    <message>
        <source>Tidak terbuka di HP?</source>
        <translation>Does it not open on the phone?</translation>
    </message>
    <message>
        <source>Kode QR untuk alamat {address}</source>
        <translation>QR code of the address {address}</translation>
    </message>
    <message>
        <source>HP tersambung. Menunggu foto halaman {n}.</source>
        <translation>Phone connected. Waiting for the photo of page {n}.</translation>
    </message>
    <message>
        <source>Menunggu HP</source>
        <translation>Waiting for the phone</translation>
    </message>
    <message>
        <source>Coba jaringan lain:</source>
        <translation>Try another network:</translation>
    </message>
    <message>
        <source>Izinkan Python jika Windows bertanya.</source>
        <translation>Allow Python if Windows asks.</translation>
    </message>
    <message>
        <source>Nyalakan hotspot HP, lalu sambungkan laptop ke hotspot itu.</source>
        <translation>Turn on the phone&apos;s hotspot, then connect the laptop to it.</translation>
    </message>
    <message>
        <source>Menyiapkan alamat untuk HP</source>
        <translation>Preparing the address for the phone</translation>
    </message>
    <message>
        <source>TPS {number}, {place}</source>
        <translation>TPS {number}, {place}</translation>
    </message>
    <message>
        <source>Laptop tidak dapat membuka alamat untuk HP. Pilih cara lain.</source>
        <translation>The laptop cannot open an address for the phone. Choose another way.</translation>
    </message>
    <message>
        <source>Foto sedang dikirim dari HP</source>
        <translation>The phone is sending a photo</translation>
    </message>
    <message>
        <source>Foto dari HP belum diterima. Lihat layar HP.</source>
        <translation>The phone&apos;s photo has not arrived. Look at the phone.</translation>
    </message>
    <message>
        <source>Foto diterima, sedang dibaca</source>
        <translation>Photo received, reading it</translation>
    </message>
    <message>
        <source>HP diberi tahu: {what}</source>
        <translation>The phone was told: {what}</translation>
    </message>
    <message>
        <source>Foto baik.</source>
        <translation>The photo is good.</translation>
    </message>
    <message>
        <source>Lanjutkan di laptop.</source>
        <translation>Go on at the laptop.</translation>
    </message>
    <message>
        <source>Foto ulang, atau pakai foto ini di laptop.</source>
        <translation>Take it again, or use this photo at the laptop.</translation>
    </message>
    <message>
        <source>Foto terbaca, tetapi belum baik.</source>
        <translation>The photo was read, but it is not good yet.</translation>
    </message>
    <message>
        <source>Pembacaan dihentikan di laptop.</source>
        <translation>Reading was stopped at the laptop.</translation>
    </message>
    <message>
        <source>Ambil foto lagi.</source>
        <translation>Take another photo.</translation>
    </message>
</context>
<context>
    <name>Camera</name>
    <message>
        <source>Pakai HP atau ambil berkas.</source>
        <translation>Use the phone or pick a file.</translation>
    </message>
    <message>
        <source>Kamera belum dapat dipakai di laptop ini.</source>
        <translation>The camera cannot be used on this laptop yet.</translation>
    </message>
    <message>
        <source>Tidak ada kamera di laptop ini.</source>
        <translation>There is no camera on this laptop.</translation>
    </message>
    <message>
        <source>Kamera tidak diizinkan.</source>
        <translation>The camera is not allowed.</translation>
    </message>
    <message>
        <source>Izinkan di pengaturan laptop, atau pakai HP.</source>
        <translation>Allow it in the laptop&apos;s settings, or use the phone.</translation>
    </message>
    <message>
        <source>Kamera tidak memberi gambar.</source>
        <translation>The camera gives no picture.</translation>
    </message>
    <message>
        <source>Tutup aplikasi lain yang memakainya, lalu tekan Coba lagi.</source>
        <translation>Close other applications that use it, then press Try again.</translation>
    </message>
    <message>
        <source>Kamera terlepas.</source>
        <translation>The camera was unplugged.</translation>
    </message>
    <message>
        <source>Pasang lagi, lalu tekan Coba lagi.</source>
        <translation>Plug it in again, then press Try again.</translation>
    </message>
    <message>
        <source>Foto tidak dapat disimpan.</source>
        <translation>The photograph cannot be saved.</translation>
    </message>
    <message>
        <source>Kosongkan ruang di laptop, lalu tekan Coba lagi.</source>
        <translation>Free some space on the laptop, then press Try again.</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Potongan kertas</source>
        <translation>Cut-out of the paper</translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation>On the paper</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Lanjut ke Kirim</source>
        <translation>Go on to Send</translation>
    </message>
    <message>
        <source>Lihat (F3)</source>
        <translation>Show (F3)</translation>
    </message>
    <message>
        <source>Halaman penuh (F2)</source>
        <translation>Whole page (F2)</translation>
    </message>
    <message>
        <source>Kembali ke daftar (F2)</source>
        <translation>Back to the list (F2)</translation>
    </message>
    <message>
        <source>Halaman {n} dari {all}</source>
        <translation>Page {n} of {all}</translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>F2 kembali ke daftar · roda tetikus memperbesar</source>
        <translation>F2 back to the list · mouse wheel zooms</translation>
    </message>
    <message>
        <source>{n} angka belum sama dengan kertas. Panah ke angka itu · Enter lanjut</source>
        <translation>{n} numbers do not match the paper yet. Arrows to them · Enter goes on</translation>
    </message>
    <message>
        <source>Semua angka sudah diperiksa. Enter lanjut · panah ke angka lain</source>
        <translation>All numbers are checked. Enter goes on · arrows to another number</translation>
    </message>
    <message>
        <source>Enter sesuai · ketik angka koreksi · Tab berikutnya · Ctrl+Z batal</source>
        <translation>Enter matches · type digits to correct · Tab next · Ctrl+Z undo</translation>
    </message>
    <message>
        <source>Enter sesuai · T tidak sesuai · Tab berikutnya · Ctrl+Z batal</source>
        <translation>Enter matches · T does not match · Tab next · Ctrl+Z undo</translation>
    </message>
    <message>
        <source>Tab berikutnya</source>
        <translation>Tab next</translation>
    </message>
    <message>
        <source>B bulatan berbeda</source>
        <translation>B bubbles differ</translation>
    </message>
    <message>
        <source>Hitungan di kertas cocok sejauh ini.</source>
        <translation>The sums on the paper agree so far.</translation>
    </message>
    <message>
        <source> (dan {n} lainnya)</source>
        <translation> (and {n} more)</translation>
    </message>
    <message>
        <source>Dicatat. </source>
        <translation>Noted. </translation>
    </message>
    <message>
        <source>Batalkan catatan (F4)</source>
        <translation>Remove note (F4)</translation>
    </message>
    <message>
        <source>Di kertas begitu (F4)</source>
        <translation>So on paper (F4)</translation>
    </message>
    <message>
        <source>Sama dengan kertas? Tekan Enter. Berbeda? Ketik angka di kertas.</source>
        <translation>Same as the paper? Press Enter. Different? Type what the paper says.</translation>
    </message>
    <message>
        <source>Sama dengan kertas? Tekan Enter. Berbeda? Tekan T.</source>
        <translation>Same as the paper? Press Enter. Different? Press T.</translation>
    </message>
    <message>
        <source>Angka {n} dari {all}: {title}. Mesin membaca {digits}. {state}.</source>
        <translation>Number {n} of {all}: {title}. The machine reads {digits}. {state}.</translation>
    </message>
    <message>
        <source>Koreksi: {digits}.</source>
        <translation>Correction: {digits}.</translation>
    </message>
    <message>
        <source>Halaman {n}</source>
        <translation>Page {n}</translation>
    </message>
</context>
<context>
    <name>CityPage</name>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Kota atau kabupaten</source>
        <translation>City or regency</translation>
    </message>
    <message>
        <source>Provinsi</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Hari pemungutan suara</source>
        <translation>Polling day</translation>
    </message>
    <message>
        <source>Tulis seperti 27-11-2024.</source>
        <translation>Write it like 27-11-2024.</translation>
    </message>
    <message>
        <source>Ambil dari berkas TOML</source>
        <translation>Take from a TOML file</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Batas menurut formulir</source>
        <translation>Limits of the form</translation>
    </message>
    <message>
        <source>Menurut daftar peserta: {d} kecamatan, {v} kelurahan, {s} TPS</source>
        <translation>By the list of trainees: {d} kecamatan, {v} kelurahan, {s} TPS</translation>
    </message>
    <message>
        <source>Belum ada TPS. Ambil daftar operator di layar Peserta.</source>
        <translation>No TPS yet. Import the list of operators on the Trainees screen.</translation>
    </message>
    <message>
        <source>{form}: surat suara cadangan {reserve}%, paling banyak {limit} pemilih di satu TPS.</source>
        <translation>{form}: {reserve}% reserve ballots, at most {limit} voters a TPS.</translation>
    </message>
    <message>
        <source>Menyimpan</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>Data kota disimpan. Hari pemungutan suara itu sudah lewat.</source>
        <translation>The city is saved. That polling day has passed.</translation>
    </message>
    <message>
        <source>Data kota disimpan.</source>
        <translation>City data saved.</translation>
    </message>
    <message>
        <source>Data kota (*.toml)</source>
        <translation>City data (*.toml)</translation>
    </message>
    <message>
        <source>Membaca {name}</source>
        <translation>Reading {name}</translation>
    </message>
    <message>
        <source>Data kota diambil dari {name}.</source>
        <translation>City data taken from {name}.</translation>
    </message>
    <message>
        <source>Semua</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Simulasi dan ujian</source>
        <translation>Simulation and exam</translation>
    </message>
    <message>
        <source>Ujian saja</source>
        <translation>Exams only</translation>
    </message>
    <message>
        <source>Yang dihitung lulus, di laporan dan sertifikat</source>
        <translation>What counts as passed, in reports and certificates</translation>
    </message>
    <message>
        <source>Dalam Latihan, aplikasi memberi tahu yang salah.</source>
        <translation>In Latihan the application tells what is wrong.</translation>
    </message>
</context>
<context>
    <name>ClassBoardScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Layar penuh</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>F11 layar penuh · Esc kembali dari layar penuh</source>
        <translation>F11 full screen · Esc leaves full screen</translation>
    </message>
    <message>
        <source>Peserta dan hadir</source>
        <translation>Trainees and attendance</translation>
    </message>
    <message>
        <source>Tetap menerima hasil · F11 layar penuh · Kembali ke Terima hasil</source>
        <translation>Still receiving results · F11 full screen · Back to Receive results</translation>
    </message>
    <message>
        <source>Kelas ini belum punya peserta. Tekan Peserta dan hadir.</source>
        <translation>This class has no trainees yet. Press Trainees and attendance.</translation>
    </message>
</context>
<context>
    <name>ClassFormScreen</name>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter simpan</source>
        <translation>Tab next field · Enter save</translation>
    </message>
    <message>
        <source>Nama kelas</source>
        <translation>Name of the class</translation>
    </message>
    <message>
        <source>misalnya Bimtek formal 1</source>
        <translation>for example Bimtek formal 1</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Pelatih</source>
        <translation>Trainer</translation>
    </message>
    <message>
        <source>Latihan</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>Simulasi</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Ujian</source>
        <translation>Exam</translation>
    </message>
    <message>
        <source>Yang dikerjakan</source>
        <translation>What is done</translation>
    </message>
    <message>
        <source>Koreksi angka</source>
        <translation>Correct numbers</translation>
    </message>
    <message>
        <source>Tandai saja</source>
        <translation>Flag only</translation>
    </message>
    <message>
        <source>Cara memeriksa</source>
        <translation>Way of checking</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packets</translation>
    </message>
    <message>
        <source>Semua peserta mendapat paket dari satu set, agar sama sulit.</source>
        <translation>All trainees get packets of one set, equally hard for all.</translation>
    </message>
    <message>
        <source>Kelas baru</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Ubah kelas</source>
        <translation>Change class</translation>
    </message>
    <message>
        <source>Belum dipilih</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>{form} · {name} · {n} paket</source>
        <translation>{form} · {name} · {n} packets</translation>
    </message>
    <message>
        <source>{folder} (tidak ada di laptop ini)</source>
        <translation>{folder} (not on this laptop)</translation>
    </message>
    <message>
        <source>Tulis tanggal seperti 27-11-2024.</source>
        <translation>Write the date like 27-11-2024.</translation>
    </message>
    <message>
        <source>{form} · {name} · {n} pasang</source>
        <translation>{form} · {name} · {n} pairs</translation>
    </message>
    <message>
        <source>Simulasi memerlukan kedua formulir: pilih paket Gubernur dan Wali Kota.</source>
        <translation>A simulation needs both forms: choose packets of Gubernur and Wali Kota.</translation>
    </message>
</context>
<context>
    <name>ClassMembersScreen</name>
    <message>
        <source>Papan kelas</source>
        <translation>Class board</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Panah memilih · Spasi hadir atau tidak · Enter papan kelas</source>
        <translation>Arrows choose · Space present or not · Enter class board</translation>
    </message>
    <message>
        <source>Semua hadir</source>
        <translation>All present</translation>
    </message>
    <message>
        <source>Keluarkan</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Bagi paket</source>
        <translation>Hand out packets</translation>
    </message>
    <message>
        <source>Simpan untuk peserta</source>
        <translation>Save for trainees</translation>
    </message>
    <message>
        <source>Simpan daftar hadir</source>
        <translation>Save the attendance</translation>
    </message>
    <message>
        <source>Cari nama atau TPS</source>
        <translation>Find name or TPS</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Tambahkan</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Hadir</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Peran</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packets</translation>
    </message>
    <message>
        <source>Peserta kelas</source>
        <translation>Trainees of the class</translation>
    </message>
    <message>
        <source>Belum ada peserta</source>
        <translation>No trainees yet</translation>
    </message>
    <message>
        <source>Semua TPS</source>
        <translation>All TPS</translation>
    </message>
    <message>
        <source>Belum ada peserta. Pilih kelurahan, lalu tekan Tambahkan.</source>
        <translation>No trainees yet. Choose a kelurahan, then press Add.</translation>
    </message>
    <message>
        <source>Tidak ada yang cocok. Hapus kata di kotak cari.</source>
        <translation>Nothing matches. Clear the words in the search box.</translation>
    </message>
    <message>
        <source>{n} peserta dari {tps} TPS, {came} hadir.</source>
        <translation>{n} trainees from {tps} TPS, {came} present.</translation>
    </message>
    <message>
        <source>belum</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>hadir</source>
        <translation>present</translation>
    </message>
    <message>
        <source>tidak</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>{n} peserta ditambahkan.</source>
        <translation>{n} trainees added.</translation>
    </message>
    <message>
        <source>Mereka sudah ada di kelas ini.</source>
        <translation>They are already in this class.</translation>
    </message>
    <message>
        <source>{name} dikeluarkan dari kelas. Hasilnya tetap tercatat.</source>
        <translation>{name} was removed from the class. The results are kept.</translation>
    </message>
    <message>
        <source>Daftar hadir {date}</source>
        <translation>Attendance {date}</translation>
    </message>
    <message>
        <source>Belum ada paket untuk kelas ini. Pilih paketnya lewat Ubah di daftar kelas.</source>
        <translation>This class has no packets yet. Choose them with Change in the list of classes.</translation>
    </message>
    <message>
        <source>Membagi paket…</source>
        <translation>Handing out packets…</translation>
    </message>
    <message>
        <source>Tiap TPS mendapat {n} paket, utama dan cadangan yang sama.</source>
        <translation>Each TPS gets {n} packets, the same for main and reserve.</translation>
    </message>
    <message>
        <source>Hanya {n} paket untuk {tps} TPS: ada TPS dengan paket yang sama.</source>
        <translation>Only {n} packets for {tps} TPS: some TPS have the same packet.</translation>
    </message>
    <message>
        <source>Sama sulit: semua dari satu set yang disegel.</source>
        <translation>Equally hard: all from one sealed set.</translation>
    </message>
    <message>
        <source>Sama sulit: tiap paket {misreads} salah baca, {slips} kejanggalan di kertas.</source>
        <translation>Equally hard: each packet has {misreads} misreadings, {slips} faults on the paper.</translation>
    </message>
    <message>
        <source>Simpan folder kelas di mana?</source>
        <translation>Where should the class folder be saved?</translation>
    </message>
    <message>
        <source>Menyimpan folder kelas…</source>
        <translation>Saving the class folder…</translation>
    </message>
    <message>
        <source>Tersimpan: folder {name}. Salin ke laptop peserta; di sana pilih Paket dari folder lain.</source>
        <translation>Saved: folder {name}. Copy it to the trainees&apos; laptops; there choose Packet from another folder.</translation>
    </message>
    <message>
        <source>{names} belum mendapat paket: tekan Bagi paket, lalu simpan lagi.</source>
        <translation>{names} has no packets yet: press Hand out packets, then save again.</translation>
    </message>
    <message>
        <source>Simulasi memerlukan kedua formulir. Buat paket Gubernur dan Wali Kota (Simulasi), pilih lewat Ubah di daftar kelas, lalu bagi lagi.</source>
        <translation>A simulation needs both forms. Make packets of Gubernur and Wali Kota (Simulation), choose them by Change in the list of classes, then hand out again.</translation>
    </message>
    <message>
        <source>Tiap TPS mendapat Gubernur dan Wali Kota, utama dan cadangan yang sama.</source>
        <translation>Each TPS gets Gubernur and Wali Kota, utama and cadangan the same.</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>Bimtek formal</source>
        <translation>Formal bimtek</translation>
    </message>
    <message>
        <source>Bimtek nonformal</source>
        <translation>Informal bimtek</translation>
    </message>
    <message>
        <source>Simulasi</source>
        <translation>Simulation</translation>
    </message>
</context>
<context>
    <name>ClassesScreen</name>
    <message>
        <source>Kelas baru</source>
        <translation>New class</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Cari kelas</source>
        <translation>Find class</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Tanggal</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Nama kelas</source>
        <translation>Name of the class</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Trainees</translation>
    </message>
    <message>
        <source>Hadir</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Daftar kelas</source>
        <translation>List of classes</translation>
    </message>
    <message>
        <source>Peserta dan hadir</source>
        <translation>Trainees and attendance</translation>
    </message>
    <message>
        <source>Papan kelas</source>
        <translation>Class board</translation>
    </message>
    <message>
        <source>Terima hasil</source>
        <translation>Receive results</translation>
    </message>
    <message>
        <source>Ubah</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>1. Pengaturan: kota, hari pemungutan, kata sandi</source>
        <translation>1. Settings: city, polling day, password</translation>
    </message>
    <message>
        <source>Belum ada kelas.</source>
        <translation>No classes yet.</translation>
    </message>
    <message>
        <source>Pertama kali di sini? Kerjakan berurutan.</source>
        <translation>First time here? Go in this order.</translation>
    </message>
    <message>
        <source>2. Peserta: impor daftar operator</source>
        <translation>2. Trainees: import the list of operators</translation>
    </message>
    <message>
        <source>3. Paket: buat paket latihan</source>
        <translation>3. Packets: make practice packets</translation>
    </message>
    <message>
        <source>4. Kelas baru di kanan bawah, lalu Bagi paket.</source>
        <translation>4. New class, lower right, then Hand out packets.</translation>
    </message>
    <message>
        <source>Panah memilih · Enter kelas baru</source>
        <translation>Arrows choose · Enter new class</translation>
    </message>
    <message>
        <source>Enter kelas baru</source>
        <translation>Enter new class</translation>
    </message>
    <message>
        <source>Hapus kelas</source>
        <translation>Delete class</translation>
    </message>
    <message>
        <source>Hapus kelas {title}?</source>
        <translation>Delete class {title}?</translation>
    </message>
    <message>
        <source>Daftar hadirnya hilang. Hasil peserta tetap tercatat pada peserta.</source>
        <translation>Its attendance list is lost. Results stay with the trainees.</translation>
    </message>
    <message>
        <source>Ini tidak dapat dibatalkan.</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>CornersPlace</name>
    <message>
        <source>Kiri atas</source>
        <translation>Upper left</translation>
    </message>
    <message>
        <source>Kanan atas</source>
        <translation>Upper right</translation>
    </message>
    <message>
        <source>Kanan bawah</source>
        <translation>Lower right</translation>
    </message>
    <message>
        <source>Kiri bawah</source>
        <translation>Lower left</translation>
    </message>
    <message>
        <source>ATAS</source>
        <translation>TOP</translation>
    </message>
    <message>
        <source>Foto dengan empat sudut halaman</source>
        <translation>Photo with the four corners of the page</translation>
    </message>
    <message>
        <source>Putar nomor sudut</source>
        <translation>Turn corner numbers</translation>
    </message>
    <message>
        <source>Tunjukkan sudut</source>
        <translation>Show the corners</translation>
    </message>
    <message>
        <source>Nomor 1 di kiri atas tulisan, juga bila halaman miring.</source>
        <translation>Number 1 is at the upper left of the writing, also when the page is turned.</translation>
    </message>
    <message>
        <source>Seret tiap lingkaran ke tanda sudut: tepat di titik temu dua kotak hitam.</source>
        <translation>Drag each circle to its corner mark: exactly where the two black squares meet.</translation>
    </message>
    <message>
        <source>Sudah tepat? Tekan Baca halaman.</source>
        <translation>All in place? Press Read page.</translation>
    </message>
    <message>
        <source>Ini belum berbentuk halaman. Letakkan sudut 1, 2, 3, 4 searah jarum jam.</source>
        <translation>This is not the shape of a page. Put corners 1, 2, 3, 4 clockwise.</translation>
    </message>
</context>
<context>
    <name>DeskScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Hasil dari kelas</source>
        <translation>Results from the class</translation>
    </message>
    <message>
        <source>Ambil dari berkas</source>
        <translation>Take from files</translation>
    </message>
    <message>
        <source>Terima hasil</source>
        <translation>Receive results</translation>
    </message>
    <message>
        <source>Kode</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Alamat</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Nama yang diketik</source>
        <translation>Name as typed</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Hasil yang belum jelas pemiliknya</source>
        <translation>Results without a known owner</translation>
    </message>
    <message>
        <source>Cari operator: nama, kelurahan, TPS</source>
        <translation>Find operator: name, kelurahan, TPS</translation>
    </message>
    <message>
        <source>Tanpa kelas</source>
        <translation>No class</translation>
    </message>
    <message>
        <source>Ambil dari laptop ini</source>
        <translation>Take from this laptop</translation>
    </message>
    <message>
        <source>Hasil yang dikerjakan di laptop ini dan belum diserahkan</source>
        <translation>Results of work done on this laptop and not handed in yet</translation>
    </message>
    <message>
        <source>Yang masuk terlihat di sini.</source>
        <translation>What comes in is seen here.</translation>
    </message>
    <message>
        <source>Papan kelas</source>
        <translation>Class board</translation>
    </message>
    <message>
        <source>Tetap menerima selama papan terlihat.</source>
        <translation>Goes on receiving while the board is shown.</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>{n} hasil belum jelas pemiliknya: pilih orangnya</source>
        <translation>{n} results have no known owner: choose the person</translation>
    </message>
    <message>
        <source>Siapa yang mengerjakan hasil ini? Masih {n}.</source>
        <translation>Who did this exercise? {n} left.</translation>
    </message>
    <message>
        <source>Belum menerima lewat Wi-Fi</source>
        <translation>Not receiving by Wi-Fi yet</translation>
    </message>
    <message>
        <source>Tekan Mulai menerima. Laptop peserta di Wi-Fi yang sama lalu mengirim ke laptop ini. Tanpa Wi-Fi: ambil dari berkas di stik, atau seret berkasnya ke sini.</source>
        <translation>Press Start receiving. Trainees&apos; laptops on the same Wi-Fi then send to this one. Without Wi-Fi: take files from a stick, or drag them here.</translation>
    </message>
    <message>
        <source>Ini orangnya</source>
        <translation>This is the person</translation>
    </message>
    <message>
        <source>Panah memilih hasil · Tab ke daftar orang · Enter ini orangnya</source>
        <translation>Arrows choose a result · Tab to the people · Enter this is the person</translation>
    </message>
    <message>
        <source>Berhenti menerima</source>
        <translation>Stop receiving</translation>
    </message>
    <message>
        <source>Mulai menerima</source>
        <translation>Start receiving</translation>
    </message>
    <message>
        <source>Terbuka: laptop lain dapat mengirim · Enter berhenti</source>
        <translation>Open: other laptops can send · Enter stops</translation>
    </message>
    <message>
        <source>Tertutup · berkas dapat diseret ke sini · Enter mulai</source>
        <translation>Closed · files can be dragged here · Enter starts</translation>
    </message>
    <message>
        <source>Sebentar…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Kode {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>Laptop ini tidak terhubung ke jaringan. Sambungkan ke Wi-Fi, lalu mulai lagi.</source>
        <translation>This laptop is not on a network. Connect to Wi-Fi, then start again.</translation>
    </message>
    <message>
        <source>Siap menerima</source>
        <translation>Ready to receive</translation>
    </message>
    <message>
        <source>Peserta: Serahkan hasil, Kirim lewat Wi-Fi, lalu ketik alamat dan kode ini. Spasi boleh diabaikan.</source>
        <translation>Trainees: Hand in results, Send by Wi-Fi, then type this address and code. Spaces do not matter.</translation>
    </message>
    <message>
        <source>{n} kiriman</source>
        <translation>{n} received</translation>
    </message>
    <message>
        <source>Berkas hasil (*.sirekap);;Semua berkas (*)</source>
        <translation>Result files (*.sirekap);;All files (*)</translation>
    </message>
    <message>
        <source>Mengambil berkas</source>
        <translation>Taking files</translation>
    </message>
    <message>
        <source>Mengambil hasil dari laptop ini</source>
        <translation>Taking results from this laptop</translation>
    </message>
    <message>
        <source>Hasil dari laptop ini diambil.</source>
        <translation>Results of this laptop taken.</translation>
    </message>
    <message>
        <source>Di laptop ini tidak ada hasil yang belum diserahkan.</source>
        <translation>No result on this laptop waits to be handed in.</translation>
    </message>
    <message>
        <source>{n} dari {all} berkas tidak diambil. Sebabnya ada di daftar.</source>
        <translation>{n} of {all} files were not taken. The list says why.</translation>
    </message>
    <message>
        <source>{n} berkas diambil.</source>
        <translation>{n} files taken.</translation>
    </message>
    <message>
        <source>Dihentikan. Yang sudah diambil tetap tersimpan.</source>
        <translation>Stopped. What was taken is kept.</translation>
    </message>
    <message>
        <source>Belum jelas pemiliknya</source>
        <translation>Nobody&apos;s yet</translation>
    </message>
    <message>
        <source>Tidak ada yang cocok. Hapus kata di kotak cari.</source>
        <translation>Nothing matches. Clear the words in the search box.</translation>
    </message>
    <message>
        <source>Tidak ada nama yang mirip. Cari orangnya di sini.</source>
        <translation>No name is alike. Search for the person here.</translation>
    </message>
    <message>
        <source>Hasil ini sekarang milik {name}.</source>
        <translation>This result now belongs to {name}.</translation>
    </message>
</context>
<context>
    <name>DifferenceCard</name>
    <message>
        <source>Seharusnya</source>
        <translation>Should be</translation>
    </message>
    <message>
        <source>Utama</source>
        <translation>Main</translation>
    </message>
    <message>
        <source>Cadangan</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation>flagged</translation>
    </message>
</context>
<context>
    <name>Digits</name>
    <message>
        <source>kosong</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>strip</source>
        <translation>dash</translation>
    </message>
    <message>
        <source>tidak terbaca</source>
        <translation>not read</translation>
    </message>
</context>
<context>
    <name>DoorPage</name>
    <message>
        <source>Simpan kata sandi</source>
        <translation>Save password</translation>
    </message>
    <message>
        <source>Supaya peserta tidak membuka layar pelatih. Ini bukan penyandian: berkas catatan tetap terbaca.</source>
        <translation>So that trainees do not open these screens. This is no encryption: the records&apos; file can still be read.</translation>
    </message>
    <message>
        <source>Kata sandi baru</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Ketik sekali lagi</source>
        <translation>Type it again</translation>
    </message>
    <message>
        <source>Kunci sekarang</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>Hapus kata sandi</source>
        <translation>Remove the password</translation>
    </message>
    <message>
        <source>Layar pelatih memakai kata sandi.</source>
        <translation>The trainer&apos;s screens have a password.</translation>
    </message>
    <message>
        <source>Layar pelatih terbuka untuk siapa saja.</source>
        <translation>The trainer&apos;s screens are open to everyone.</translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation>Type the password first.</translation>
    </message>
    <message>
        <source>Kedua kata sandi berbeda. Ketik sekali lagi.</source>
        <translation>The two passwords differ. Type it again.</translation>
    </message>
    <message>
        <source>Kata sandi disimpan.</source>
        <translation>Password saved.</translation>
    </message>
    <message>
        <source>Kata sandi dihapus.</source>
        <translation>Password removed.</translation>
    </message>
    <message>
        <source>Menyimpan</source>
        <translation>Saving</translation>
    </message>
</context>
<context>
    <name>DoorScreen</name>
    <message>
        <source>Untuk pelatih</source>
        <translation>For trainers</translation>
    </message>
    <message>
        <source>Buka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ketik kata sandi · Enter buka</source>
        <translation>Type the password · Enter open</translation>
    </message>
    <message>
        <source>Kata sandi pelatih</source>
        <translation>Trainer&apos;s password</translation>
    </message>
    <message>
        <source>Latihan tidak memerlukan kata sandi. Peserta: tekan Kembali.</source>
        <translation>Practice needs no password. Trainees: press Back.</translation>
    </message>
    <message>
        <source>Lupa kata sandinya?</source>
        <translation>Forgotten the passphrase?</translation>
    </message>
    <message>
        <source>1. Tekan Buka folder dan hapus berkas {name}.</source>
        <translation>1. Press Open folder and delete the file {name}.</translation>
    </message>
    <message>
        <source>2. Kembali ke sini dan tekan Buka, tanpa mengetik apa-apa.</source>
        <translation>2. Come back here and press Open, without typing anything.</translation>
    </message>
    <message>
        <source>3. Buat kata sandi baru di Pengaturan.</source>
        <translation>3. Set a new passphrase in Settings.</translation>
    </message>
    <message>
        <source>Catatan, hasil dan paket tetap ada. Kata sandi ujian lain lagi dan tidak berubah.</source>
        <translation>Records, results and packets stay. The passphrase of an exam is another one and stays as it is.</translation>
    </message>
    <message>
        <source>Buka folder</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>Folder itu: {path}</source>
        <translation>That folder: {path}</translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation>Type the password first.</translation>
    </message>
    <message>
        <source>Kata sandi salah. Ketik sekali lagi.</source>
        <translation>The password is wrong. Type it again.</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Kosongkan</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Pilih folder</source>
        <translation>Choose folder</translation>
    </message>
</context>
<context>
    <name>GuideCards</name>
    <message>
        <source>Cara memotret C.Hasil</source>
        <translation>How to photograph C.Hasil</translation>
    </message>
    <message>
        <source>Memotret</source>
        <translation>Photographing</translation>
    </message>
    <message>
        <source>Aturan angka ajaib</source>
        <translation>The magic numbers</translation>
    </message>
    <message>
        <source>Angka ajaib</source>
        <translation>Magic numbers</translation>
    </message>
    <message>
        <source>Kesalahan Sirekap yang pernah terjadi</source>
        <translation>Misreads of Sirekap that happened</translation>
    </message>
    <message>
        <source>Salah baca</source>
        <translation>Misread</translation>
    </message>
    <message>
        <source>Foto latihan: halaman tegak, utuh, terang, dan rata</source>
        <translation>Practice photo: the page straight, whole, well lit and flat</translation>
    </message>
    <message>
        <source>Pegang HP tegak lurus</source>
        <translation>Hold the phone straight above</translation>
    </message>
    <message>
        <source>Taruh kertas di lantai atau tempel di dinding.</source>
        <translation>Lay the paper on the floor or fix it to a wall.</translation>
    </message>
    <message>
        <source>Pegang HP tegak lurus terhadap kertas.</source>
        <translation>Hold the phone at a right angle to the paper.</translation>
    </message>
    <message>
        <source>Foto latihan dari samping: halaman tampak miring</source>
        <translation>Practice photo from the side: the page looks slanted</translation>
    </message>
    <message>
        <source>Seluruh halaman masuk</source>
        <translation>The whole page in the picture</translation>
    </message>
    <message>
        <source>Empat tanda sudut harus masuk semua.</source>
        <translation>All four corner marks must be in the picture.</translation>
    </message>
    <message>
        <source>Tanda hijau berarti posisi sudah pas.</source>
        <translation>A green mark means the position is right.</translation>
    </message>
    <message>
        <source>Foto latihan: garis hijau mengelilingi seluruh halaman</source>
        <translation>Practice photo: a green line around the whole page</translation>
    </message>
    <message>
        <source>Foto latihan: sisi kanan halaman terpotong</source>
        <translation>Practice photo: the right side of the page is cut off</translation>
    </message>
    <message>
        <source>Tanda sudut tidak tertutup</source>
        <translation>Corner marks uncovered</translation>
    </message>
    <message>
        <source>Jauhkan jari dari tanda sudut.</source>
        <translation>Keep your fingers off the corner marks.</translation>
    </message>
    <message>
        <source>Foto latihan: jari menutup tanda kanan atas</source>
        <translation>Practice photo: a finger covers the upper right mark</translation>
    </message>
    <message>
        <source>Cahaya cukup</source>
        <translation>Enough light</translation>
    </message>
    <message>
        <source>Foto di tempat yang cukup terang.</source>
        <translation>Photograph where there is enough light.</translation>
    </message>
    <message>
        <source>Jaga agar bayangan tidak jatuh ke kertas.</source>
        <translation>Let no shadow fall on the paper.</translation>
    </message>
    <message>
        <source>Foto latihan: halaman gelap dan tertutup bayangan</source>
        <translation>Practice photo: the page is dark and in shadow</translation>
    </message>
    <message>
        <source>Kertas rata</source>
        <translation>Flat paper</translation>
    </message>
    <message>
        <source>Ratakan kertas sebelum difoto.</source>
        <translation>Flatten the paper before you photograph it.</translation>
    </message>
    <message>
        <source>Kertas terlipat pernah menjadi sebab salah baca.</source>
        <translation>Folded paper has been a cause of misreads.</translation>
    </message>
    <message>
        <source>Foto latihan: halaman terlipat dan bergelombang</source>
        <translation>Practice photo: the page is folded and wavy</translation>
    </message>
    <message>
        <source>Foto tajam</source>
        <translation>A sharp photo</translation>
    </message>
    <message>
        <source>Tahan HP tetap diam.</source>
        <translation>Hold the phone still.</translation>
    </message>
    <message>
        <source>Angka tampak buram? Foto ulang.</source>
        <translation>Digits look blurred? Photograph again.</translation>
    </message>
    <message>
        <source>Bagian foto latihan: angka 73 tajam</source>
        <translation>Part of a practice photo: the number 73, sharp</translation>
    </message>
    <message>
        <source>Bagian foto latihan: angka 73 buram</source>
        <translation>Part of a practice photo: the number 73, blurred</translation>
    </message>
    <message>
        <source>Tanda tangan dulu, baru foto</source>
        <translation>Sign first, then photograph</translation>
    </message>
    <message>
        <source>Formulir ditandatangani dulu, baru difoto.</source>
        <translation>The form is signed first, then photographed.</translation>
    </message>
    <message>
        <source>Foto yang sudah dikirim tidak dapat diganti.</source>
        <translation>A photo that was sent cannot be replaced.</translation>
    </message>
    <message>
        <source>Lembar latihan: semua tanda tangan ada</source>
        <translation>Practice sheet: all signatures are there</translation>
    </message>
    <message>
        <source>Lembar latihan: belum ada tanda tangan</source>
        <translation>Practice sheet: no signatures yet</translation>
    </message>
    <message>
        <source>Belum</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>Baik</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>Jangan</source>
        <translation>Not like this</translation>
    </message>
    <message>
        <source>L + P = jumlah</source>
        <translation>L + P = total</translation>
    </message>
    <message>
        <source>Di setiap baris, L ditambah P sama dengan jumlahnya.</source>
        <translation>In every row, L plus P equals its total.</translation>
    </message>
    <message>
        <source>Lembar latihan: 140 ditambah 150 sama dengan 290</source>
        <translation>Practice sheet: 140 plus 150 equals 290</translation>
    </message>
    <message>
        <source>B.1 + B.2 + B.3 = B.4</source>
        <translation>B.1 + B.2 + B.3 = B.4</translation>
    </message>
    <message>
        <source>Jumlahkan tiga baris pengguna hak pilih.</source>
        <translation>Add up the three rows of voters.</translation>
    </message>
    <message>
        <source>Hasilnya ada di baris B.4.</source>
        <translation>The sum stands in row B.4.</translation>
    </message>
    <message>
        <source>Lembar latihan: 226 ditambah 5 ditambah 5 sama dengan 236</source>
        <translation>Practice sheet: 226 plus 5 plus 5 equals 236</translation>
    </message>
    <message>
        <source>Suara semua paslon = V.A</source>
        <translation>Votes of all pairs = V.A</translation>
    </message>
    <message>
        <source>Jumlahkan suara semua pasangan calon.</source>
        <translation>Add up the votes of all pairs of candidates.</translation>
    </message>
    <message>
        <source>Hasilnya sama dengan seluruh suara sah, V.A.</source>
        <translation>The sum equals all valid votes, V.A.</translation>
    </message>
    <message>
        <source>Lembar latihan: 24 ditambah 73 ditambah 70 ditambah 51 sama dengan 218</source>
        <translation>Practice sheet: 24 plus 73 plus 70 plus 51 equals 218</translation>
    </message>
    <message>
        <source>V.A + V.B = V.C</source>
        <translation>V.A + V.B = V.C</translation>
    </message>
    <message>
        <source>Suara sah ditambah suara tidak sah sama dengan V.C.</source>
        <translation>Valid votes plus invalid votes equal V.C.</translation>
    </message>
    <message>
        <source>Lembar latihan: 218 ditambah 18 sama dengan 236</source>
        <translation>Practice sheet: 218 plus 18 equals 236</translation>
    </message>
    <message>
        <source>Tiga angka ajaib: B.4, II.2, V.C</source>
        <translation>Three magic numbers: B.4, II.2, V.C</translation>
    </message>
    <message>
        <source>Periksa: apakah ketiganya sama?</source>
        <translation>Check: are all three the same?</translation>
    </message>
    <message>
        <source>Di sini ketiganya 236.</source>
        <translation>Here all three are 236.</translation>
    </message>
    <message>
        <source>pengguna hak pilih</source>
        <translation>voters who voted</translation>
    </message>
    <message>
        <source>surat suara digunakan</source>
        <translation>ballots used</translation>
    </message>
    <message>
        <source>suara sah dan tidak sah</source>
        <translation>valid and invalid votes</translation>
    </message>
    <message>
        <source>Kalau satu berbeda</source>
        <translation>If one is different</translation>
    </message>
    <message>
        <source>Dua angka sama, satu berbeda.</source>
        <translation>Two numbers agree, one is different.</translation>
    </message>
    <message>
        <source>Periksa dulu angka yang berbeda.</source>
        <translation>Check the different number first.</translation>
    </message>
    <message>
        <source>Berbeda</source>
        <translation>Different</translation>
    </message>
    <message>
        <source>Cari angka yang salah</source>
        <translation>Find the wrong number</translation>
    </message>
    <message>
        <source>218 + 18 = 236, jadi 301 salah baca.</source>
        <translation>218 + 18 = 236, so 301 is a misread.</translation>
    </message>
    <message>
        <source>Ikuti angka di kertas.</source>
        <translation>Go by the number on the paper.</translation>
    </message>
    <message>
        <source>suara sah</source>
        <translation>valid votes</translation>
    </message>
    <message>
        <source>suara tidak sah</source>
        <translation>invalid votes</translation>
    </message>
    <message>
        <source>Sama</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>Tulisan tangan di kotak: {n}</source>
        <translation>Handwriting in the boxes: {n}</translation>
    </message>
    <message>
        <source>Satu dari lima formulir</source>
        <translation>One form in five</translation>
    </message>
    <message>
        <source>Pada 2024, sekitar satu dari lima formulir presiden salah baca.</source>
        <translation>In 2024 about one presidential form in five was misread.</translation>
    </message>
    <message>
        <source>Begitu hitungan seorang insinyur.</source>
        <translation>So one engineer worked out.</translation>
    </message>
    <message>
        <source>Lima lembar latihan, satu di antaranya bertanda salah</source>
        <translation>Five practice sheets, one of them marked as wrong</translation>
    </message>
    <message>
        <source>Menjadi delapan ratusan</source>
        <translation>Turned into eight hundreds</translation>
    </message>
    <message>
        <source>Angka kecil pernah terbaca delapan ratusan.</source>
        <translation>Small numbers have been read as eight hundreds.</translation>
    </message>
    <message>
        <source>Periksa kotak pertama dulu.</source>
        <translation>Check the first box first.</translation>
    </message>
    <message>
        <source>Angka 1 menjadi angka lain</source>
        <translation>A 1 turned into another digit</translation>
    </message>
    <message>
        <source>Angka 1 pernah terbaca 6, 4, dan 9.</source>
        <translation>A 1 has been read as 6, 4 and 9.</translation>
    </message>
    <message>
        <source>Selisihnya ratusan suara.</source>
        <translation>That is a difference of hundreds of votes.</translation>
    </message>
    <message>
        <source>Angka hilang atau berubah</source>
        <translation>Numbers lost or changed</translation>
    </message>
    <message>
        <source>Angka 202 pernah terbaca 2.</source>
        <translation>202 has been read as 2.</translation>
    </message>
    <message>
        <source>Bandingkan semua kotak, satu per satu.</source>
        <translation>Compare all boxes, one by one.</translation>
    </message>
    <message>
        <source>Angka kecil menjadi besar</source>
        <translation>Small numbers turned large</translation>
    </message>
    <message>
        <source>Angka 2 pernah terbaca 282.</source>
        <translation>2 has been read as 282.</translation>
    </message>
    <message>
        <source>Periksa juga angka yang kecil.</source>
        <translation>Check small numbers, too.</translation>
    </message>
    <message>
        <source>Apa sebabnya?</source>
        <translation>Why did it happen?</translation>
    </message>
    <message>
        <source>Tiga sebab ini disebut di sidang.</source>
        <translation>These three causes were named in court.</translation>
    </message>
    <message>
        <source>Tulis jelas, foto tajam, ratakan kertas.</source>
        <translation>Write clearly, photograph sharply, flatten the paper.</translation>
    </message>
    <message>
        <source>Tulisan</source>
        <translation>Handwriting</translation>
    </message>
    <message>
        <source>Kamera HP</source>
        <translation>Phone camera</translation>
    </message>
    <message>
        <source>Foto latihan: halaman terlipat</source>
        <translation>Practice photo: the page is folded</translation>
    </message>
    <message>
        <source>Lipatan</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source>Jangan langsung kirim</source>
        <translation>Do not just send</translation>
    </message>
    <message>
        <source>Operator yang lelah pernah langsung mengirim.</source>
        <translation>Tired operators have just pressed send.</translation>
    </message>
    <message>
        <source>Bandingkan setiap angka dengan kertas.</source>
        <translation>Compare every number with the paper.</translation>
    </message>
</context>
<context>
    <name>GuideStep</name>
    <message>
        <source>Panduan</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Enter atau panah berikutnya · Esc kembali</source>
        <translation>Enter or arrow for the next · Esc back</translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation>On the paper</translation>
    </message>
    <message>
        <source>Dibaca mesin</source>
        <translation>Machine reads</translation>
    </message>
    <message>
        <source>Kartu sebelumnya</source>
        <translation>Previous card</translation>
    </message>
    <message>
        <source>Kartu berikutnya</source>
        <translation>Next card</translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>HandInStep</name>
    <message>
        <source>Serahkan hasil</source>
        <translation>Hand in results</translation>
    </message>
    <message>
        <source>Serahkan hasil kepada pelatih</source>
        <translation>Hand in results to the trainer</translation>
    </message>
    <message>
        <source>Simpan ke stik USB</source>
        <translation>Save to a USB stick</translation>
    </message>
    <message>
        <source>Kirim lewat Wi-Fi</source>
        <translation>Send by Wi-Fi</translation>
    </message>
    <message>
        <source>Pakai Wi-Fi yang sama dengan laptop pelatih. Alamat dan kodenya ada di layar pelatih.</source>
        <translation>Use the same Wi-Fi as the trainer&apos;s laptop. Its address and code are on the trainer&apos;s screen.</translation>
    </message>
    <message>
        <source>Alamat</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Kode</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Pasang stik USB, simpan berkas hasil di sana, lalu serahkan stik itu kepada pelatih.</source>
        <translation>Plug in a USB stick, save the result file there, then give the stick to the trainer.</translation>
    </message>
    <message>
        <source>Menghitung hasil</source>
        <translation>Counting results</translation>
    </message>
    <message>
        <source>{count} hasil belum diserahkan.</source>
        <translation>{count} results are not handed in yet.</translation>
    </message>
    <message>
        <source>Semua hasil sudah diserahkan.</source>
        <translation>All results are handed in.</translation>
    </message>
    <message>
        <source>Belum ada hasil. Selesaikan satu latihan dulu.</source>
        <translation>No results yet. Finish an exercise first.</translation>
    </message>
    <message>
        <source>Sertakan {count} hasil yang sudah pernah diserahkan</source>
        <translation>Include {count} results that were handed in before</translation>
    </message>
    <message>
        <source>Kode laptop ini: {code}</source>
        <translation>Code of this laptop: {code}</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Pilih stik USB</source>
        <translation>Choose USB stick</translation>
    </message>
    <message>
        <source>Enter selesai</source>
        <translation>Enter done</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter kirim</source>
        <translation>Tab next field · Enter send</translation>
    </message>
    <message>
        <source>Tab pilihan lain · Enter pilih stik USB</source>
        <translation>Tab other choice · Enter choose USB stick</translation>
    </message>
    <message>
        <source>Pilih stik USB atau folder</source>
        <translation>Choose a USB stick or folder</translation>
    </message>
    <message>
        <source>Menyimpan hasil</source>
        <translation>Saving results</translation>
    </message>
    <message>
        <source>Ketik alamat di layar pelatih.</source>
        <translation>Type the address on the trainer&apos;s screen.</translation>
    </message>
    <message>
        <source>Ketik kode di layar pelatih.</source>
        <translation>Type the code on the trainer&apos;s screen.</translation>
    </message>
    <message>
        <source>Mengirim hasil ke laptop pelatih</source>
        <translation>Sending results to the trainer&apos;s laptop</translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation>Esc cancel</translation>
    </message>
    <message>
        <source>{count} hasil disimpan di {folder} sebagai {names}. Keluarkan stik dengan aman, lalu serahkan kepada pelatih.</source>
        <translation>{count} results are saved in {folder} as {names}. Eject the stick safely, then give it to the trainer.</translation>
    </message>
    <message>
        <source>{count} hasil ada di laptop pelatih.</source>
        <translation>{count} results are on the trainer&apos;s laptop.</translation>
    </message>
    <message>
        <source>{count} lainnya belum diterima; simpan ke stik USB.</source>
        <translation>{count} more were not received; save them to a USB stick.</translation>
    </message>
</context>
<context>
    <name>HandOverStep</name>
    <message>
        <source>Mulai</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Enter mulai</source>
        <translation>Enter start</translation>
    </message>
    <message>
        <source>Angka formulir {form} masuk antrean kirim.</source>
        <translation>The numbers of form {form} wait to be sent.</translation>
    </message>
    <message>
        <source>Angka {form} terkirim.</source>
        <translation>The numbers of {form} are sent.</translation>
    </message>
    <message>
        <source>Sekarang giliran operator {role}:</source>
        <translation>Now it is the {role} operator&apos;s turn:</translation>
    </message>
    <message>
        <source>Tukar tempat duduk. Jangan perlihatkan jawaban Anda.</source>
        <translation>Change seats. Do not show your answers.</translation>
    </message>
    <message>
        <source>Berikutnya formulir {form}</source>
        <translation>Next is form {form}</translation>
    </message>
    <message>
        <source>Berikutnya formulir {form}, tetap oleh:</source>
        <translation>Next is the form {form}, again by:</translation>
    </message>
    <message>
        <source>Foto formulir {form}, lalu periksa semua angkanya.</source>
        <translation>Photograph form {form}, then check all its numbers.</translation>
    </message>
    <message>
        <source>Periksa angka {form} sendiri, dari foto yang sama.</source>
        <translation>Check the numbers of {form} yourself, from the same photos.</translation>
    </message>
</context>
<context>
    <name>HomeStep</name>
    <message>
        <source>Mulai latihan</source>
        <translation>Start practising</translation>
    </message>
    <message>
        <source>Untuk pelatih</source>
        <translation>For trainers</translation>
    </message>
    <message>
        <source>Latihan Sirekap</source>
        <translation>Latihan Sirekap</translation>
    </message>
    <message>
        <source>Ini hanya latihan. Tidak ada yang dikirim ke KPU.</source>
        <translation>This is only practice. Nothing is sent to the KPU.</translation>
    </message>
    <message>
        <source>Panduan (F1)</source>
        <translation>Guide (F1)</translation>
    </message>
    <message>
        <source>Serahkan hasil</source>
        <translation>Hand in results</translation>
    </message>
    <message>
        <source>Tes awal</source>
        <translation>Pre-test</translation>
    </message>
    <message>
        <source>Tes akhir</source>
        <translation>Post-test</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Foto tiga halaman C.Hasil.</source>
        <translation>Photograph the three pages of C.Hasil.</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Bandingkan setiap angka dengan kertas.</source>
        <translation>Compare every number with the paper.</translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Kirim, lalu lihat hasil Anda.</source>
        <translation>Send, then see your result.</translation>
    </message>
    <message>
        <source>Mulai baru</source>
        <translation>Start anew</translation>
    </message>
    <message>
        <source>Serahkan hasil ({count})</source>
        <translation>Hand in results ({count})</translation>
    </message>
    <message>
        <source>Lihat hasil</source>
        <translation>See results</translation>
    </message>
    <message>
        <source>tinggal pengiriman</source>
        <translation>only the sending is left</translation>
    </message>
    <message>
        <source>{n} dari {all} angka</source>
        <translation>{n} of {all} numbers</translation>
    </message>
    <message>
        <source>Simulasi {name}, TPS {tps}, belum selesai ({done}).</source>
        <translation>Simulation of {name}, TPS {tps}, is not finished ({done}).</translation>
    </message>
    <message>
        <source>Ujian {name}, TPS {tps}, belum selesai ({done}).</source>
        <translation>Exam of {name}, TPS {tps}, is not finished ({done}).</translation>
    </message>
    <message>
        <source> dan </source>
        <translation> and </translation>
    </message>
    <message>
        <source>Hasil {name}, TPS {tps}, masih dapat dilihat.</source>
        <translation>The result of {name}, TPS {tps}, can still be seen.</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>done</translation>
    </message>
    <message>
        <source>giliran {turn} dari {turns}: {done}</source>
        <translation>turn {turn} of {turns}: {done}</translation>
    </message>
    <message>
        <source>Enter lanjutkan · F1 panduan</source>
        <translation>Enter go on · F1 guide</translation>
    </message>
    <message>
        <source>Enter lanjutkan</source>
        <translation>Enter go on</translation>
    </message>
    <message>
        <source>Lanjutkan</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>foto</source>
        <translation>photo</translation>
    </message>
    <message>
        <source>Enter mulai · F1 panduan</source>
        <translation>Enter begins · F1 guide</translation>
    </message>
    <message>
        <source>Latihan {name}, TPS {tps}, belum selesai ({done}).</source>
        <translation>Practice of {name}, TPS {tps}, is not finished ({done}).</translation>
    </message>
</context>
<context>
    <name>IdentityStep</name>
    <message>
        <source>Lanjut</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter lanjut</source>
        <translation>Tab next field · Enter next</translation>
    </message>
    <message>
        <source>Siapa yang berlatih?</source>
        <translation>Who is practising?</translation>
    </message>
    <message>
        <source>Nama lengkap</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Nama operator utama</source>
        <translation>Name of the main operator</translation>
    </message>
    <message>
        <source>Nama operator cadangan</source>
        <translation>Name of the reserve operator</translation>
    </message>
    <message>
        <source>Nama Anda</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation>TPS number</translation>
    </message>
    <message>
        <source>Berlatih sendiri</source>
        <translation>Practise alone</translation>
    </message>
    <message>
        <source>Berdua</source>
        <translation>As a pair</translation>
    </message>
    <message>
        <source>Tugas Anda di TPS</source>
        <translation>Your task at the TPS</translation>
    </message>
    <message>
        <source>Operator utama</source>
        <translation>Main operator</translation>
    </message>
    <message>
        <source>Operator cadangan</source>
        <translation>Reserve operator</translation>
    </message>
</context>
<context>
    <name>KeyScreen</name>
    <message>
        <source>Simpan kunci</source>
        <translation>Save key</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Angka di lembar ini</source>
        <translation>Numbers on this sheet</translation>
    </message>
    <message>
        <source>Lihat (F3)</source>
        <translation>Show (F3)</translation>
    </message>
    <message>
        <source>Di kertas begitu (F4)</source>
        <translation>So on paper (F4)</translation>
    </message>
    <message>
        <source>Ambil foto (F6)</source>
        <translation>Take photos (F6)</translation>
    </message>
    <message>
        <source>Lengkap (Y)</source>
        <translation>Complete (Y)</translation>
    </message>
    <message>
        <source>Ada yang kurang (T)</source>
        <translation>Something missing (T)</translation>
    </message>
    <message>
        <source>Bulatan bila lain (B)</source>
        <translation>Bubbles if different (B)</translation>
    </message>
    <message>
        <source>Semua tanda tangan lengkap?</source>
        <translation>Are all signatures there?</translation>
    </message>
    <message>
        <source>Kunci {id} · TPS {tps}</source>
        <translation>Key {id} · TPS {tps}</translation>
    </message>
    <message>
        <source>Potongan kertas: {name}</source>
        <translation>Cut-out of the paper: {name}</translation>
    </message>
    <message>
        <source>Belum ada foto halaman {n}.
Ambil foto, atau ketik sambil melihat kertas.</source>
        <translation>No photo of page {n} yet.
Take one, or type while looking at the paper.</translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>lengkap</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>kurang</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>{n} dari {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>Y lengkap · T ada yang kurang · Enter lanjut · panah ke angka lain</source>
        <translation>Y complete · T something missing · Enter next · arrows to another number</translation>
    </message>
    <message>
        <source>Ketik isi kotak: 0-9, X, - atau spasi · Enter lanjut · panah ke angka lain</source>
        <translation>Type what the boxes hold: 0-9, X, - or space · Enter next · arrows to another number</translation>
    </message>
    <message>
        <source>Pilih dulu.</source>
        <translation>Choose first.</translation>
    </message>
    <message>
        <source>Ketik isi kotaknya dulu.</source>
        <translation>Type what the boxes hold first.</translation>
    </message>
    <message>
        <source>Foto lembar ini (*.jpg *.jpeg *.png)</source>
        <translation>Photos of this sheet (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>Pilih foto halaman lembar ini</source>
        <translation>Choose the photos of this sheet&apos;s pages</translation>
    </message>
    <message>
        <source>Membaca foto</source>
        <translation>Reading photos</translation>
    </message>
    <message>
        <source>Belum disimpan: {n} isian belum benar.</source>
        <translation>Not saved yet: {n} fields are not right.</translation>
    </message>
    <message>
        <source> (dan {n} lainnya)</source>
        <translation> (and {n} more)</translation>
    </message>
    <message>
        <source>Belum disimpan. {words}</source>
        <translation>Not saved yet. {words}</translation>
    </message>
</context>
<context>
    <name>KeysScreen</name>
    <message>
        <source>Isi kunci lembar ini</source>
        <translation>Type this sheet&apos;s key</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Panah memilih lembar · Enter isi kunci</source>
        <translation>Arrows choose a sheet · Enter type its key</translation>
    </message>
    <message>
        <source>Cari di daftar</source>
        <translation>Find in the list</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Nama lembar tercetak kecil di kaki setiap halaman.</source>
        <translation>The sheet&apos;s name is printed small at the foot of every page.</translation>
    </message>
    <message>
        <source>Lembar</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Kunci</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation>Blank sheets</translation>
    </message>
    <message>
        <source>Daftar lembar</source>
        <translation>List of sheets</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>id</source>
        <translation>en</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Latihan Sirekap</source>
        <translation>Latihan Sirekap</translation>
    </message>
    <message>
        <source>Identitas</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packet</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>PERIKSA</source>
        <translation>CHECK</translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Tampilan</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Saya belum paham: tanyakan kepada pelatih</source>
        <translation>I don&apos;t understand: ask the trainer</translation>
    </message>
    <message>
        <source>Belum paham (F8)</source>
        <translation>Not clear (F8)</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Tulisan {n}%</source>
        <translation>Text {n}%</translation>
    </message>
    <message>
        <source>Layar gelap</source>
        <translation>Dark screen</translation>
    </message>
    <message>
        <source>Ada ujian yang belum selesai. Panduan terbuka lagi sesudahnya.</source>
        <translation>An exam is not finished. The guide opens again after it.</translation>
    </message>
    <message>
        <source>Panduan hanya ada dalam mode Latihan, tidak selama ujian atau tes.</source>
        <translation>The guide is there in Practice only, not in an exam or test.</translation>
    </message>
    <message>
        <source>Pertanyaan disimpan. Pelatih dan PPS akan menjawabnya.</source>
        <translation>Question saved. The trainer and PPS will answer it.</translation>
    </message>
    <message>
        <source>Waktu berjalan {time}</source>
        <translation>Time running {time}</translation>
    </message>
</context>
<context>
    <name>MakingScreen</name>
    <message>
        <source>Menghitung sisa waktu</source>
        <translation>Working out the time left</translation>
    </message>
    <message>
        <source>Sisa kurang dari 1 menit</source>
        <translation>Less than 1 minute left</translation>
    </message>
    <message>
        <source>Sisa kira-kira {n} menit</source>
        <translation>About {n} minutes left</translation>
    </message>
    <message>
        <source>Batalkan</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Membuat lembar {words}</source>
        <translation>Making sheet {words}</translation>
    </message>
    <message>
        <source>Membuat paket {words}</source>
        <translation>Making packet {words}</translation>
    </message>
    <message>
        <source>Menyiapkan lembar</source>
        <translation>Preparing sheets</translation>
    </message>
    <message>
        <source>Menyiapkan paket</source>
        <translation>Preparing packets</translation>
    </message>
    <message>
        <source>Esc batalkan. Paket yang sudah jadi tetap ada.</source>
        <translation>Esc cancel. Packets that are done are kept.</translation>
    </message>
    <message>
        <source>Berhenti setelah paket ini selesai</source>
        <translation>Stopping when this packet is done</translation>
    </message>
    <message>
        <source>Dihentikan</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Paket yang sudah jadi tetap ada. Lanjutkan kapan saja dari daftar.</source>
        <translation>Packets that are done are kept. Go on at any time from the list.</translation>
    </message>
    <message>
        <source>Lanjutkan membuat</source>
        <translation>Go on making</translation>
    </message>
    <message>
        <source>{n} lembar ada di {folder}.</source>
        <translation>{n} sheets are in {folder}.</translation>
    </message>
    <message>
        <source>{n} paket ada di {folder}.</source>
        <translation>{n} packets are in {folder}.</translation>
    </message>
    <message>
        <source> Kuncinya tersegel: bagikan folder ini, simpan kata sandinya.</source>
        <translation> The keys are sealed: hand out this folder, keep the password.</translation>
    </message>
    <message>
        <source>Lembar selesai</source>
        <translation>Sheets done</translation>
    </message>
    <message>
        <source>Paket selesai</source>
        <translation>Packets done</translation>
    </message>
    <message>
        <source>Lihat dan cetak</source>
        <translation>Look and print</translation>
    </message>
    <message>
        <source>Ketik kata sandi lagi</source>
        <translation>Type the password again</translation>
    </message>
    <message>
        <source>Coba lagi</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Paket belum selesai</source>
        <translation>Packets not finished</translation>
    </message>
    <message>
        <source>Ke daftar paket</source>
        <translation>To the packets</translation>
    </message>
    <message>
        <source>Enter lihat lembar</source>
        <translation>Enter look at the sheets</translation>
    </message>
    <message>
        <source>Enter lanjutkan</source>
        <translation>Enter go on</translation>
    </message>
    <message>
        <source>{n} pasang, Gubernur dan Wali Kota, ada di {folder}.</source>
        <translation>{n} pairs, Gubernur and Wali Kota, are in {folder}.</translation>
    </message>
</context>
<context>
    <name>Material</name>
    <message>
        <source>Membuat formulir dan fotonya</source>
        <translation>Making forms and their photos</translation>
    </message>
</context>
<context>
    <name>MistakeCard</name>
    <message>
        <source>Seharusnya</source>
        <translation>Should be</translation>
    </message>
    <message>
        <source>Dibaca mesin</source>
        <translation>Machine reads</translation>
    </message>
    <message>
        <source>Anda kirim</source>
        <translation>You sent</translation>
    </message>
    <message>
        <source>Selisih {votes} suara.</source>
        <translation>{votes} votes of difference.</translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation>flagged</translation>
    </message>
    <message>
        <source>tidak dijawab</source>
        <translation>not answered</translation>
    </message>
    <message>
        <source>Salah baca lolos:</source>
        <translation>Misreading let through:</translation>
    </message>
    <message>
        <source>Sudah benar, lalu diubah:</source>
        <translation>Was right, then changed:</translation>
    </message>
    <message>
        <source>Koreksi belum tepat:</source>
        <translation>Correction not right yet:</translation>
    </message>
    <message>
        <source>Ditandai padahal sesuai:</source>
        <translation>Flagged although it matched:</translation>
    </message>
    <message>
        <source>Belum diperiksa:</source>
        <translation>Not checked yet:</translation>
    </message>
</context>
<context>
    <name>NewBlankScreen</name>
    <message>
        <source>Buat lembar</source>
        <translation>Make sheets</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter buat</source>
        <translation>Tab next field · Enter make</translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation>TPS number</translation>
    </message>
    <message>
        <source>Kelurahan atau desa</source>
        <translation>Kelurahan or village</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Jumlah lembar</source>
        <translation>Number of sheets</translation>
    </message>
    <message>
        <source>Folder untuk lembar</source>
        <translation>Folder for the sheets</translation>
    </message>
    <message>
        <source>Lembar kosong</source>
        <translation>Blank sheets</translation>
    </message>
    <message>
        <source>Cetak, isi dengan tangan, foto, lalu ketik kuncinya dari daftar paket.</source>
        <translation>Print, fill in by hand, photograph, then type the key from the list of packets.</translation>
    </message>
    <message>
        <source>Kecamatan hanya perlu bila kelurahannya tidak dikenal.</source>
        <translation>A kecamatan is needed only if the kelurahan is not known.</translation>
    </message>
    <message>
        <source>Isi TPS dan kelurahan untuk melihat contoh lembar.</source>
        <translation>Fill in TPS and kelurahan to see a sheet.</translation>
    </message>
    <message>
        <source>Lembar kosong {form}</source>
        <translation>Blank sheets {form}</translation>
    </message>
    <message>
        <source>Isi nomor TPS, misalnya 012.</source>
        <translation>Enter the TPS number, for example 012.</translation>
    </message>
    <message>
        <source>Isi nama kelurahan atau desa.</source>
        <translation>Enter the name of the kelurahan or village.</translation>
    </message>
</context>
<context>
    <name>NewSetScreen</name>
    <message>
        <source>Buat paket</source>
        <translation>Make packets</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Spasi memilih · Enter buat</source>
        <translation>Tab next field · Space chooses · Enter make</translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Untuk</source>
        <translation>For</translation>
    </message>
    <message>
        <source>TPS di kepala formulir</source>
        <translation>TPS in the form&apos;s header</translation>
    </message>
    <message>
        <source>TPS karangan</source>
        <translation>Made-up TPS</translation>
    </message>
    <message>
        <source>Daftar TPS</source>
        <translation>List of TPS</translation>
    </message>
    <message>
        <source>Paket tiap TPS</source>
        <translation>Packets a TPS</translation>
    </message>
    <message>
        <source>Foto tiruan</source>
        <translation>Imitated photos</translation>
    </message>
    <message>
        <source>Ukuran foto</source>
        <translation>Size of the photos</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Yang salah di kertas</source>
        <translation>What is wrong on the paper</translation>
    </message>
    <message>
        <source>Salah baca mesin</source>
        <translation>The machine&apos;s misreadings</translation>
    </message>
    <message>
        <source>Jumlah paket</source>
        <translation>Number of packets</translation>
    </message>
    <message>
        <source>Folder untuk paket</source>
        <translation>Folder for the packets</translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Kata sandi sekali lagi</source>
        <translation>Password once more</translation>
    </message>
    <message>
        <source>Paket baru</source>
        <translation>New packets</translation>
    </message>
    <message>
        <source>Pakai beberapa kata, dan catat. Bila lupa, kunci dan hasil ujian tidak dapat dibuka.</source>
        <translation>Use several words, and write them down. If forgotten, keys and exam results cannot be opened.</translation>
    </message>
    <message>
        <source>Pilih daftar (Excel atau CSV)</source>
        <translation>Choose list (Excel or CSV)</translation>
    </message>
    <message>
        <source>Simpan contoh daftar</source>
        <translation>Save a sample list</translation>
    </message>
    <message>
        <source>TPS di catatan</source>
        <translation>TPS in the records</translation>
    </message>
    <message>
        <source>Kedua formulir dari TPS yang sama.</source>
        <translation>Both forms of the same TPS.</translation>
    </message>
    <message>
        <source>Ujian </source>
        <translation>Exam </translation>
    </message>
    <message>
        <source>Satu TPS tiap baris: Kecamatan, Kelurahan, TPS.</source>
        <translation>One TPS a line: Kecamatan, Kelurahan, TPS.</translation>
    </message>
    <message>
        <source>Daftar TPS (*.xlsx *.csv *.txt)</source>
        <translation>List of TPS (*.xlsx *.csv *.txt)</translation>
    </message>
    <message>
        <source>Membaca {name}</source>
        <translation>Reading {name}</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>{name}: {n} TPS di {m} kelurahan.</source>
        <translation>{name}: {n} TPS in {m} kelurahan.</translation>
    </message>
    <message>
        <source>Perbaiki daftarnya, lalu pilih lagi.</source>
        <translation>Mend the list, then choose it again.</translation>
    </message>
    <message>
        <source>Contoh ada di {path}. Isi, simpan, lalu pilih.</source>
        <translation>The sample is in {path}. Fill it in, save, then choose it.</translation>
    </message>
    <message>
        <source>Pilih daftar TPS dulu.</source>
        <translation>Choose the list of TPS first.</translation>
    </message>
    <message>
        <source>Kedua kata sandi tidak sama. Ketik sekali lagi.</source>
        <translation>The two passwords are not the same. Type them again.</translation>
    </message>
    <message>
        <source>Gubernur dan Wali Kota (Simulasi)</source>
        <translation>Gubernur and Wali Kota (Simulation)</translation>
    </message>
    <message>
        <source>Jumlah TPS</source>
        <translation>Number of TPS</translation>
    </message>
    <message>
        <source>Simulasi</source>
        <translation>Simulation</translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>Tidak sesuai (T)</source>
        <translation>Does not match (T)</translation>
    </message>
    <message>
        <source>Di kertas</source>
        <translation>On the paper</translation>
    </message>
    <message>
        <source>Dibaca mesin</source>
        <translation>Machine reads</translation>
    </message>
    <message>
        <source>Koreksi Anda</source>
        <translation>Your correction</translation>
    </message>
    <message>
        <source>Potongan kertas: {title}</source>
        <translation>Cut-out of the paper: {title}</translation>
    </message>
    <message>
        <source>Bulatan dicatat (B)</source>
        <translation>Bubbles noted (B)</translation>
    </message>
    <message>
        <source>Bulatan di kertas berbeda (B)</source>
        <translation>Bubbles differ on paper (B)</translation>
    </message>
    <message>
        <source>Bulatan beda (B)</source>
        <translation>Bubbles differ (B)</translation>
    </message>
    <message>
        <source>Simpan koreksi (Enter)</source>
        <translation>Save correction (Enter)</translation>
    </message>
    <message>
        <source>Sesuai</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>Sesuai (Enter)</source>
        <translation>Matches (Enter)</translation>
    </message>
</context>
<context>
    <name>NumberRow</name>
    <message>
        <source>bulatan 0 0 0</source>
        <translation>bubbles 0 0 0</translation>
    </message>
</context>
<context>
    <name>PacketStep</name>
    <message>
        <source>Pilih paket ini</source>
        <translation>Choose this packet</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Gubernur dan Wali Kota
TPS {tps} · {place}
Paket {id}</source>
        <translation>Gubernur and Wali Kota
TPS {tps} · {place}
Packet {id}</translation>
    </message>
    <message>
        <source>Belum ada paket. Pilih folder paket dari pelatih Anda.</source>
        <translation>No packets yet. Choose the packet folder from your trainer.</translation>
    </message>
    <message>
        <source>Paket dari folder lain</source>
        <translation>Packet from another folder</translation>
    </message>
    <message>
        <source>Pilih paket latihan</source>
        <translation>Choose a practice packet</translation>
    </message>
    <message>
        <source>Koreksi</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>TPS baru
Dibuat sekarang, sekitar setengah menit</source>
        <translation>New TPS
Made now, about half a minute</translation>
    </message>
    <message>
        <source>Cara berlatih</source>
        <translation>Way of practising</translation>
    </message>
    <message>
        <source>Latihan
Dibimbing, boleh mencoba lagi</source>
        <translation>Practice
Guided, you may try again</translation>
    </message>
    <message>
        <source>Simulasi
Satu TPS, jaringan lambat</source>
        <translation>Simulation
One TPS, slow network</translation>
    </message>
    <message>
        <source>Ujian
Paket tersegel, sekali saja</source>
        <translation>Exam
Sealed packet, once only</translation>
    </message>
    <message>
        <source>Tandai saja</source>
        <translation>Flag only</translation>
    </message>
    <message>
        <source>Aturan memeriksa</source>
        <translation>Rule of checking</translation>
    </message>
    <message>
        <source>Kelas: {title} – {mode}, {rule}. Ditetapkan pelatih.</source>
        <translation>Class: {title} – {mode}, {rule}. Set by the trainer.</translation>
    </message>
    <message>
        <source>Angka yang salah ditandai.</source>
        <translation>Wrong numbers are flagged.</translation>
    </message>
    <message>
        <source>Angka yang salah dibetulkan.</source>
        <translation>Wrong numbers are put right.</translation>
    </message>
    <message>
        <source>Panah memilih · Tab bagian lain · Enter lanjut</source>
        <translation>Arrows choose · Tab other parts · Enter next</translation>
    </message>
    <message>
        <source>{form}
TPS {tps} · {place}
Paket {id}</source>
        <translation>{form}
TPS {tps} · {place}
Packet {id}</translation>
    </message>
    <message>
        <source>{form}
TPS {tps} · {place}
Paket {id} dari kelas Anda</source>
        <translation>{form}
TPS {tps} · {place}
Packet {id} of your class</translation>
    </message>
    <message>
        <source>Gubernur dan Wali Kota dari kelas Anda
TPS {tps} · {place}</source>
        <translation>Gubernur and Wali Kota of your class
TPS {tps} · {place}</translation>
    </message>
    <message>
        <source>Pilih TPS</source>
        <translation>Choose a TPS</translation>
    </message>
    <message>
        <source>Pilih paket ujian</source>
        <translation>Choose an exam packet</translation>
    </message>
    <message>
        <source>Belum ada paket ujian. Pilih folder paket tersegel dari pelatih Anda.</source>
        <translation>No exam packets yet. Choose the sealed packet folder from your trainer.</translation>
    </message>
    <message>
        <source>Buat dan mulai</source>
        <translation>Make and start</translation>
    </message>
    <message>
        <source>Membaca folder</source>
        <translation>Reading the folder</translation>
    </message>
    <message>
        <source>Pilih folder paket</source>
        <translation>Choose packet folder</translation>
    </message>
    <message>
        <source>Menyiapkan TPS baru</source>
        <translation>Preparing a new TPS</translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation>Esc cancel</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>Utama: {utama}. Cadangan: {cadangan}.</source>
        <translation>Main: {utama}. Reserve: {cadangan}.</translation>
    </message>
    <message>
        <source>sepakat</source>
        <translation>agreed</translation>
    </message>
    <message>
        <source>Anda berdua sepakat pada semua {all} angka.</source>
        <translation>You both agree on all {all} numbers.</translation>
    </message>
    <message>
        <source>Anda berdua sepakat pada {alike} dari {all} angka.</source>
        <translation>You both agree on {alike} of {all} numbers.</translation>
    </message>
</context>
<context>
    <name>PdfKeeper</name>
    <message>
        <source>Buka folder</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>Simpan hasil sebagai PDF</source>
        <translation>Save result as PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Menyimpan PDF</source>
        <translation>Saving PDF</translation>
    </message>
    <message>
        <source>PDF tersimpan: {path}</source>
        <translation>PDF saved: {path}</translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message>
        <source>Impor daftar</source>
        <translation>Import list</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Trainees</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Cari nama atau TPS</source>
        <translation>Find name or TPS</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Peran</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Nomor HP</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Daftar peserta</source>
        <translation>List of trainees</translation>
    </message>
    <message>
        <source>Tidak ada yang cocok. Hapus kata di kotak cari.</source>
        <translation>Nothing matches. Clear the words in the search box.</translation>
    </message>
    <message>
        <source>Ubah atau hapus</source>
        <translation>Change or delete</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Belum ada peserta.</source>
        <translation>No trainees yet.</translation>
    </message>
    <message>
        <source>Simpan contoh daftar, isi, lalu tekan Impor daftar di kanan bawah.</source>
        <translation>Save the sample list, fill it in, then press Import list at the lower right.</translation>
    </message>
    <message>
        <source>Simpan contoh daftar</source>
        <translation>Save a sample list</translation>
    </message>
    <message>
        <source>Ketik peserta</source>
        <translation>Type a trainee</translation>
    </message>
    <message>
        <source>Daftar TPS</source>
        <translation>List of TPS</translation>
    </message>
    <message>
        <source>Panah memilih · Enter impor daftar</source>
        <translation>Arrows choose · Enter import list</translation>
    </message>
    <message>
        <source>Enter impor daftar</source>
        <translation>Enter import list</translation>
    </message>
    <message>
        <source>Semua kelurahan</source>
        <translation>All kelurahan</translation>
    </message>
    <message>
        <source>Peserta · {n}</source>
        <translation>Trainees · {n}</translation>
    </message>
    <message>
        <source>Daftar operator.xlsx</source>
        <translation>List of operators.xlsx</translation>
    </message>
    <message>
        <source>Tersimpan: {path}</source>
        <translation>Saved: {path}</translation>
    </message>
</context>
<context>
    <name>PersonFormScreen</name>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter simpan</source>
        <translation>Tab next field · Enter save</translation>
    </message>
    <message>
        <source>Nama lengkap</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Kelurahan atau desa</source>
        <translation>Kelurahan or village</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation>TPS number</translation>
    </message>
    <message>
        <source>Nomor HP</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Boleh kosong.</source>
        <translation>May stay empty.</translation>
    </message>
    <message>
        <source>Peran</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Operator utama</source>
        <translation>Main operator</translation>
    </message>
    <message>
        <source>Operator cadangan</source>
        <translation>Reserve operator</translation>
    </message>
    <message>
        <source>Tidak bertugas lagi</source>
        <translation>No longer on duty</translation>
    </message>
    <message>
        <source>TPS-nya menjadi kosong. Nama dan hasilnya tetap tercatat.</source>
        <translation>The TPS becomes vacant. Name and results are kept.</translation>
    </message>
    <message>
        <source>Akhiri tugas</source>
        <translation>End duty</translation>
    </message>
    <message>
        <source>Hapus datanya</source>
        <translation>Delete the data</translation>
    </message>
    <message>
        <source>Hapus, hasil tanpa nama</source>
        <translation>Delete, keep results nameless</translation>
    </message>
    <message>
        <source>Hapus dengan hasilnya</source>
        <translation>Delete with the results</translation>
    </message>
    <message>
        <source>Ubah peserta</source>
        <translation>Change trainee</translation>
    </message>
    <message>
        <source>Peserta baru</source>
        <translation>New trainee</translation>
    </message>
    <message>
        <source>Nama dan nomor HP hilang dari semua catatan. Tidak dapat dibatalkan.</source>
        <translation>Name and phone number leave all records. This cannot be undone.</translation>
    </message>
    <message>
        <source>{n} hasil dan pertanyaannya dapat disimpan tanpa nama.</source>
        <translation>{n} results and the questions can be kept without a name.</translation>
    </message>
    <message>
        <source>Hapus data {name}?</source>
        <translation>Delete the data of {name}?</translation>
    </message>
    <message>
        <source>Hasilnya tetap dihitung dalam laporan, tanpa nama.</source>
        <translation>The results still count in reports, without a name.</translation>
    </message>
    <message>
        <source>Hasilnya ikut hilang, juga dari laporan kelas.</source>
        <translation>The results go too, also from class reports.</translation>
    </message>
    <message>
        <source>Ini tidak dapat dibatalkan.</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>PhotoStep</name>
    <message>
        <source>Hal. {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Halaman {n} dari {all}</source>
        <translation>Page {n} of {all}</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Panah memilih · Enter mengambil foto</source>
        <translation>Arrows choose · Enter takes the photo</translation>
    </message>
    <message>
        <source>Pakai foto ini</source>
        <translation>Use this photo</translation>
    </message>
    <message>
        <source>Enter foto ulang · Tab ke tombol lain</source>
        <translation>Enter take again · Tab to other buttons</translation>
    </message>
    <message>
        <source>Tetap pakai foto ini</source>
        <translation>Use this photo anyway</translation>
    </message>
    <message>
        <source>Enter pakai foto ini · roda tetikus memperbesar</source>
        <translation>Enter use this photo · mouse wheel zooms</translation>
    </message>
    <message>
        <source>Pakai, mulai periksa</source>
        <translation>Use it, start checking</translation>
    </message>
    <message>
        <source>Cara lain</source>
        <translation>Other ways</translation>
    </message>
    <message>
        <source>Esc cara lain</source>
        <translation>Esc other ways</translation>
    </message>
    <message>
        <source>Tab sudut berikutnya · panah menggeser, Shift lebih cepat · Enter baca halaman</source>
        <translation>Tab next corner · arrows move it, Shift faster · Enter read page</translation>
    </message>
    <message>
        <source>Baca halaman</source>
        <translation>Read page</translation>
    </message>
    <message>
        <source>Membuka foto</source>
        <translation>Opening the photo</translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation>Esc cancel</translation>
    </message>
    <message>
        <source>Foto ini belum ada di laptop.</source>
        <translation>This photo is not on the laptop yet.</translation>
    </message>
    <message>
        <source>Simpan dulu, lalu seret berkasnya.</source>
        <translation>Save it first, then drag its file.</translation>
    </message>
    <message>
        <source>Ada {n} berkas sekaligus.</source>
        <translation>These are {n} files at once.</translation>
    </message>
    <message>
        <source>Seret satu foto saja, dari halaman {n}.</source>
        <translation>Drag one photo only, of page {n}.</translation>
    </message>
    <message>
        <source>{name} adalah folder.</source>
        <translation>{name} is a folder.</translation>
    </message>
    <message>
        <source>Buka folder itu, lalu seret satu foto dari dalamnya.</source>
        <translation>Open that folder, then drag one photo out of it.</translation>
    </message>
</context>
<context>
    <name>PlaceFormScreen</name>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Tab isian berikutnya · Enter simpan</source>
        <translation>Tab next field · Enter save</translation>
    </message>
    <message>
        <source>Nomor TPS</source>
        <translation>TPS number</translation>
    </message>
    <message>
        <source>Sampai nomor (boleh kosong)</source>
        <translation>Up to number (may be empty)</translation>
    </message>
    <message>
        <source>Kelurahan atau desa</source>
        <translation>Kelurahan or village</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Lihat pesertanya</source>
        <translation>Show its trainees</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>TPS baru</source>
        <translation>New TPS</translation>
    </message>
    <message>
        <source>Operatornya diketik di layar Peserta. Kelurahan yang belum ada ikut dibuat.</source>
        <translation>Its operators are typed under Trainees. A new kelurahan is made with it.</translation>
    </message>
    <message>
        <source>TPS {number} {village}</source>
        <translation>TPS {number} {village}</translation>
    </message>
    <message>
        <source>Operator dan hasilnya ikut, juga ke kelurahan lain. Folder kelas yang sudah dibagikan masih memakai nomor dan kelurahan lama.</source>
        <translation>Operators and their results go along, to another kelurahan too. Class folders handed out already keep the old number and kelurahan.</translation>
    </message>
    <message>
        <source>Kelurahan {name}</source>
        <translation>Kelurahan {name}</translation>
    </message>
    <message>
        <source>{n} TPS, {m} operator</source>
        <translation>{n} TPS, {m} operators</translation>
    </message>
    <message>
        <source>Semua TPS dan hasil di dalamnya ikut.</source>
        <translation>All TPS and results in it go along.</translation>
    </message>
    <message>
        <source>Kecamatan {name}</source>
        <translation>Kecamatan {name}</translation>
    </message>
    <message>
        <source>{n} kelurahan, {m} TPS</source>
        <translation>{n} kelurahan, {m} TPS</translation>
    </message>
    <message>
        <source>Semua kelurahan, TPS dan hasil di dalamnya ikut.</source>
        <translation>All kelurahan, TPS and results in it go along.</translation>
    </message>
    <message>
        <source>Hapus TPS ini</source>
        <translation>Delete this TPS</translation>
    </message>
    <message>
        <source>Hapus kelurahan ini</source>
        <translation>Delete this kelurahan</translation>
    </message>
    <message>
        <source>Hapus kecamatan ini</source>
        <translation>Delete this kecamatan</translation>
    </message>
    <message>
        <source>Masih ada {n} operator. Pindahkan ke TPS lain atau hapus datanya dulu.</source>
        <translation>It still has {n} operators. Move them to another TPS or delete their data first.</translation>
    </message>
    <message>
        <source>Hasil operator lamanya masih tercatat. Hapus datanya dulu, di Pengaturan, Data peserta.</source>
        <translation>Results of its former operators are kept. Delete their data first, in Settings, Trainees&apos; data.</translation>
    </message>
    <message>
        <source>Tidak ada operatornya, jadi boleh dihapus.</source>
        <translation>It has no operator, so it can be deleted.</translation>
    </message>
    <message>
        <source>{n} TPS kosong di dalamnya ikut terhapus.</source>
        <translation>{n} empty TPS in it are deleted with it.</translation>
    </message>
    <message>
        <source>Tidak ada TPS di dalamnya, jadi boleh dihapus.</source>
        <translation>It has no TPS, so it can be deleted.</translation>
    </message>
    <message>
        <source>Tersimpan.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>TPS {number} {village} ditambahkan.</source>
        <translation>TPS {number} {village} was added.</translation>
    </message>
    <message>
        <source>{n} TPS {village} ditambahkan, {first} sampai {last}.</source>
        <translation>{n} TPS of {village} added, {first} to {last}.</translation>
    </message>
    <message>
        <source>{n} sudah ada sebelumnya.</source>
        <translation>{n} were there before.</translation>
    </message>
    <message>
        <source>TPS {before} {old} sekarang TPS {number} {village}.</source>
        <translation>TPS {before} {old} is TPS {number} {village} now.</translation>
    </message>
    <message>
        <source>Hapus {name}?</source>
        <translation>Delete {name}?</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>{name} dihapus.</source>
        <translation>{name} was deleted.</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>Coba dan pakai</source>
        <translation>Try and use</translation>
    </message>
    <message>
        <source>Laptop ini</source>
        <translation>This laptop</translation>
    </message>
    <message>
        <source>Folder lain</source>
        <translation>Another folder</translation>
    </message>
    <message>
        <source>Server PostgreSQL</source>
        <translation>PostgreSQL server</translation>
    </message>
    <message>
        <source>Simpan catatan di</source>
        <translation>Keep records in</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Di laptop ini, bukan folder bersama.</source>
        <translation>On this laptop, not in a shared folder.</translation>
    </message>
    <message>
        <source>Pilih folder</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Misalnya 192.168.1.5 atau 192.168.1.5:5432.</source>
        <translation>For example 192.168.1.5 or 192.168.1.5:5432.</translation>
    </message>
    <message>
        <source>Basis data</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>Pengguna</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Kata sandi server</source>
        <translation>Server password</translation>
    </message>
    <message>
        <source>Disimpan di laptop ini supaya tidak ditanyakan lagi.</source>
        <translation>Kept on this laptop so that it is not asked again.</translation>
    </message>
    <message>
        <source>Catatan yang ada tidak ikut pindah: buat cadangan dulu, lalu pulihkan di tempat baru.</source>
        <translation>Records do not move along: make a backup first, then restore it in the new place.</translation>
    </message>
    <message>
        <source>Sekarang: {place}</source>
        <translation>Now: {place}</translation>
    </message>
    <message>
        <source>Membuka catatan</source>
        <translation>Opening the records</translation>
    </message>
    <message>
        <source>Alamat folder belum lengkap.</source>
        <translation>The folder&apos;s path is not complete.</translation>
    </message>
    <message>
        <source>Tekan Pilih folder.</source>
        <translation>Press Choose folder.</translation>
    </message>
    <message>
        <source>Catatan sekarang dipakai dari sini.</source>
        <translation>The records are now used from here.</translation>
    </message>
</context>
<context>
    <name>PlacesScreen</name>
    <message>
        <source>Tambah TPS</source>
        <translation>Add TPS</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Cari tempat</source>
        <translation>Search places</translation>
    </message>
    <message>
        <source>Daftar TPS</source>
        <translation>List of TPS</translation>
    </message>
    <message>
        <source>Tidak ada yang cocok. Hapus kata di kotak cari.</source>
        <translation>Nothing matches. Clear the words in the search box.</translation>
    </message>
    <message>
        <source>Ubah atau hapus</source>
        <translation>Change or delete</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operators</translation>
    </message>
    <message>
        <source>Belum ada</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Daftar TPS: {level}</source>
        <translation>List of TPS: {level}</translation>
    </message>
    <message>
        <source>Belum ada TPS.</source>
        <translation>No TPS yet.</translation>
    </message>
    <message>
        <source>TPS masuk bersama daftar peserta, atau tekan Tambah TPS di kanan bawah.</source>
        <translation>TPS come with the list of trainees, or press Add TPS, lower right.</translation>
    </message>
    <message>
        <source>Impor daftar</source>
        <translation>Import list</translation>
    </message>
    <message>
        <source>Panah memilih · Enter tambah TPS</source>
        <translation>Arrows choose · Enter add TPS</translation>
    </message>
    <message>
        <source>Enter tambah TPS</source>
        <translation>Enter add TPS</translation>
    </message>
    <message>
        <source>Semua kelurahan</source>
        <translation>All kelurahan</translation>
    </message>
    <message>
        <source>Belum ada TPS di sini. Tekan Tambah TPS.</source>
        <translation>No TPS here yet. Press Add TPS.</translation>
    </message>
    <message>
        <source>Daftar TPS.xlsx</source>
        <translation>List of TPS.xlsx</translation>
    </message>
    <message>
        <source>Daftar kelurahan.xlsx</source>
        <translation>List of kelurahan.xlsx</translation>
    </message>
    <message>
        <source>Daftar kecamatan.xlsx</source>
        <translation>List of kecamatan.xlsx</translation>
    </message>
    <message>
        <source>Tersimpan: {path}</source>
        <translation>Saved: {path}</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Contoh lembar</source>
        <translation>Sample of the sheet</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Simpan tanggal</source>
        <translation>Save date</translation>
    </message>
    <message>
        <source>Data satu orang</source>
        <translation>Data of one person</translation>
    </message>
    <message>
        <source>Cari nama, kelurahan atau TPS</source>
        <translation>Find name, kelurahan or TPS</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Trainees</translation>
    </message>
    <message>
        <source>Tidak ada peserta yang cocok.</source>
        <translation>No trainee matches.</translation>
    </message>
    <message>
        <source>Simpan semua datanya</source>
        <translation>Save all the data</translation>
    </message>
    <message>
        <source>Hapus orang ini</source>
        <translation>Delete this person</translation>
    </message>
    <message>
        <source>Tetap dihitung, tanpa nama</source>
        <translation>Still count, without a name</translation>
    </message>
    <message>
        <source>Ikut dihapus</source>
        <translation>Deleted too</translation>
    </message>
    <message>
        <source>Hasil latihan orang yang dihapus</source>
        <translation>Exercise results of the deleted person</translation>
    </message>
    <message>
        <source>Masa simpan</source>
        <translation>How long data is kept</translation>
    </message>
    <message>
        <source>Data peserta disimpan sampai</source>
        <translation>Trainees&apos; data kept until</translation>
    </message>
    <message>
        <source>Tulis seperti 31-12-2024. Kosong: belum ditetapkan. Tidak ada yang terhapus sendiri.</source>
        <translation>Write it like 31-12-2024. Empty: not set. Nothing is deleted by itself.</translation>
    </message>
    <message>
        <source>Hapus data semua peserta</source>
        <translation>Delete all trainees&apos; data</translation>
    </message>
    <message>
        <source>Masa simpan sudah lewat: {people} peserta, {attempts} hasil, {quizzes} tes, {q} pertanyaan.</source>
        <translation>The date has passed: {people} trainees, {attempts} results, {quizzes} tests, {q} questions.</translation>
    </message>
    <message>
        <source>{name} · TPS {tps} {village}, {role}</source>
        <translation>{name} · TPS {tps} {village}, {role}</translation>
    </message>
    <message>
        <source>{name} · TPS {tps} {village}, {role}, tidak bertugas lagi</source>
        <translation>{name} · TPS {tps} {village}, {role}, no longer on duty</translation>
    </message>
    <message>
        <source>Menyimpan</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>Masa simpan disimpan, dan sudah lewat. Lihat di bawah.</source>
        <translation>The retention date is saved, and has passed. See below.</translation>
    </message>
    <message>
        <source>Masa simpan disimpan.</source>
        <translation>Date saved.</translation>
    </message>
    <message>
        <source>Pilih folder untuk data orang ini</source>
        <translation>Choose a folder for this person&apos;s data</translation>
    </message>
    <message>
        <source>Data {name} tersimpan di {path}, untuk dibaca dan sebagai JSON.</source>
        <translation>The data of {name} is saved in {path}, to read and as JSON.</translation>
    </message>
    <message>
        <source>Hasilnya tetap dihitung tanpa nama.</source>
        <translation>The results still count, without a name.</translation>
    </message>
    <message>
        <source>Hasilnya ikut dihapus.</source>
        <translation>The results are deleted too.</translation>
    </message>
    <message>
        <source>TPS {tps} {village}, operator {role}.</source>
        <translation>TPS {tps} {village}, {role} operator.</translation>
    </message>
    <message>
        <source>Hapus {name}?</source>
        <translation>Delete {name}?</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Menghapus</source>
        <translation>Deleting</translation>
    </message>
    <message>
        <source>Hasil tetap dihitung tanpa nama.</source>
        <translation>Results still count, without names.</translation>
    </message>
    <message>
        <source>Semua hasil ikut dihapus.</source>
        <translation>All results are deleted too.</translation>
    </message>
    <message>
        <source>Hapus data semua peserta?</source>
        <translation>Delete all trainees&apos; data?</translation>
    </message>
    <message>
        <source>{n} peserta dihapus. Cadangan lama masih memuatnya: hapus juga.</source>
        <translation>{n} trainees deleted. Old backups still hold them: delete those too.</translation>
    </message>
</context>
<context>
    <name>QuestionsScreen</name>
    <message>
        <source>Simpan jawaban</source>
        <translation>Save answer</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Simpan untuk PPS</source>
        <translation>Save for PPS</translation>
    </message>
    <message>
        <source>Pertanyaan</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Belum dijawab</source>
        <translation>Not answered</translation>
    </message>
    <message>
        <source>Semua</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Yang ditampilkan</source>
        <translation>What is shown</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tentang</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Jawaban</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Pertanyaan peserta</source>
        <translation>Trainees&apos; questions</translation>
    </message>
    <message>
        <source>Nama yang menjawab</source>
        <translation>Name of who answers</translation>
    </message>
    <message>
        <source>Belum ada pertanyaan.</source>
        <translation>No questions yet.</translation>
    </message>
    <message>
        <source>Peserta menekan F8 Saya belum paham; pertanyaannya datang bersama hasil.</source>
        <translation>Trainees press F8 I don&apos;t understand; questions come with the results.</translation>
    </message>
    <message>
        <source>Semua kelurahan</source>
        <translation>All kelurahan</translation>
    </message>
    <message>
        <source>Kelurahan tidak dikenal</source>
        <translation>Kelurahan unknown</translation>
    </message>
    <message>
        <source>✓ sudah</source>
        <translation>✓ done</translation>
    </message>
    <message>
        <source>belum</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>Semua pertanyaan sudah dijawab.</source>
        <translation>All questions are answered.</translation>
    </message>
    <message>
        <source>Nama sudah dihapus</source>
        <translation>Name deleted</translation>
    </message>
    <message>
        <source>TPS {tps} {village}, operator {role}</source>
        <translation>TPS {tps} {village}, {role} operator</translation>
    </message>
    <message>
        <source>Tentang: {what}</source>
        <translation>About: {what}</translation>
    </message>
    <message>
        <source>Tanpa catatan.</source>
        <translation>No note.</translation>
    </message>
    <message>
        <source>Jawaban {name}: {words}</source>
        <translation>Answer by {name}: {words}</translation>
    </message>
    <message>
        <source>Jawaban yang tadi ada sudah dihapus.</source>
        <translation>The answer that was here was taken back.</translation>
    </message>
    <message>
        <source>Jawab</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Panah memilih · Enter jawab</source>
        <translation>Arrows choose · Enter answer</translation>
    </message>
    <message>
        <source>Panah memilih · Tab ke jawaban · Ctrl+Enter simpan</source>
        <translation>Arrows choose · Tab to the answer · Ctrl+Enter save</translation>
    </message>
    <message>
        <source>Tulis nama Anda, supaya peserta tahu siapa yang menjawab.</source>
        <translation>Write your name, so that trainees know who answered.</translation>
    </message>
    <message>
        <source>Jawaban disimpan.</source>
        <translation>Answer saved.</translation>
    </message>
    <message>
        <source>Tidak ada pertanyaan di daftar ini. Pilih Semua, lalu simpan.</source>
        <translation>There are no questions in this list. Choose All, then save.</translation>
    </message>
    <message>
        <source>{n} pertanyaan tersimpan di {path}.</source>
        <translation>{n} questions saved in {path}.</translation>
    </message>
</context>
<context>
    <name>QueueStep</name>
    <message>
        <source>Lihat hasil</source>
        <translation>See results</translation>
    </message>
    <message>
        <source>Semua angka sudah terkirim</source>
        <translation>All numbers are sent</translation>
    </message>
    <message>
        <source>Simulasi selesai. Anda boleh melihat hasilnya.</source>
        <translation>The simulation is done. You may see its result.</translation>
    </message>
    <message>
        <source>Enter lihat hasil</source>
        <translation>Enter see results</translation>
    </message>
    <message>
        <source>Angka Anda sedang dikirim</source>
        <translation>Your numbers are being sent</translation>
    </message>
    <message>
        <source>Jaringan sedang lambat. Tidak ada yang hilang. Jangan tekan dua kali, jangan tutup aplikasi.</source>
        <translation>The network is slow. Nothing is lost. Do not press twice, do not close the application.</translation>
    </message>
    <message>
        <source>Tunggu sampai semuanya terkirim.</source>
        <translation>Wait until all is sent.</translation>
    </message>
    <message>
        <source>{form} · {role}: {name}</source>
        <translation>{form} · {role}: {name}</translation>
    </message>
</context>
<context>
    <name>QuizStep</name>
    <message>
        <source>Tes awal</source>
        <translation>Pre-test</translation>
    </message>
    <message>
        <source>Tes akhir</source>
        <translation>Post-test</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>{count} pertanyaan, masing-masing punya satu jawaban benar.</source>
        <translation>{count} questions, each with one right answer.</translation>
    </message>
    <message>
        <source>Tes ini sudah selesai.</source>
        <translation>This test is finished.</translation>
    </message>
    <message>
        <source>Belum tahu? Pilih yang paling mungkin. Jawaban benar ditunjukkan setelah selesai.</source>
        <translation>Not sure? Choose the likeliest. Right answers are shown at the end.</translation>
    </message>
    <message>
        <source>Satu per satu. Soal Anda berdua berbeda, tetapi sama sulit.</source>
        <translation>One after the other. Your questions differ, but are equally hard.</translation>
    </message>
    <message>
        <source>Hasilnya masih dapat dilihat hari ini.</source>
        <translation>Its result can still be seen today.</translation>
    </message>
    <message>
        <source>belum mulai</source>
        <translation>not started</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>done</translation>
    </message>
    <message>
        <source>{n} dari {all} terjawab</source>
        <translation>{n} of {all} answered</translation>
    </message>
    <message>
        <source>Mulai</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Lihat hasil</source>
        <translation>See results</translation>
    </message>
    <message>
        <source>Enter lihat hasil</source>
        <translation>Enter see results</translation>
    </message>
    <message>
        <source>Lanjutkan</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>1 atau 2 memilih nama</source>
        <translation>1 or 2 chooses a name</translation>
    </message>
    <message>
        <source>Panah ↑ ↓ menggulir · Enter lanjut</source>
        <translation>Arrows ↑ ↓ scroll · Enter go on</translation>
    </message>
    <message>
        <source>Enter mulai</source>
        <translation>Enter start</translation>
    </message>
    <message>
        <source>Enter lanjutkan</source>
        <translation>Enter go on</translation>
    </message>
    <message>
        <source>Pertanyaan {n} dari {all}</source>
        <translation>Question {n} of {all}</translation>
    </message>
    <message>
        <source>Sebelumnya</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>1 sampai 4 atau panah memilih · Enter berikutnya</source>
        <translation>1 to 4 or arrows choose · Enter next</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>{n} dari {all} benar</source>
        <translation>{n} of {all} right</translation>
    </message>
    <message>
        <source>Disimpan untuk pelatih. Hari ini masih dapat dilihat: pilih {test} lagi di layar pertama.</source>
        <translation>Kept for the trainer. It can still be seen today: choose {test} again on the first screen.</translation>
    </message>
    <message>
        <source>Pelajari lagi</source>
        <translation>Learn again</translation>
    </message>
    <message>
        <source>Sudah benar</source>
        <translation>Already right</translation>
    </message>
    <message>
        <source>Orang berikutnya</source>
        <translation>Next person</translation>
    </message>
    <message>
        <source>Tes awal {n} dari {all}.</source>
        <translation>Pre-test {n} of {all}.</translation>
    </message>
    <message>
        <source>Naik {n}.</source>
        <translation>Up by {n}.</translation>
    </message>
    <message>
        <source>Jawaban Anda: {answer}</source>
        <translation>Your answer: {answer}</translation>
    </message>
    <message>
        <source>Yang benar: {answer}</source>
        <translation>The right one: {answer}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Kelas</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Peserta</source>
        <translation>Trainees</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packets</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Pengaturan</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Kelas</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Kecamatan</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Kota</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Sertifikat</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Laporan tentang</source>
        <translation>Report about</translation>
    </message>
    <message>
        <source>Cari di daftar</source>
        <translation>Find in the list</translation>
    </message>
    <message>
        <source>Lainnya…</source>
        <translation>More…</translation>
    </message>
    <message>
        <source>Daftar laporan</source>
        <translation>List of reports</translation>
    </message>
    <message>
        <source>Pertanyaan peserta</source>
        <translation>Trainees&apos; questions</translation>
    </message>
    <message>
        <source>Simpan semua laporan</source>
        <translation>Save all reports</translation>
    </message>
    <message>
        <source>Simpan XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message>
        <source>Simpan semua sertifikat</source>
        <translation>Save all certificates</translation>
    </message>
    <message>
        <source>Cetak</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Pilih laporan di daftar.</source>
        <translation>Choose a report in the list.</translation>
    </message>
    <message>
        <source>Kode sertifikat</source>
        <translation>Code of the certificate</translation>
    </message>
    <message>
        <source>Periksa kode</source>
        <translation>Check code</translation>
    </message>
    <message>
        <source>Belum ada kelas. Buat kelas di layar Kelas.</source>
        <translation>No classes yet. Make one on the Classes screen.</translation>
    </message>
    <message>
        <source>Belum ada yang lulus. Sertifikat ada setelah hasil diterima.</source>
        <translation>Nobody has passed yet. Certificates come once results are received.</translation>
    </message>
    <message>
        <source>Belum ada peserta. Ambil daftar operator di layar Peserta.</source>
        <translation>No trainees yet. Import the list of operators on the Trainees screen.</translation>
    </message>
    <message>
        <source>{packet} ({right}% angka benar, paket lain {others}%)</source>
        <translation>{packet} ({right}% of numbers right, others {others}%)</translation>
    </message>
    <message>
        <source>Lebih sulit daripada paket lain: {names}. Ganti paketnya; nilainya jangan dibandingkan.</source>
        <translation>Harder than other packets: {names}. Replace them; do not compare their scores.</translation>
    </message>
    <message>
        <source>Ketik kode yang ada di bawah sertifikat.</source>
        <translation>Type the code at the foot of the certificate.</translation>
    </message>
    <message>
        <source>Kode ini tidak ada di catatan ini. Periksa ketikannya, huruf demi huruf.</source>
        <translation>This code is not in these records. Check it letter by letter.</translation>
    </message>
    <message>
        <source>Kode ini asli: {name}, {place}. {result}.</source>
        <translation>This code is genuine: {name}, {place}. {result}.</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Simpan laporan</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Menyimpan {name}</source>
        <translation>Saving {name}</translation>
    </message>
    <message>
        <source>Membuat {n} sertifikat</source>
        <translation>Making {n} certificates</translation>
    </message>
    <message>
        <source>Pilih folder untuk semua laporan</source>
        <translation>Choose a folder for all reports</translation>
    </message>
    <message>
        <source>Menyimpan laporan</source>
        <translation>Saving reports</translation>
    </message>
    <message>
        <source>{n} laporan tersimpan di {folder}.</source>
        <translation>{n} reports saved in {folder}.</translation>
    </message>
    <message>
        <source>Tersimpan di {path}.</source>
        <translation>Saved in {path}.</translation>
    </message>
    <message>
        <source>Cetak laporan</source>
        <translation>Print report</translation>
    </message>
    <message>
        <source>Menyiapkan cetakan</source>
        <translation>Preparing to print</translation>
    </message>
    <message>
        <source>{n} lembar dikirim ke printer.</source>
        <translation>{n} sheets sent to the printer.</translation>
    </message>
    <message>
        <source>Dihentikan. Berkas yang sudah jadi tetap ada.</source>
        <translation>Stopped. Files that are done are kept.</translation>
    </message>
    <message>
        <source>Lihat laporan</source>
        <translation>Show report</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Panah memilih · Enter lihat</source>
        <translation>Arrows choose · Enter show</translation>
    </message>
    <message>
        <source>Panah memilih laporan · Page Down menggulir · Enter simpan PDF</source>
        <translation>Arrows choose a report · Page Down scrolls · Enter save PDF</translation>
    </message>
    <message>
        <source>Esc batalkan</source>
        <translation>Esc cancel</translation>
    </message>
</context>
<context>
    <name>ResultPlace</name>
    <message>
        <source>Foto Anda</source>
        <translation>Your photo</translation>
    </message>
    <message>
        <source>Halaman yang ditemukan</source>
        <translation>The page that was found</translation>
    </message>
    <message>
        <source>Foto ulang</source>
        <translation>Take again</translation>
    </message>
    <message>
        <source>Perbaiki sudut</source>
        <translation>Fix corners</translation>
    </message>
    <message>
        <source>Lembar Anda memang tertulis begitu? Tetap pakai, lalu laporkan saat Kirim.</source>
        <translation>Is your sheet really written so? Use it anyway, then report it under Send.</translation>
    </message>
    <message>
        <source>Foto baik. {n} angka tidak terbaca: bandingkan dengan kertas saat memeriksa.</source>
        <translation>The photo is good. {n} numbers were not read: compare them with the paper.</translation>
    </message>
    <message>
        <source>Foto baik. Semua angka di halaman ini terbaca.</source>
        <translation>The photo is good. All numbers of this page were read.</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Latihan lagi</source>
        <translation>Practise again</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>TPS {number}</source>
        <translation>TPS {number}</translation>
    </message>
    <message>
        <source>Panah ↑ ↓ menggulir · Enter latihan lagi</source>
        <translation>Arrows ↑ ↓ scroll · Enter practise again</translation>
    </message>
    <message>
        <source>Enter latihan lagi</source>
        <translation>Enter practise again</translation>
    </message>
    <message>
        <source>Kesepakatan</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>Latih kesalahan saya</source>
        <translation>Practise my mistakes</translation>
    </message>
    <message>
        <source>Simpan PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Tidak ada yang perlu diulang.</source>
        <translation>There is nothing to repeat.</translation>
    </message>
    <message>
        <source>Serahkan hasil</source>
        <translation>Hand in results</translation>
    </message>
    <message>
        <source>Terkirim</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Ini ujian. Nilainya dibuka oleh pelatih Anda.</source>
        <translation>This is an exam. Your trainer opens its score.</translation>
    </message>
    <message>
        <source>Menyimpan hasil</source>
        <translation>Saving results</translation>
    </message>
    <message>
        <source>Buka folder hasil</source>
        <translation>Open results folder</translation>
    </message>
    <message>
        <source>Serahkan berkas {name} kepada pelatih.</source>
        <translation>Give the file {name} to the trainer.</translation>
    </message>
    <message>
        <source>Serahkan kedua berkas hasil.</source>
        <translation>Give both result files to the trainer.</translation>
    </message>
    <message>
        <source>Letaknya di {folder}.</source>
        <translation>They are in {folder}.</translation>
    </message>
    <message>
        <source>Menyiapkan latihan</source>
        <translation>Preparing the exercise</translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation>Esc cancel</translation>
    </message>
</context>
<context>
    <name>ResultsScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Buka hasil ujian</source>
        <translation>Open exam results</translation>
    </message>
    <message>
        <source>Hasil latihan diterima di Kelas, Terima hasil.</source>
        <translation>Results of practice come in at Classes, Receive results.</translation>
    </message>
    <message>
        <source>Berkas hasil dari peserta</source>
        <translation>Result files from trainees</translation>
    </message>
    <message>
        <source>Pilih berkas hasil</source>
        <translation>Choose result files</translation>
    </message>
    <message>
        <source>Folder paket ujian yang disegel</source>
        <translation>Folder of sealed exam packets</translation>
    </message>
    <message>
        <source>Pilih folder</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>Kata sandi ujian</source>
        <translation>Exam password</translation>
    </message>
    <message>
        <source>Kunci jawaban</source>
        <translation>Answer keys</translation>
    </message>
    <message>
        <source>Untuk membahas ujian: salinan paket dengan kuncinya, di folder lain. Hanya untuk pelatih.</source>
        <translation>To go through the exam: a copy of the packets with keys, in another folder. Trainers only.</translation>
    </message>
    <message>
        <source>Buka kunci ke folder</source>
        <translation>Open keys into a folder</translation>
    </message>
    <message>
        <source>Simpan sebagai XLSX</source>
        <translation>Save as XLSX</translation>
    </message>
    <message>
        <source>Masukkan ke catatan</source>
        <translation>Put into the records</translation>
    </message>
    <message>
        <source>Cari nama atau TPS</source>
        <translation>Find name or TPS</translation>
    </message>
    <message>
        <source>Nama</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Nilai</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Hasil</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Hasil ujian</source>
        <translation>Exam results</translation>
    </message>
    <message>
        <source>{n} hasil ujian sudah masuk lewat Terima hasil, belum dinilai. Pilih folder, lalu buka.</source>
        <translation>{n} exam results came in with Receive results, not scored yet. Choose the folder, then open.</translation>
    </message>
    <message>
        <source>Buka hasil</source>
        <translation>Open results</translation>
    </message>
    <message>
        <source>Berkas dapat diseret ke sini · Enter buka</source>
        <translation>Files can be dragged here · Enter open</translation>
    </message>
    <message>
        <source> dan {n} lainnya</source>
        <translation> and {n} more</translation>
    </message>
    <message>
        <source>Namanya diawali ujian- dan diakhiri .json.</source>
        <translation>Their names begin with ujian- and end with .json.</translation>
    </message>
    <message>
        <source>Segel tidak terbuka: kata sandinya salah, atau paketnya sudah berubah. Ketik sekali lagi.</source>
        <translation>The seal does not open: the password is wrong, or the packet was changed. Type it again.</translation>
    </message>
    <message>
        <source>{n} dari {all} lulus</source>
        <translation>{n} of {all} passed</translation>
    </message>
    <message>
        <source> · {n} berkas tidak terbuka</source>
        <translation> · {n} files not opened</translation>
    </message>
    <message>
        <source>Buka hasil lain</source>
        <translation>Open other results</translation>
    </message>
    <message>
        <source>Panah memilih peserta · klik judul kolom mengurutkan</source>
        <translation>Arrows choose a trainee · click a column title to sort</translation>
    </message>
    <message>
        <source>TPS {tps}, operator {role}</source>
        <translation>TPS {tps}, {role} operator</translation>
    </message>
    <message>
        <source>Yang terlewat</source>
        <translation>What was missed</translation>
    </message>
    <message>
        <source>Tidak ada yang terlewat</source>
        <translation>Nothing was missed</translation>
    </message>
    <message>
        <source>{number}: terkirim {sent}, di kertas {written}</source>
        <translation>{number}: sent {sent}, on paper {written}</translation>
    </message>
    <message>
        <source>Latihan berikutnya</source>
        <translation>Next exercise</translation>
    </message>
    <message>
        <source>Hasil ujian (*.json)</source>
        <translation>Exam results (*.json)</translation>
    </message>
    <message>
        <source>Pilih folder paket ujian dulu.</source>
        <translation>Choose the folder of exam packets first.</translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation>Type the password first.</translation>
    </message>
    <message>
        <source>Pilih berkas hasil dulu.</source>
        <translation>Choose result files first.</translation>
    </message>
    <message>
        <source>{n} hasil ujian di catatan sekarang dinilai. Lihat di Laporan.</source>
        <translation>{n} exam results of the records are scored now. See Reports.</translation>
    </message>
    <message>
        <source>{n} bukan hasil paket itu.</source>
        <translation>{n} are not of that packet.</translation>
    </message>
    <message>
        <source>{n} menunggu paket ujian lain.</source>
        <translation>{n} wait for other exam packets.</translation>
    </message>
    <message>
        <source>Membuka segel</source>
        <translation>Opening the seal</translation>
    </message>
    <message>
        <source>Esc batalkan</source>
        <translation>Esc cancel</translation>
    </message>
    <message>
        <source>Pilih tempat untuk folder berisi jawaban</source>
        <translation>Choose a place for a folder with answers</translation>
    </message>
    <message>
        <source>{name} - BERISI JAWABAN</source>
        <translation>{name} - HOLDS ANSWERS</translation>
    </message>
    <message>
        <source>{n} paket ada di {folder}. Folder ini berisi semua jawaban: jangan bagikan kepada peserta.</source>
        <translation>{n} packets are in {folder}. This folder holds all answers: do not give it to trainees.</translation>
    </message>
    <message>
        <source>Di catatan: {new} hasil baru, {scored} sekarang dinilai, {known} sudah ada.</source>
        <translation>In the records: {new} new, {scored} scored now, {known} there already.</translation>
    </message>
    <message>
        <source>{n} belum jelas pemiliknya: Kelas, Terima hasil.</source>
        <translation>It is not clear whose {n} are: Classes, Receive results.</translation>
    </message>
    <message>
        <source>{n} menyebut kelas yang tidak ada di catatan ini.</source>
        <translation>{n} name a class that is not in these records.</translation>
    </message>
    <message>
        <source>hasil ujian {date}.xlsx</source>
        <translation>exam results {date}.xlsx</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Tersimpan di {path}.</source>
        <translation>Saved in {path}.</translation>
    </message>
</context>
<context>
    <name>ResumeStep</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc batal</source>
        <translation>Esc cancel</translation>
    </message>
    <message>
        <source>Menyiapkan latihan Anda</source>
        <translation>Preparing your exercise</translation>
    </message>
</context>
<context>
    <name>RosterImport</name>
    <message>
        <source>Tunjukkan kolomnya di bawah, atau isi contoh daftar.</source>
        <translation>Show the column below, or fill in the sample list.</translation>
    </message>
</context>
<context>
    <name>RosterImportScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Impor daftar peserta</source>
        <translation>Import a list of trainees</translation>
    </message>
    <message>
        <source>Pilih daftar Excel atau CSV.</source>
        <translation>Choose an Excel or CSV list.</translation>
    </message>
    <message>
        <source>Satu operator tiap baris: kecamatan, kelurahan, TPS, nama, peran, nomor HP.</source>
        <translation>One operator a line: kecamatan, kelurahan, TPS, name, role, phone number.</translation>
    </message>
    <message>
        <source>Simpan contoh daftar</source>
        <translation>Save a sample list</translation>
    </message>
    <message>
        <source>Daftar operator.xlsx</source>
        <translation>List of operators.xlsx</translation>
    </message>
    <message>
        <source>Pilih berkas lain</source>
        <translation>Choose another file</translation>
    </message>
    <message>
        <source>Baris</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Apa</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>TPS</source>
        <translation>TPS</translation>
    </message>
    <message>
        <source>Keterangan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Yang salah atau berubah</source>
        <translation>What is wrong or changes</translation>
    </message>
    <message>
        <source>Simpan tabel ini</source>
        <translation>Save this table</translation>
    </message>
    <message>
        <source>Kolom {name}</source>
        <translation>Column {name}</translation>
    </message>
    <message>
        <source>Pilih berkas</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>Berkas dapat diseret ke sini · Enter pilih berkas</source>
        <translation>Files can be dragged here · Enter choose file</translation>
    </message>
    <message>
        <source>Daftar (*.xlsx *.csv)</source>
        <translation>Lists (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>Pilih daftar peserta</source>
        <translation>Choose a list of trainees</translation>
    </message>
    <message>
        <source>Tidak ada</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Kolom {n}</source>
        <translation>Column {n}</translation>
    </message>
    <message>
        <source>{name} · {n} baris</source>
        <translation>{name} · {n} lines</translation>
    </message>
    <message>
        <source>misalnya {cells}</source>
        <translation>for example {cells}</translation>
    </message>
    <message>
        <source>Belum ada yang disimpan · Enter baca lagi</source>
        <translation>Nothing is saved yet · Enter reads again</translation>
    </message>
    <message>
        <source>Baca lagi</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Belum ada yang disimpan</source>
        <translation>Nothing is saved yet</translation>
    </message>
    <message>
        <source> · Enter impor</source>
        <translation> · Enter import</translation>
    </message>
    <message>
        <source>Impor {n} peserta</source>
        <translation>Import {n} trainees</translation>
    </message>
    <message>
        <source>Impor</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>{n} baris salah. Perbaiki di berkas itu, simpan, lalu tekan Baca lagi. Belum ada yang disimpan.</source>
        <translation>{n} rows are wrong. Correct them in that file, save, then press Read again. Nothing is saved yet.</translation>
    </message>
    <message>
        <source>Salah</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>Akhiri juga tugas {n} peserta yang tidak ada di daftar</source>
        <translation>Also end the duty of {n} trainees who are not on the list</translation>
    </message>
    <message>
        <source>Semua {n} peserta sudah tercatat begitu. Tidak ada yang berubah.</source>
        <translation>All {n} trainees are already recorded so. Nothing changes.</translation>
    </message>
    <message>
        <source>{n} tetap</source>
        <translation>{n} unchanged</translation>
    </message>
    <message>
        <source>{n} TPS baru</source>
        <translation>{n} new TPS</translation>
    </message>
    <message>
        <source>Kelurahan baru: {names}. Periksa ejaannya.</source>
        <translation>New kelurahan: {names}. Check their spelling.</translation>
    </message>
    <message>
        <source>baru</source>
        <translation>new</translation>
    </message>
    <message>
        <source>berubah</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>pindah</source>
        <translation>moved</translation>
    </message>
    <message>
        <source>diganti</source>
        <translation>replaced</translation>
    </message>
    <message>
        <source>tidak ada di daftar</source>
        <translation>not in the list</translation>
    </message>
    <message>
        <source>{name}: dari TPS {tps} {village} ({role}) ke {new}</source>
        <translation>{name}: from TPS {tps} {village} ({role}) to {new}</translation>
    </message>
    <message>
        <source>{old} diganti {new} ({role})</source>
        <translation>{old} is replaced by {new} ({role})</translation>
    </message>
    <message>
        <source>Nama {old} menjadi {new}</source>
        <translation>The name {old} becomes {new}</translation>
    </message>
    <message>
        <source>{name}: nomor HP {new}</source>
        <translation>{name}: phone number {new}</translation>
    </message>
    <message>
        <source>Menyimpan…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Tersimpan: {words}</source>
        <translation>Saved: {words}</translation>
    </message>
    <message>
        <source>Enter lihat daftar peserta</source>
        <translation>Enter see the list of trainees</translation>
    </message>
    <message>
        <source>Lihat daftar</source>
        <translation>See the list</translation>
    </message>
    <message>
        <source>Contoh ada di {path}. Isi, simpan, lalu pilih.</source>
        <translation>The sample is in {path}. Fill it in, save, then choose it.</translation>
    </message>
    <message>
        <source>Kecamatannya bukan dari {city}. Ganti kotanya di Pengaturan.</source>
        <translation>Its kecamatan are not of {city}. Change the city in Settings.</translation>
    </message>
</context>
<context>
    <name>Rounds</name>
    <message>
        <source>Membuat halaman {n} dari {all}</source>
        <translation>Making page {n} of {all}</translation>
    </message>
    <message>
        <source>Membaca halaman {n} dari {all}</source>
        <translation>Reading page {n} of {all}</translation>
    </message>
</context>
<context>
    <name>ScoreBar</name>
    <message>
        <source>{points} dari {of}</source>
        <translation>{points} of {of}</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Untuk pelatih</source>
        <translation>For trainers</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Tersimpan: {path}</source>
        <translation>Saved: {path}</translation>
    </message>
</context>
<context>
    <name>SendStep</name>
    <message>
        <source>Kembali memeriksa</source>
        <translation>Back to checking</translation>
    </message>
    <message>
        <source>Lengkap</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Ada yang kosong</source>
        <translation>Some are empty</translation>
    </message>
    <message>
        <source>Sudah saya bandingkan lagi</source>
        <translation>I have compared them again</translation>
    </message>
    <message>
        <source>Ya, TPS itu</source>
        <translation>Yes, that TPS</translation>
    </message>
    <message>
        <source>TPS lain</source>
        <translation>Another TPS</translation>
    </message>
    <message>
        <source>Sebelum mengirim</source>
        <translation>Before sending</translation>
    </message>
    <message>
        <source>Tanda tangan KPPS dan saksi di kertas</source>
        <translation>Signatures of KPPS and witnesses on the paper</translation>
    </message>
    <message>
        <source>Bandingkan sekali lagi</source>
        <translation>Compare once more</translation>
    </message>
    <message>
        <source>Yang sudah dikirim tidak dapat diubah.</source>
        <translation>What is sent cannot be changed.</translation>
    </message>
    <message>
        <source>{all} angka diperiksa: {good} sesuai, {other} {what}.</source>
        <translation>{all} numbers checked: {good} match, {other} {what}.</translation>
    </message>
    <message>
        <source>dikoreksi</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>ditandai</source>
        <translation>flagged</translation>
    </message>
    <message>
        <source>Apakah kepala formulir menyebut TPS {tps}, {kelurahan}?</source>
        <translation>Does the form&apos;s header say TPS {tps}, {kelurahan}?</translation>
    </message>
    <message>
        <source>Hal. {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Halaman {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Ubah</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Ubah {title}</source>
        <translation>Change {title}</translation>
    </message>
    <message>
        <source>Jawab dulu soal kepala formulir · Tab, lalu Spasi</source>
        <translation>First answer about the header of the form · Tab, then Space</translation>
    </message>
    <message>
        <source>Jawab dulu soal tanda tangan · Tab, lalu Spasi</source>
        <translation>First answer about the signatures · Tab, then Space</translation>
    </message>
    <message>
        <source>Bandingkan dulu angka yang ditanyakan · Tab, lalu Spasi</source>
        <translation>First compare the numbers asked about · Tab, then Space</translation>
    </message>
    <message>
        <source>Enter kirim</source>
        <translation>Enter send</translation>
    </message>
    <message>
        <source>Kirim</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Potongan kertas: {title}</source>
        <translation>Cut-out of the paper: {title}</translation>
    </message>
</context>
<context>
    <name>SetsScreen</name>
    <message>
        <source>Buat paket baru</source>
        <translation>Make new packets</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Cari di daftar</source>
        <translation>Find in the list</translation>
    </message>
    <message>
        <source>Paket yang sudah dibuat</source>
        <translation>Packets made so far</translation>
    </message>
    <message>
        <source>Paket latihan</source>
        <translation>Practice packets</translation>
    </message>
    <message>
        <source>Buat lembar kosong</source>
        <translation>Make blank sheets</translation>
    </message>
    <message>
        <source>Lainnya…</source>
        <translation>More…</translation>
    </message>
    <message>
        <source>Formulir</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Jenis</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Jumlah</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Foto</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>Dibuat</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Lihat dan cetak</source>
        <translation>Look and print</translation>
    </message>
    <message>
        <source>Lanjutkan membuat</source>
        <translation>Go on making</translation>
    </message>
    <message>
        <source>Isi kunci</source>
        <translation>Type keys</translation>
    </message>
    <message>
        <source>Buka hasil ujian</source>
        <translation>Open exam results</translation>
    </message>
    <message>
        <source>Buka folder</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>Hapus dari daftar</source>
        <translation>Remove from the list</translation>
    </message>
    <message>
        <source>Simpan daftar</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>Daftar paket</source>
        <translation>List of packets</translation>
    </message>
    <message>
        <source>Lanjutkan</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Belum ada paket.</source>
        <translation>No packets yet.</translation>
    </message>
    <message>
        <source>Tekan Buat paket baru di kanan bawah.</source>
        <translation>Press Make new packets at the lower right.</translation>
    </message>
    <message>
        <source>Tambahkan folder</source>
        <translation>Add a folder</translation>
    </message>
    <message>
        <source>Panah memilih · Enter buat paket baru</source>
        <translation>Arrows choose · Enter make new packets</translation>
    </message>
    <message>
        <source>Enter buat paket baru</source>
        <translation>Enter make new packets</translation>
    </message>
    <message>
        <source>Pilih folder paket atau lembar kosong</source>
        <translation>Choose a folder of packets or blank sheets</translation>
    </message>
    <message>
        <source>{folder} (tidak ditemukan)</source>
        <translation>{folder} (not found)</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Kota</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Tempat catatan</source>
        <translation>Place of the records</translation>
    </message>
    <message>
        <source>Cadangan</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Data peserta</source>
        <translation>Trainees&apos; data</translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Pengaturan</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Tab ke isian berikutnya · Enter {what}</source>
        <translation>Tab to the next field · Enter {what}</translation>
    </message>
    <message>
        <source>Tab ke tombol berikutnya · Enter menekannya</source>
        <translation>Tab to the next button · Enter presses it</translation>
    </message>
    <message>
        <source>Ini tidak dapat dibatalkan.</source>
        <translation>This cannot be undone.</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>SheetsScreen</name>
    <message>
        <source>Cetak</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Paket</source>
        <translation>Packet</translation>
    </message>
    <message>
        <source>Batalkan</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Semua paket</source>
        <translation>All packets</translation>
    </message>
    <message>
        <source>Paket ini saja</source>
        <translation>This packet only</translation>
    </message>
    <message>
        <source>Yang dicetak</source>
        <translation>What is printed</translation>
    </message>
    <message>
        <source>Kertas</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Panah paket lain · roda tetikus memperbesar · Enter cetak</source>
        <translation>Arrows other packets · mouse wheel zooms · Enter print</translation>
    </message>
    <message>
        <source>Tidak ada lembar di folder ini. Buat lagi paketnya.</source>
        <translation>No sheets in this folder. Make the packets again.</translation>
    </message>
    <message>
        <source>Cetak {n} lembar</source>
        <translation>Print {n} sheets</translation>
    </message>
    <message>
        <source>Menyiapkan cetakan</source>
        <translation>Preparing to print</translation>
    </message>
    <message>
        <source>Esc batalkan</source>
        <translation>Esc cancel</translation>
    </message>
    <message>
        <source>Cetakan dihentikan. Lembar tetap ada di folder.</source>
        <translation>Printing stopped. The sheets are still in the folder.</translation>
    </message>
    <message>
        <source>{n} lembar dikirim ke printer.</source>
        <translation>{n} sheets sent to the printer.</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>{n} dari {all}: {name}</source>
        <translation>{n} of {all}: {name}</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Memori laptop tidak cukup.</source>
        <translation>The laptop is short of memory.</translation>
    </message>
    <message>
        <source>Tutup aplikasi lain, lalu coba lagi.</source>
        <translation>Close other applications, then try again.</translation>
    </message>
    <message>
        <source>Ada yang tidak berjalan di aplikasi ini.</source>
        <translation>Something in this application did not work.</translation>
    </message>
    <message>
        <source>Coba sekali lagi. Jika tetap begitu, beri tahu pelatih.</source>
        <translation>Try once more. If it stays so, tell the trainer.</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>{points} dari 100</source>
        <translation>{points} of 100</translation>
    </message>
    <message>
        <source>dari 100</source>
        <translation>of 100</translation>
    </message>
    <message>
        <source>Sekali jawab benar: {right} dari {all}.</source>
        <translation>Right at the first try: {right} of {all}.</translation>
    </message>
    <message>
        <source>Anda menemukan {n} angka yang salah dibaca mesin.</source>
        <translation>Misreadings you found: {n}.</translation>
    </message>
    <message>
        <source>Yang terlewat: {n} angka</source>
        <translation>Numbers missed: {n}</translation>
    </message>
    <message>
        <source>Tidak ada angka yang terlewat</source>
        <translation>No numbers were missed</translation>
    </message>
    <message>
        <source>Semua angka terkirim seperti di kertas.</source>
        <translation>All numbers were sent as on the paper.</translation>
    </message>
    <message>
        <source>Nilai Anda</source>
        <translation>Your score</translation>
    </message>
    <message>
        <source>Suara yang dipertaruhkan</source>
        <translation>Votes at stake</translation>
    </message>
    <message>
        <source>Selisih suara yang Anda kirim dengan suara di kertas.</source>
        <translation>The votes you sent, less or more than on the paper.</translation>
    </message>
    <message>
        <source>Suara setiap pasangan calon terkirim seperti di kertas.</source>
        <translation>All candidate pairs&apos; votes were sent as on the paper.</translation>
    </message>
    <message>
        <source>Kejanggalan di kertas</source>
        <translation>Faults on the paper</translation>
    </message>
    <message>
        <source>Anda temukan: {what}</source>
        <translation>You found: {what}</translation>
    </message>
    <message>
        <source>Terlewat: {what}</source>
        <translation>Missed: {what}</translation>
    </message>
    <message>
        <source>Latihan berikutnya</source>
        <translation>Next exercise</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Lanjutkan membuat</source>
        <translation>Go on making</translation>
    </message>
    <message>
        <source>Kembali</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Ketik kata sandi · Enter lanjutkan</source>
        <translation>Type the password · Enter go on</translation>
    </message>
    <message>
        <source>Kata sandi ujian ini</source>
        <translation>Password of this exam</translation>
    </message>
    <message>
        <source>Paket yang sudah jadi tetap ada. Ketik kata sandi yang sama untuk membuat sisanya.</source>
        <translation>Packets that are done are kept. Type the same password to make the rest.</translation>
    </message>
    <message>
        <source>Lanjutkan {name}</source>
        <translation>Go on with {name}</translation>
    </message>
    <message>
        <source>Ketik kata sandi dulu.</source>
        <translation>Type the password first.</translation>
    </message>
</context>
<context>
    <name>WayGrid</name>
    <message>
        <source>Pakai foto contoh</source>
        <translation>Use sample photos</translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source>{n} dari {all}</source>
        <translation>{n} of {all}</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Menunggu giliran</source>
        <translation>Waiting its turn</translation>
    </message>
    <message>
        <source>Sedang dikirim</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Jaringan putus. Dicoba lagi sendiri.</source>
        <translation>The network is down. It tries again by itself.</translation>
    </message>
    <message>
        <source>Terkirim</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>{state} · {percent}%</source>
        <translation>{state} · {percent}%</translation>
    </message>
</context>
</TS>
