// The map: pan and zoom by pointer, wheel, finger and key.
const stage = $("#stage");
let svg = $("svg.map", stage), view = "map", box = null, whole = null, chosen = null;
const overview = svg;
const scale = () => { const r = svg.getBoundingClientRect(); return Math.max(box[2] / r.width, box[3] / r.height) || 1; };
const apply = () => { svg.setAttribute("viewBox", box.map(n => n.toFixed(1)).join(" ")); svg.classList.toggle("far", scale() > 1.8); };
const fit = () => { box = [...whole]; apply(); };
const begin = () => {
  // A wide window opens on the whole width from the top; a narrow one on the model that most was made from.
  whole = svg.getAttribute("viewBox").split(" ").map(Number);
  const r = stage.getBoundingClientRect();
  box = [...whole];
  if (r.width > 760) box[3] = Math.min(whole[3], whole[2] * r.height / r.width);
  else if (r.width) {
    const first = models.filter(model => nodeOf(model.id)).sort((a, b) => (b.descendants || 0) - (a.descendants || 0))[0];
    const b = first && nodeOf(first.id).getBBox(), w = r.width * 1.3, h = r.height * 1.3;
    if (b) box = [b.x + b.width / 2 - w / 2, Math.max(0, Math.min(b.y - h / 4, whole[3] - h)), w, h];
  }
  apply();
};
const zoom = (factor, x, y) => {
  const r = svg.getBoundingClientRect();
  if (box[2] * factor < 160 || box[2] * factor > whole[2] * 4) return;
  const s = scale(), left = (r.width * s - box[2]) / 2, top = (r.height * s - box[3]) / 2;
  const px = box[0] - left + (x === undefined ? r.width / 2 : x - r.left) * s, py = box[1] - top + (y === undefined ? r.height / 2 : y - r.top) * s;
  box = [px - (px - box[0]) * factor, py - (py - box[1]) * factor, box[2] * factor, box[3] * factor];
  apply();
};
const hush = () => { $(".hint").hidden = true; }; // who has moved the map knows how
const pan = (dx, dy) => { const s = scale(); box[0] -= dx * s; box[1] -= dy * s; apply(); };
stage.addEventListener("wheel", event => { event.preventDefault(); hush(); zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 300), event.clientX, event.clientY); }, { passive: false });
const held = new Map();
let moved = 0;
stage.addEventListener("pointerdown", event => { if (event.target.closest(".zoom")) return; hush(); held.set(event.pointerId, [event.clientX, event.clientY]); moved = 0; });
addEventListener("pointermove", event => {
  const before = held.get(event.pointerId);
  if (!before) return;
  const now = [event.clientX, event.clientY], dx = now[0] - before[0], dy = now[1] - before[1];
  moved += Math.abs(dx) + Math.abs(dy);
  if (held.size === 2) {
    const other = [...held].find(([id]) => id !== event.pointerId)[1];
    const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
    zoom(far(before, other) / Math.max(1, far(now, other)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  } else { stage.classList.add("drag"); pan(dx, dy); }
  held.set(event.pointerId, now);
});
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, event => { held.delete(event.pointerId); stage.classList.remove("drag"); });
stage.addEventListener("click", event => {
  if (moved > 6) return;
  const node = event.target.closest("g.node[id]");
  if (node) choose(domToId.get(node.id.slice(6)));
  else if (event.target.closest("svg")) choose(null);
});
stage.addEventListener("keydown", event => {
  const keys = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  if (keys[event.key]) pan(...keys[event.key]);
  else if (event.key === "+" || event.key === "=") zoom(0.8);
  else if (event.key === "-") zoom(1.25);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
});
for (const button of $$("[data-zoom]")) button.addEventListener("click", () => ({ in: () => zoom(0.7), out: () => zoom(1.4), all: fit })[button.dataset.zoom]());
const nodeOf = id => { const model = byId.get(id); return model && svg.querySelector(`#${CSS.escape(`model-${model.dom}`)}`); };
const centre = id => {
  const node = nodeOf(id);
  if (!node) return;
  const b = node.getBBox(), r = stage.getBoundingClientRect(), w = Math.max(r.width, 320) * 1.15, h = Math.max(r.height, 240) * 1.15;
  const over = !about.hidden && getComputedStyle(about).position === "absolute" ? about.offsetHeight : 0;
  box = [b.x + b.width / 2 - w / 2, b.y + b.height / 2 - h / 2 + (over * 1.15) / 2, w, h];
  apply();
};
