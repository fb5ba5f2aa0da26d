/* Unfolds the reasons of a withdrawal once that is chosen. Without it, they are unfolded by hand. */

const status = document.getElementById("id_status");
const folded = document.getElementById("id_withdrawn_reason_en")?.closest("details");

status?.addEventListener("change", () => {
  if (folded && status.value === "withdrawn") {
    folded.open = true;
  }
});
