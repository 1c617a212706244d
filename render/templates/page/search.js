// Search by name, alias and organisation.
const fold = text => text.normalize("NFKC").toLowerCase().replace(/[\s_·.-]+/g, "");
const index = models.map(model => ({ model, names: [model.name, model.zh, model.id, ...(model.aliases || [])].filter(Boolean).map(fold), orgs: [model.org, model.orgZh, ...(model.orgAliases || [])].filter(Boolean).map(fold) }));
const find = text => {
  const wanted = fold(text);
  if (!wanted) return [];
  const rank = ({ names, orgs }) => names.includes(wanted) ? 0 : names.some(name => name.startsWith(wanted)) ? 1 : names.some(name => name.includes(wanted)) ? 2 : orgs.some(org => org.includes(wanted)) ? 3 : 9;
  return index.map(entry => [rank(entry), -(entry.model.descendants || 0), entry.model]).filter(([r]) => r < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2].name.localeCompare(b[2].name)).slice(0, 14).map(entry => entry[2]);
};
const input = $("#find"), found = $("#found");
let at = -1;
const results = () => {
  const models = find(input.value);
  found.replaceChildren(...models.map((model, number) => {
    const item = make("li", model.name, { role: "option", id: `found-${number}`, "aria-selected": "false" });
    item.append(make("small", [model.zh, model.org, model.released].filter(Boolean).join(" · ")));
    item.addEventListener("pointerdown", event => { event.preventDefault(); take(model.id); });
    item.dataset.id = model.id;
    return item;
  }));
  at = -1;
  input.removeAttribute("aria-activedescendant");
  found.hidden = !models.length;
  input.setAttribute("aria-expanded", String(!found.hidden));
  $("#count").textContent = input.value ? t("results", models.length) : counted;
};
const take = id => { found.hidden = true; input.setAttribute("aria-expanded", "false"); input.value = ""; $("#count").textContent = counted; choose(id, true); };
input.addEventListener("input", results);
input.addEventListener("blur", () => { found.hidden = true; input.setAttribute("aria-expanded", "false"); });
input.addEventListener("keydown", event => {
  const items = [...found.children];
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!items.length) return;
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : items.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % items.length;
    items.forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    items[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[at].id);
  } else if (event.key === "Enter" && items.length) { event.preventDefault(); take(items[Math.max(0, at)].dataset.id); }
  else if (event.key === "Escape") { input.value = ""; results(); }
});
