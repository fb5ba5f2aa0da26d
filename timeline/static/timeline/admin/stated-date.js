/* Says how the words of a date are read while they are typed, and offers to fill the fields in. It never does so itself.
   The server reads; this only asks. Without it, saving the form proposes the same. */

const PAUSE = 300; // ms after the last key

const words = document.querySelector("[data-read-date]");
if (words) {
  preview(words);
}

function preview(words) {
  const panel = document.createElement("div");
  panel.className = "date-reading";
  const message = document.createElement("p");
  message.setAttribute("aria-live", "polite");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.hidden = true;
  panel.append(message, button);
  const row = words.closest(".form-row");
  row.append(panel);

  let fields = {};
  let asked = null;
  let timer = 0;

  const offer = () => {
    // A basis in the editor's own words stands.
    const open = ([name, value]) => {
      const typed = document.getElementById(`id_${name}`)?.value;
      return name.startsWith("basis") ? value && !typed : typed !== value;
    };
    button.hidden = !Object.entries(fields).some(open);
  };

  const show = (reading) => {
    fields = reading.fields ?? {};
    const said = row.querySelector(".errorlist")?.textContent ?? ""; // it came with the page: not given twice
    message.textContent = said.includes(reading.message) ? "" : (reading.message ?? "");
    panel.classList.toggle("unreadable", reading.readable === false);
    button.textContent = reading.button ?? "";
    offer();
  };

  const ask = async () => {
    asked?.abort();
    if (!words.value.trim()) {
      show({});
      return;
    }
    asked = new AbortController();
    const query = new URLSearchParams({ words: words.value });
    query.set("standing", document.getElementById("id_standing")?.value ?? "");
    citedParagraphs().forEach((id) => query.append("paragraph", id));
    try {
      const answer = await fetch(`${words.dataset.readDate}?${query}`, { signal: asked.signal, redirect: "error" });
      show(answer.ok ? await answer.json() : {});
    } catch (error) {
      if (error.name !== "AbortError") {
        show({}); // signed out, or no network: saving still reads the words
      }
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };

  button.addEventListener("click", () => {
    Object.entries(fields).forEach(([name, value]) => {
      const field = document.getElementById(`id_${name}`);
      if (field) {
        field.value = value;
      }
    });
    offer();
    document.getElementById("id_precision")?.focus();
  });
  words.addEventListener("input", later);
  words.form.addEventListener("change", offer);
  document.getElementById("id_standing")?.addEventListener("change", later);
  // The admin's autocomplete tells jQuery alone that a paragraph was chosen.
  window.django?.jQuery?.(words.form).on("change", "select[name^=citations-], input[name^=citations-]", later);
  ask();
}

function citedParagraphs() {
  const rows = document.querySelectorAll("select[name^=citations-][name$=-paragraph]");
  const kept = [...rows].filter((row) => !document.getElementById(row.id.replace("-paragraph", "-DELETE"))?.checked);
  return kept.map((row) => row.value).filter((id) => /^\d+$/.test(id));
}
