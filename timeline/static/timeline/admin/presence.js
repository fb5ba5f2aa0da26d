/* Says that the editor is still at it, once a minute and only after they did something: an idle form counts as idle. */

const PAUSE = 60_000; // ms

const line = document.getElementById("presence");
const form = line?.closest("form");
if (form) {
  let active = false;
  for (const kind of ["input", "change", "keydown", "pointerdown"]) {
    form.addEventListener(kind, () => {
      active = true;
    });
  }
  setInterval(async () => {
    if (!active || document.hidden) {
      return;
    }
    active = false;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(line.dataset.address, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        redirect: "error",
      });
      if (answer.ok) {
        line.textContent = (await answer.json()).others.join(" ");
      }
    } catch {
      // no network, or signed out: what was said last stands
    }
  }, PAUSE);
}
