"use strict";
// Sends a photograph to the laptop and shows what it says. No address but this laptop's own is ever asked.
const $ = (id) => document.getElementById(id);
const ASK_EVERY_MS = 3000;
const MISSES = 2; // so many questions in a row without an answer are told
const MEGABYTE = 1000000;
const words = JSON.parse(document.body.dataset.words);
const inputs = [$("camera"), $("gallery")];
let limit = 25 * MEGABYTE;
let kept = null; // the photograph to send again
let sending = false;
let shownPage = 0;
let preview = "";
let missed = 0;

const failure = (message, hint, again = false) => ({ good: false, message, hint, findings: [], again });
const unreachable = () => failure(words.unreachable, words.unreachableHint, true);

// What the laptop wants next; it may go on to another page while this one is open.
async function askLaptop() {
  if (document.hidden || sending) { return; }
  try {
    const reply = await fetch("diminta", { cache: "no-store" });
    if (missed >= MISSES) { startAnew(); }
    missed = 0;
    if (reply.status === 403) { end(); return; }
    if (reply.ok && !sending) { showAsked(await reply.json()); }
  } catch { // the step has ended, the laptop sleeps, or the phone left the network
    missed += 1;
    if (missed === MISSES && !sending) { say(unreachable()); }
  }
}

function showAsked(asked) {
  limit = asked.limit;
  $("asked").textContent = asked.title;
  $("note").textContent = asked.note;
  $("note").hidden = !asked.note;
  $("form").textContent = asked.form;
  $("whose").textContent = asked.whose;
  if (shownPage && shownPage !== asked.page) { startAnew(); }
  shownPage = asked.page;
}

function startAnew() {
  kept = null;
  $("answer").hidden = $("again").hidden = $("preview").hidden = true;
  $("rules").hidden = false;
  $("take").textContent = words.take;
  $("take").classList.remove("second");
}

function end() {
  clearInterval(timer);
  kept = null;
  say(failure(words.ended, words.endedHint));
  $("preview").hidden = $("note").hidden = true;
  document.querySelector("footer").hidden = true;
}

function say(answer) {
  const grave = !answer.good && answer.findings.length === 0;
  $("answer").className = answer.good ? "good" : grave ? "bad" : "look";
  $("message").textContent = (answer.good ? "✓ " : grave ? "✕ " : "△ ") + answer.message;
  $("hint").textContent = answer.hint;
  $("findings").replaceChildren(...answer.findings.map((one) => {
    const line = document.createElement("li");
    line.textContent = one.message;
    return line;
  }));
  const again = Boolean(answer.again && kept);
  $("again").hidden = !again;
  $("answer").hidden = false;
  $("rules").hidden = true;
  $("take").textContent = answer.good ? words.takeMore : words.retake;
  $("take").classList.toggle("second", answer.good || again);
  window.scrollTo(0, 0);
}

function setBusy(on) {
  sending = on;
  for (const input of inputs) { input.disabled = on; }
  document.querySelector("footer").classList.toggle("busy", on);
  $("way").hidden = !on;
}

function send(file) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    request.open("POST", "foto");
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) { $("progress").value = event.loaded / event.total; }
    };
    request.upload.onload = () => {
      $("progress").removeAttribute("value");
      $("doing").textContent = words.reading;
    };
    request.onload = () => resolve({ status: request.status, said: request.response });
    request.onerror = () => reject(new Error("network"));
    request.send(file);
  });
}

function show(file) {
  URL.revokeObjectURL(preview);
  preview = URL.createObjectURL(file);
  $("preview").src = preview;
  $("preview").hidden = false;
}

async function take(file) {
  show(file);
  if (file.size > limit) {
    kept = null;
    say(failure(words.tooLarge, words.tooLargeHint));
    return;
  }
  kept = file;
  $("answer").hidden = $("again").hidden = $("rules").hidden = true;
  $("progress").value = 0;
  $("doing").textContent = words.sending;
  setBusy(true);
  let status = 0;
  let said = null;
  try {
    ({ status, said } = await send(file));
  } catch { /* said stays empty */ }
  setBusy(false);
  if (status === 403) { end(); return; }
  say(said ?? unreachable());
}

for (const input of inputs) {
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) { take(file).finally(() => { input.value = ""; }); } // emptied, so that the same file can be chosen again
  });
}
$("preview").addEventListener("error", () => { $("preview").hidden = true; });
$("again").addEventListener("click", () => { if (kept) { take(kept); } });
document.addEventListener("visibilitychange", askLaptop);
const timer = setInterval(askLaptop, ASK_EVERY_MS);
askLaptop();
