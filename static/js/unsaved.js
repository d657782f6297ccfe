// What is typed into a form of the admin stays in this browser until it is saved: a session that
// ended, a closed tab or a lost connection loses nothing.
const SENT = "sent"; // the form that this tab sent last, until the answer is there

const answered = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (answered && document.querySelector(".messagelist .success")) localStorage.removeItem(answered);

const offer = document.getElementById("unsaved");
if (offer) {
  const form = offer.closest("form");
  const key = `unsaved:${location.pathname}`;
  const ours = ({ name }) => name && !/^(_.*|csrfmiddlewaretoken|.*action)$/.test(name);
  const chosen = (field) => [...field.selectedOptions].map(({ value, text }) => [value, text]);
  const value = (field) => {
    if (field.type === "checkbox") return field.checked;
    return field.options ? chosen(field) : field.value;
  };
  const held = () =>
    JSON.stringify([...form.elements].filter(ours).map((field) => [field.name, value(field)]));

  // An option that was found by searching is not in the page until somebody chooses it.
  const choose = (field, options) => {
    for (const option of field.options) option.selected = false;
    for (const [id, text] of options) {
      const known = [...field.options].find((option) => option.value === id);
      if (known) known.selected = true;
      else field.add(new Option(text, id, true, true));
    }
  };
  const putBack = (values) => {
    for (const [name, value] of JSON.parse(values)) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type === "checkbox") field.checked = value;
      else if (field.options) choose(field, value);
      else field.value = value;
      if (field.options) django.jQuery(field).trigger("change");
    }
  };

  const opened = held();
  const left = JSON.parse(localStorage.getItem(key));
  offer.hidden = !left || left.held === opened;
  if (left) offer.querySelector("time").textContent = new Date(left.at).toLocaleString();

  // Until somebody decides about what was left here, nothing is written over it.
  const keep = () => {
    if (!offer.hidden || held() === opened) return;
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), held: held() }));
  };
  form.addEventListener("input", keep);
  addEventListener("pagehide", keep);
  form.addEventListener("submit", () => {
    keep();
    sessionStorage.setItem(SENT, key);
  });
  offer.addEventListener("click", ({ target }) => {
    if (target.name === "_put_back") putBack(left.held);
    else if (target.name === "_forget") localStorage.removeItem(key);
    else return;
    offer.hidden = true;
  });
}
