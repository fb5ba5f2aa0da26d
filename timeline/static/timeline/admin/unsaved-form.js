/* Keeps what is typed into a form in this browser until it is saved, offers it back, and asks before it is left.
   It is kept under the account and the address of the form, and goes when the account signs out. The server makes
   the form from what was kept: this only sends it. Without this, nothing is kept and nobody is asked. */

const EVERY = 1000; // ms
const LONGEST = 7 * 24 * 3600 * 1000; // ms: as long as a session lasts at most
const SECRET = /password|credential|secret|csrfmiddlewaretoken|_made_for/;
const SENT = "unsaved-form-sent";

const account = document.querySelector("meta[name=account]")?.content ?? "";
const prefix = `unsaved-form:${account}:`;
const key = prefix + location.pathname + location.search;
const place = document.getElementById("unsaved");
const form = place?.closest("form");
let quiet = false; // sent, or signing out: nothing is asked and nothing kept

function typed() {
  const fields = [];
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    if (typeof value === "string" && !SECRET.test(name) && field?.type !== "password") {
      fields.push([name, value]);
    }
  }
  return fields;
}

function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function forget(isOver) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("unsaved-form:") && isOver(name)) {
      localStorage.removeItem(name);
    }
  }
}

function forgetWhatWasSaved() {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const cameBack = place && "cameBack" in place.dataset;
  if (sent && !cameBack && document.querySelector(".messagelist .success")) {
    localStorage.removeItem(sent);
  }
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function putBack(fields) {
  const sending = document.createElement("form");
  sending.method = "post";
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  for (const [name, value] of [...fields, ["csrfmiddlewaretoken", token], ["_put_back", "1"]]) {
    const field = document.createElement("textarea"); // an input would drop the ends of lines
    field.name = name;
    field.value = value;
    sending.append(field);
  }
  sending.hidden = true;
  document.body.append(sending);
  quiet = true;
  sending.submit();
}

function offer(found) {
  const moment = new Date(found.at);
  const isToday = moment.toDateString() === new Date().toDateString();
  const style = isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  const told = new Intl.DateTimeFormat(document.documentElement.lang, style).format(moment);
  const words = document.createElement("p");
  words.textContent = place.dataset.offer.replace("{moment}", told);
  const discard = () => {
    localStorage.removeItem(key);
    place.hidden = true;
  };
  place.setAttribute("role", "status");
  place.append(
    words,
    button(place.dataset.putBack, () => putBack(found.fields)),
    button(place.dataset.discard, discard),
  );
  place.hidden = false;
}

function watch() {
  const opened = JSON.stringify(typed());
  const found = kept(key);
  const cameBack = "cameBack" in place.dataset;
  let last = opened;
  if (found && !cameBack && JSON.stringify(found.fields) !== opened) {
    offer(found);
  }
  const isChanged = () => cameBack || JSON.stringify(typed()) !== opened;
  const save = () => {
    const now = JSON.stringify(typed());
    if (quiet || now === last) {
      return;
    }
    last = now;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: JSON.parse(now) }));
    } catch {
      // no room, or none is given: the page still asks before it is left
    }
  };
  setInterval(save, EVERY);
  document.addEventListener("visibilitychange", save);
  form.addEventListener("submit", () => {
    save();
    quiet = true;
    sessionStorage.setItem(SENT, key);
  });
  addEventListener("beforeunload", (event) => {
    if (!quiet && isChanged()) {
      event.preventDefault();
    }
  });
}

if (account) {
  forgetWhatWasSaved();
  forget((name) => Date.now() - (kept(name)?.at ?? 0) > LONGEST);
  document.addEventListener("submit", (event) => {
    if (/\/(logout|sign-out)\/$/.test(event.target.action)) {
      forget((name) => name.startsWith(prefix));
      quiet = true;
    }
    if (event.target.matches("form.unsaved")) {
      localStorage.removeItem(key);
      quiet = true;
    }
  });
  if (form) {
    addEventListener("load", () => setTimeout(watch)); // after the scripts that fill fields in
  }
}
