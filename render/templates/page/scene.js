// The maps of one quadrant: the frame comes as SVG, boxes and lines as tables.
const drawn = (tag, attributes, ...inside) => {
  const element = fitted(document.createElementNS("http://www.w3.org/2000/svg", tag), null, attributes);
  element.append(...inside);
  return element;
};
const told = (edge, model) => `${word("relation", edge.relation)} ${title(model)}`;
const sentence = model => {
  const said = [[model.name, model.zh].filter(Boolean).join(" "), maker(model), model.released, (model.sizes || []).join("/"), model.license,
    model.openness && word("openness", model.openness), model.kind !== "model" && word("kind", model.kind)];
  for (const edge of up.get(model.id) || []) if (DERIVED.has(edge.relation) || edge.relation === "technique") said.push(told(edge, byId.get(edge.parent)));
  if (model.isNew) said.push(t("isNew"));
  return said.filter(Boolean).join("; ");
};
const boxOf = ({ model: number, x, y, width, colour, name, zh, where, what, from }) => {
  const model = models[number], row = (down, text, style = "line soft") => drawn("text", { class: style, x: x + 9, y: y + down }, text);
  const rect = (style, left, top, wide, high, rx) => drawn("rect", { class: style, x: left, y: top, width: wide, height: high, rx });
  const classes = ["node", model.openness || "unknown", model.kind, model.isNew && "new", model.base && "base", `f${colour}`];
  const node = drawn("g", { id: `model-${model.dom}`, class: classes.filter(Boolean).join(" ") }, drawn("title", {}, sentence(model)));
  if (model.isNew) node.append(rect("glow", x - 3, y - 3, width + 6, 56, 9));
  node.append(rect("box", x, y, width, 50, 6), row(17, name, "name"));
  if (zh) node.lastChild.append(drawn("tspan", { class: "zh", dx: 5, lang: "zh" }, zh));
  if (where) node.append(row(31, where));
  if (what) node.append(row(44, what));
  if (model.isNew) node.append(rect("badge", x + width - 35, y + 5, 30, 14, 7), drawn("text", { class: "badge-text", x: x + width - 20, y: y + 15.5 }, "new"));
  if (from) node.append(drawn("text", { class: "from soft", x: x + 2, y: y - 4 }, from));
  return node;
};
const lineOf = ({ child, parent, relation, d }) => {
  const one = models[child], other = models[parent];
  const all = up.get(one.id).filter(edge => edge.parent === other.id).map(edge => word("relation", edge.relation) + (edge.origin ? ` (${edge.origin})` : ""));
  return drawn("g", { id: `edge-${one.dom}--${other.dom}`, class: `edge ${relation}` },
    drawn("title", {}, `${title(other)} → ${title(one)}: ${all.join(", ")}`), drawn("path", { d, "marker-end": `url(#head-${relation})` }));
};
const sceneOf = quadrant => {
  const scene = scenes[quadrant], made = document.importNode(new DOMParser().parseFromString(scene.frame, "image/svg+xml").documentElement, true);
  $("g.quadrant", made).append(...rows(scene.lines).map(lineOf), ...rows(scene.boxes).map(boxOf));
  return made;
};
let scenes = null;
