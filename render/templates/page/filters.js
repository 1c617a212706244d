// Filters, for the map and the table.
const form = $("#filters");
let counted = "";
const many = (key, limit) => {
  const count = new Map();
  for (const model of models) for (const value of [model[key]].flat()) if (value) count.set(value, (count.get(value) || 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]))).slice(0, limit).map(([value]) => value);
};
const years = [...new Set(models.map(model => (model.released || "").slice(0, 4)).filter(Boolean))].sort().reverse();
const CHOICES = {
  quadrant: () => Object.keys(data.words.quadrant).map(key => [key, word("quadrant", key)]),
  openness: () => Object.keys(data.words.openness).map(key => [key, word("openness", key)]),
  year: () => years.map(year => [year, year]),
  org: () => many("org", 400).sort((a, b) => a.localeCompare(b)).map(org => [org, org]),
  license: () => many("license", 200).map(license => [license, license.replace("LicenseRef-", "")]),
  language: () => many("languages", 60).map(code => [code, code]),
  commercial: () => [["yes", t("yes")], ["no", t("no")], ["unknown", t("unknown")]],
};
const options = () => {
  for (const [name, choices] of Object.entries(CHOICES)) {
    const select = form.elements[name], before = select.value;
    select.replaceChildren(new Option(t("any"), ""), ...choices().map(([value, text]) => new Option(text, value)));
    select.value = before;
  }
};
const passes = () => {
  const want = Object.fromEntries(Object.keys(CHOICES).map(name => [name, form.elements[name].value]));
  const most = parseFloat(form.elements.most.value) * 1e9, base = form.elements.base.checked, build = form.elements.build.checked;
  return model => (!want.quadrant || model.quadrant === want.quadrant) && (!want.openness || model.openness === want.openness)
    && (!want.year || (model.released || "").startsWith(want.year)) && (!want.org || model.org === want.org)
    && (!want.license || model.license === want.license) && (!want.language || (model.languages || []).includes(want.language))
    && (!want.commercial || (model.commercial === true ? "yes" : model.commercial === false ? "no" : "unknown") === want.commercial)
    && (!(most > 0) || (model.min && model.min <= most)) && (!base || model.base) && (!build || model.buildOn);
};
const sift = () => {
  const ok = passes(), kept = new Set(models.filter(ok).map(model => model.id));
  for (const node of $$("g.node[id]", svg)) node.classList.toggle("off", !kept.has(domToId.get(node.id.slice(6))));
  const hidden = new Set(edges.filter(edge => !kept.has(edge.child) || !kept.has(edge.parent)).map(edge => edge.dom));
  for (const edge of $$("g.edge[id]", svg)) edge.classList.toggle("off", hidden.has(edge.id));
  counted = t("count", kept.size, models.length);
  $("#count").textContent = counted;
};
form.addEventListener("input", () => { sift(); if (tabled()) fill(); });
form.addEventListener("reset", () => setTimeout(() => { sift(); if (tabled()) fill(); }));
form.addEventListener("submit", event => event.preventDefault());
