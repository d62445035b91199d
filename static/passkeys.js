// Forms marked data-passkey: the browser is asked for a passkey, and the form carries its answer. Without script, or in
// a browser without passkeys, they stay hidden: passwords and codes do without.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (found, ...names) => {
  const copy = { ...found };
  for (const name of names) if (copy[name]) copy[name] = toBytes(copy[name]);
  return copy;
};

// What the server sends as text, and the browser takes as bytes.
const asAsked = (options) => {
  const asked = withBytes(options.publicKey, "challenge");
  if (asked.user) asked.user = withBytes(asked.user, "id");
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (asked[name]) asked[name] = asked[name].map((each) => withBytes(each, "id"));
  }
  return { publicKey: asked };
};

// And the way back.
const asSent = (credential) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

const made = (options) => {
  const asked = asAsked(options);
  asked.publicKey.authenticatorSelection = {
    ...asked.publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create(asked);
};

const optionsOf = async (form) => {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError("no options");
  return (await answer.json()).request_options;
};

const saying = (form, error) => {
  const place = form.querySelector("[data-passkey-problem]");
  const said = { TypeError: "unreachable", InvalidStateError: "there" }[error.name] ?? "refused";
  place.querySelector("[data-words]").textContent = place.dataset[said];
  place.hidden = false;
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    form.querySelector("[data-passkey-problem]").hidden = true;
    try {
      const options = await optionsOf(form);
      const found = form.dataset.passkey === "add" ? await made(options) : await navigator.credentials.get(asAsked(options));
      form.elements.credential.value = asSent(found);
      form.requestSubmit();
    } catch (error) {
      saying(form, error);
    }
  });
}
// Back from the next page: the answer was used.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.credential.value = "";
});
