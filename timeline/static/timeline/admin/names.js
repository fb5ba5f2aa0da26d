/* Gives names to what Django's pages leave without one: boxes that a list is chosen from, and fields in a table's cells. */

function labelOf(field) {
  const own = document.querySelector(`label[for="${field.id}"]`);
  if (own) {
    return own.textContent;
  }
  const cell = field.closest("td");
  const column = cell?.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
  return column?.firstChild?.textContent ?? "";
}

function name() {
  for (const field of document.querySelectorAll("td select, td input:not([type=hidden]), select.admin-autocomplete")) {
    const label = labelOf(field).trim().replace(/:$/, "");
    if (label && !field.labels?.length) {
      field.setAttribute("aria-label", label);
    }
    const box = field.nextElementSibling;
    if (label && box?.classList.contains("select2")) {
      for (const part of box.querySelectorAll(".select2-selection, .select2-selection__rendered, .select2-search__field")) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", label);
      }
    }
  }
}

function soon() {
  setTimeout(name); // after the scripts that make the boxes
}

addEventListener("load", soon);
document.addEventListener("formset:added", soon);
document.addEventListener("change", soon);
