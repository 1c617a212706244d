// What the page knows: models by id, and edges from either end.
const read = id => JSON.parse(document.getElementById(id).textContent);
// A table comes by columns; a column with few different values as these and the place of each row's.
const rows = table => {
  const made = Array.from({ length: table.count }, () => ({}));
  for (const [key, column] of Object.entries(table.of)) {
    const plain = Array.isArray(column);
    for (let row = 0; row < made.length; row++) {
      const value = plain ? column[row] : column.of[column.at[row]];
      if (value !== null) made[row][key] = value;
    }
  }
  return made;
};
const data = read("data");
const orgs = rows(data.orgs), models = rows(data.models), edges = rows(data.edges);
for (const model of models) {
  Object.assign(model, orgs[model.by]);
  model.dom = model.dom || model.id;
  model.because = model.because === undefined ? undefined : models[model.because].id;
}
const byId = new Map(models.map(model => [model.id, model]));
const domToId = new Map(models.map(model => [model.dom, model.id]));
const up = new Map(), down = new Map();
for (const edge of edges) {
  edge.child = models[edge.child].id;
  edge.parent = models[edge.parent].id;
  edge.dom = `edge-${byId.get(edge.child).dom}--${byId.get(edge.parent).dom}`;
  (up.get(edge.child) || up.set(edge.child, []).get(edge.child)).push(edge);
  (down.get(edge.parent) || down.set(edge.parent, []).get(edge.parent)).push(edge);
}
const DERIVED = new Set(data.relations.slice(0, 7));

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const fitted = (element, text, attributes) => {
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
const make = (tag, text, attributes = {}) => fitted(document.createElement(tag), text, attributes);
const outward = (url, text) =>
  /^https?:\/\//i.test(url || "") ? make("a", text || url, { href: url, target: "_blank", rel: "noopener noreferrer" }) : make("span", text || "");
