/* Shows what a paragraph says as soon as it is chosen. Without it, the summary appears once the form is saved. */

const form = document.getElementById("milestone_form");

window.django?.jQuery?.(form).on("change", "select[name^=citations-][name$=-paragraph]", async (event) => {
  const place = event.target.closest(".inline-related")?.querySelector(".field-said_there .readonly");
  const words = document.querySelector("[data-paragraph-summary]");
  if (!place || !words) {
    return;
  }
  const chosen = event.target.value;
  place.textContent = "";
  if (!/^\d+$/.test(chosen)) {
    return;
  }
  try {
    const address = words.dataset.paragraphSummary.replace("/0/", `/${chosen}/`);
    const answer = await fetch(address, { redirect: "error" });
    if (answer.ok && event.target.value === chosen) {
      place.textContent = (await answer.json()).summary;
    }
  } catch {
    place.textContent = ""; // no network: saving still shows it
  }
});
