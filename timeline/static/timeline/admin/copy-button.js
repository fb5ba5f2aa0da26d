/* A button that copies an address which is shown once. Without it, the field is there to copy from by hand. */

for (const field of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button copy";
  button.textContent = field.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = field.dataset.copied;
    } catch {
      said.textContent = ""; // not allowed here: the text is selected, to be copied by hand
    }
  });
  field.after(button, said);
}
