// What is new, and the sources.
const news = () => {
  const dated = models.filter(model => model.seen && model.onMap).sort((a, b) => b.seen.localeCompare(a.seen) || a.name.localeCompare(b.name));
  const fresh = dated.filter(model => model.isNew), list = $("#newest");
  list.replaceChildren();
  $("#news-about").textContent = fresh.length ? t("newSince", data.asOf) : "";
  if (!fresh.length) list.append(make("li", t("nothingNew")));
  for (const model of fresh.length ? fresh : dated.slice(0, 20)) {
    const parents = (up.get(model.id) || []).filter(edge => DERIVED.has(edge.relation)).map(edge => title(byId.get(edge.parent)));
    const said = [model.seen, maker(model), word("quadrant", model.quadrant), (model.sizes || []).join("/"), model.openness && word("openness", model.openness), parents.length && t("madeFrom", parents.join(", "))];
    const item = pick(model.id, make("span", ` ${said.filter(Boolean).join(" · ")}`));
    if (model.isNew) item.append(make("span", t("isNew"), { class: "badge-new" }));
    list.append(item);
  }
  $("#sources").replaceChildren(...data.sources.map(source => {
    const item = make("li");
    item.append(outward(source.url, source.source_id), ` ${[source.newest && t("newest", source.newest), source.watermark && t("read", source.watermark)].filter(Boolean).join(" · ")}`);
    return item;
  }));
  if (!data.sources.length) $("#sources").append(make("li", t("none")));
};
