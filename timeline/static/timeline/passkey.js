/* Passkeys (WebAuthn Level 2): asks the browser for one, and sends what it answers with the form. */

const form = document.querySelector("form[data-passkey]");

/** What the server asks of the key: on the page, or at the address that the form names. */
async function asked() {
  const onPage = document.getElementById("passkey-options");
  if (onPage) return JSON.parse(onPage.textContent);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** A key that is to do without a password must be found by itself and know who holds it. */
function wanted(options) {
  const alone = form.elements.passwordless?.checked ?? false;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  });
  return options;
}

async function credential() {
  const options = await asked();
  return form.dataset.passkey === "create"
    ? window.webauthnJSON.create(wanted(options.creation_options))
    : window.webauthnJSON.get(options.request_options);
}

form?.querySelector("button[type=button]").addEventListener("click", async () => {
  const said = form.querySelector("[data-says]");
  said.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential());
    form.submit();
  } catch {
    said.textContent = said.dataset.says;
    said.hidden = false;
  }
});
