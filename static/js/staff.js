// A form with data-passkey sends what the browser's passkey signed: of the options in it, which the
// server made for this page, or, with data-new, a new passkey.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const { credential } = form.elements;
  const say = (text) => { form.querySelector("[role=alert]").textContent = text; };
  const { publicKey } = JSON.parse(form.dataset.passkey);
  credential.value = "";
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      const made = "new" in form.dataset
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
      credential.value = JSON.stringify(made);
      form.submit();
    } catch (error) {
      say(error instanceof TypeError
        ? "This browser has no passkeys. Use an authenticator app or a recovery code."
        : "The browser gave no passkey. Try again, or use a code.");
    }
  });
}
