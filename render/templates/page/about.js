// One model: its facts, parents and children; deep links.
const about = $("#about");
const pick = (id, how) => {
  const model = byId.get(id), item = make("li"), button = make("button", model ? title(model) : id, { type: "button", class: "link" });
  if (model) button.addEventListener("click", () => choose(id, true));
  item.append(button);
  if (how) item.append(how);
  return item;
};
const how = edge => {
  const said = make("span", null, { class: "how" });
  said.append(`${word("relation", edge.relation)} · ${edge.origin || ""}${edge.confidence && edge.confidence < 1 ? ` · ${Math.round(edge.confidence * 100)} %` : ""}`);
  if (edge.evidence || edge.url) said.append(" · ", outward(edge.url, edge.evidence || t("source")));
  return said;
};
const describe = model => {
  about.replaceChildren();
  const close = make("button", t("close"), { type: "button", class: "close" });
  close.addEventListener("click", () => { choose(null); $("#find").focus(); });
  const heading = make("h2", model.name, { id: "about-name" });
  if (model.zh) heading.append(" ", make("span", model.zh, { lang: "zh" }));
  if (model.isNew) heading.append(make("span", t("isNew"), { class: "badge-new" }));
  about.append(close, heading);
  let facts = make("dl");
  const fact = (key, value) => { if (value === undefined || value === null || value === "") return; const dd = make("dd"); dd.append(value); facts.append(make("dt", t(key)), dd); };
  const commercial = model.commercial === true ? t("yes") : model.commercial === false ? t("no") : t("unknown");
  fact("org", [maker(model), model.country].filter(Boolean).join(", "));
  fact("released", model.released);
  fact("sizes", (model.sizes || []).join(", "));
  fact("license", model.license);
  fact("commercial", model.license || model.because ? commercial + (model.because ? ` (${t("because", title(byId.get(model.because)))})` : "") : "");
  fact("reason", model.reason);
  about.append(facts);
  for (const [key, edges, end] of [["parents", up.get(model.id), "parent"], ["children", down.get(model.id), "child"]]) {
    if (!edges) continue;
    const list = make("ul");
    for (const edge of edges) list.append(pick(edge[end], how(edge)));
    about.append(make("h3", `${t(key)} (${edges.length})`), list);
  }
  facts = make("dl");
  fact("openness", model.openness && word("openness", model.openness));
  fact("quadrant", word("quadrant", model.quadrant));
  fact("kind", word("kind", model.kind) + (model.base ? `, ${t("base")}` : ""));
  fact("architecture", model.architecture);
  fact("languages", (model.languages || []).join(", "));
  fact("stages", (model.stages || []).join(", "));
  fact("aliases", (model.aliases || []).slice(0, 12).join(", ") + ((model.aliases || []).length > 12 ? " …" : ""));
  fact("repo", model.repo);
  fact("likes", model.likes && model.likes.toLocaleString("en"));
  fact("downloads", model.downloads && model.downloads.toLocaleString("en"));
  fact("descendants", model.descendants);
  fact("page", model.url && outward(model.url));
  fact("source", model.source && outward(model.source));
  fact("origin", model.origin && model.origin + (model.confidence && model.confidence < 1 ? ` (${Math.round(model.confidence * 100)} %)` : ""));
  fact("seen", model.seen);
  about.append(make("h3", t("details")), facts);
  if (model.notes) { const list = make("ul"); for (const note of model.notes) list.append(make("li", note)); about.append(make("h3", t("notes")), list); }
  about.hidden = false;
  about.scrollTop = 0;
};
const choose = (id, focus) => {
  chosen = byId.has(id) ? id : null;
  history.replaceState(null, "", chosen ? `#model=${encodeURIComponent(chosen)}` : location.pathname + location.search);
  if (!chosen) { about.hidden = true; trace(); return; }
  describe(byId.get(chosen));
  if (focus) {
    if (!LISTINGS.has(view)) {
      if (!nodeOf(chosen) && byId.get(chosen).onMap) show(byId.get(chosen).quadrant);
    }
    centre(chosen);
    about.focus({ preventScroll: true });
  }
  trace();
};
addEventListener("keydown", event => {
  if (event.key === "Escape" && chosen) choose(null);
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) { event.preventDefault(); $("#find").focus(); }
});
const named = key => { const found = new RegExp(`[#&]${key}=([^&]+)`).exec(location.hash); try { return found && decodeURIComponent(found[1]); } catch { return found && found[1]; } };
const follow = () => {
  const id = named("model"), wanted = named("view");
  if ($$("nav [data-view]").some(button => button.dataset.view === wanted)) show(wanted);
  if (byId.has(id)) choose(id, true);
};
addEventListener("hashchange", follow);
