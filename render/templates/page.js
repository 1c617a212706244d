
"use strict";
(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const byId = new Map(data.models.map(model => [model.id, model]));
  const up = new Map(), down = new Map();
  for (const [child, parent, relation, origin, confidence, evidence, url] of data.edges) {
    const edge = { child, parent, relation, origin, confidence, evidence, url };
    (up.get(child) || up.set(child, []).get(child)).push(edge);
    (down.get(parent) || down.set(parent, []).get(parent)).push(edge);
  }
  const DERIVED = new Set(data.relations.slice(0, 7));
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const outward = (url, text) =>
    /^https?:\/\//i.test(url || "") ? make("a", text || url, { href: url, target: "_blank", rel: "noopener noreferrer" }) : make("span", text || "");

  // ---- two languages ----
  const WORDS = {
    en: {
      skip: "Skip to the table", asOf: "as of {0} · {1} of {2} models drawn here · {3} edges", find: "Find a model, alias or organisation", theme: "Light or dark",
      viewMap: "All four quadrants", viewTable: "Table", viewBases: "Choose a base", basesAbout: "Models to build on that may be used commercially, and why. Narrow them down above: quadrant, language, licence, size.", viewNews: "What is new", viewCharts: "Charts", quadrant: "Quadrant", openness: "Openness",
      year: "Year", org: "Organisation", license: "Licence", language: "Language", commercial: "Commercial use", atMost: "At most, in B",
      onlyBase: "Base models only", onlyBuild: "To build on", clear: "Clear", more: "Show all", feed: "Atom feed", changes: "Changes of the last run",
      data: "All data as DuckDB", sources: "Sources", sourcesAbout: "How far each source is read, and the newest item that it brought.",
      any: "any", yes: "allowed", no: "not allowed", unknown: "unknown", count: "{0} of {1} models", results: "{0} results",
      hint: "Drag to move, scroll or pinch to zoom, choose a box for its facts.", stage: "Map. Arrow keys move it, plus and minus zoom, 0 shows all.", zoomIn: "Zoom in", zoomOut: "Zoom out", zoomAll: "Show all",
      name: "Name", released: "Released", sizes: "Sizes", kind: "Kind", architecture: "Architecture", languages: "Languages", stages: "Stages",
      aliases: "Also called", repo: "Hub repo", likes: "Likes", downloads: "Downloads", origin: "Known from", source: "Source", seen: "First seen",
      parents: "Made from", children: "Made from it", notes: "Notes", close: "Close", page: "Home page",
      because: "decided by {0}", reason: "Because", none: "Nothing known.", isNew: "new", newest: "newest item {0}", read: "read to {0}", nothingNew: "Nothing new in the last seven days. The latest:",
      descendants: "Descendants", notOnMap: "Not drawn on a map.", base: "base model",
    },
    zh: {
      skip: "跳到表格", asOf: "截至 {0} · 此图含 {2} 个模型中的 {1} 个 · {3} 条关系", find: "查找模型、别名或机构", theme: "深浅色", viewMap: "四象限总览", viewTable: "表格", viewBases: "选择基座", basesAbout: "可商用的基座模型及理由。可用上方筛选象限、语言、许可证和参数量。", viewNews: "最新", viewCharts: "图表", quadrant: "象限",
      openness: "开放程度", year: "年份", org: "机构", license: "许可证", language: "语言", commercial: "商用", atMost: "最大参数量 (B)", onlyBase: "仅基座模型", onlyBuild: "可作为基座", clear: "清除",
      more: "全部显示", feed: "Atom 订阅", changes: "上次更新", data: "DuckDB 数据下载", sources: "数据来源", sourcesAbout: "每个来源读到哪里，以及它带来的最新条目。", any: "不限", yes: "可商用",
      no: "不可商用", unknown: "未知", count: "{1} 个模型中的 {0} 个", results: "{0} 个结果", hint: "拖动平移，滚轮或双指缩放，点击方框查看详情。", stage: "地图。方向键移动，加减号缩放，0 显示全部。", zoomIn: "放大", zoomOut: "缩小",
      zoomAll: "显示全部", name: "名称", released: "发布日期", sizes: "规模", kind: "类型", architecture: "结构", languages: "语言", stages: "训练阶段", aliases: "别名", repo: "Hub 仓库",
      likes: "点赞", downloads: "下载量", origin: "依据", source: "出处", seen: "首次收录", parents: "来源模型", children: "衍生模型", notes: "备注", close: "关闭", page: "公告或主页",
      because: "取决于 {0}", reason: "理由", none: "暂无信息。", isNew: "新", newest: "最新条目 {0}", read: "已读到 {0}", nothingNew: "最近七天没有新模型。最近的有：", descendants: "后代数", notOnMap: "未画在图上。", base: "基座模型",
    },
  };
  const kept = key => { try { return localStorage.getItem(`modelmap-${key}`); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(`modelmap-${key}`, value); } catch { /* from a file, storage may be closed */ } };
  let tongue = kept("language") || ((navigator.language || "").startsWith("zh") ? "zh" : "en");
  const t = (key, ...values) => values.reduce((text, value, at) => text.replace(`{${at}}`, value), WORDS[tongue][key] || key);
  const word = (group, key) => { const pair = data.words[group][key]; return pair ? pair[tongue === "zh" ? 1 : 0] : (key || "").replaceAll("_", " "); };
  const maker = model => tongue === "zh" && model.orgZh ? model.orgZh : model.org;
  const title = model => tongue === "zh" && model.zh ? model.zh : model.name;

  // ---- the map: pan, zoom, trace ----
  const stage = $("#stage");
  let svg = $("svg.map", stage), maps = null, view = "map", box = null, whole = null, chosen = null;
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
      const first = data.models.filter(model => nodeOf(model.id)).sort((a, b) => (b.descendants || 0) - (a.descendants || 0))[0];
      const b = first && nodeOf(first.id).getBBox(), w = r.width * 1.3, h = r.height * 1.3;
      if (b) box = [b.x + b.width / 2 - w / 2, b.y - h / 4, w, h];
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
  const pan = (dx, dy) => { const s = scale(); box[0] -= dx * s; box[1] -= dy * s; apply(); };
  stage.addEventListener("wheel", event => { event.preventDefault(); zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 300), event.clientX, event.clientY); }, { passive: false });
  const held = new Map();
  let moved = 0;
  stage.addEventListener("pointerdown", event => { if (event.target.closest(".zoom")) return; held.set(event.pointerId, [event.clientX, event.clientY]); moved = 0; });
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
  const domToId = new Map(data.models.map(model => [model.dom, model.id]));
  const nodeOf = id => { const model = byId.get(id); return model && svg.querySelector(`#${CSS.escape(`model-${model.dom}`)}`); };
  const line = (from, edges, next) => {
    const seen = new Set([from]), waiting = [from];
    while (waiting.length) for (const edge of edges.get(waiting.pop()) || []) {
      if (!DERIVED.has(edge.relation) || seen.has(edge[next])) continue;
      seen.add(edge[next]); waiting.push(edge[next]);
    }
    return seen;
  };
  const trace = () => {
    for (const element of $$(".on,.self", svg)) element.classList.remove("on", "self");
    svg.classList.toggle("traced", Boolean(chosen && nodeOf(chosen)));
    if (!chosen) return;
    const ancestors = line(chosen, up, "parent"), descendants = line(chosen, down, "child");
    const near = new Set([...ancestors, ...descendants]);
    for (const edges of [up.get(chosen) || [], down.get(chosen) || []]) for (const edge of edges) near.add(edge.parent).add(edge.child);
    for (const id of near) { const node = nodeOf(id); if (node) node.classList.add("on"); }
    const self = nodeOf(chosen);
    if (self) self.classList.add("self");
    for (const [child, parent, relation] of data.edges) {
      const straight = DERIVED.has(relation) && ((ancestors.has(child) && ancestors.has(parent)) || (descendants.has(child) && descendants.has(parent)));
      if (!straight && child !== chosen && parent !== chosen) continue;
      const edge = svg.querySelector(`#${CSS.escape(`edge-${byId.get(child).dom}--${byId.get(parent).dom}`)}`);
      if (edge) edge.classList.add("on");
    }
  };
  const centre = id => {
    const node = nodeOf(id);
    if (!node) return;
    const b = node.getBBox(), r = stage.getBoundingClientRect(), w = Math.max(r.width, 320) * 1.15, h = Math.max(r.height, 240) * 1.15;
    const over = !about.hidden && getComputedStyle(about).position === "absolute" ? about.offsetHeight : 0;
    box = [b.x + b.width / 2 - w / 2, b.y + b.height / 2 - h / 2 + (over * 1.15) / 2, w, h];
    apply();
  };

  // ---- views ----
  const LISTINGS = new Set(["table", "bases", "news", "charts"]);
  const tabled = () => view === "table" || view === "bases";
  const show = (next, focus) => {
    if (next === "bases" && view !== "bases") { form.elements.build.checked = true; form.elements.commercial.value = "yes"; }
    if (view === "bases" && next !== "bases") { form.elements.build.checked = false; form.elements.commercial.value = ""; }
    view = next;
    for (const button of $$("nav [data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    const listing = LISTINGS.has(view);
    stage.hidden = listing;
    $("#table").hidden = !tabled();
    $("#table-title").dataset.t = view === "bases" ? "viewBases" : "viewTable";
    $("#table-title").textContent = t($("#table-title").dataset.t);
    $("#table-about").hidden = view !== "bases";
    $("#news").hidden = view !== "news";
    $("#charts").hidden = view !== "charts";
    if (tabled()) { sift(); fill(); }
    if (view === "news") { sift(); news(); }
    if (listing) { if (focus) $(tabled() ? "#table" : `#${view}`).focus(); return; }
    let wanted = overview;
    if (view !== "map") {
      maps = maps || read("maps");
      wanted = typeof maps[view] === "string" ? document.importNode(new DOMParser().parseFromString(maps[view], "image/svg+xml").documentElement, true) : maps[view];
      maps[view] = wanted;
    }
    if (wanted !== svg) { svg.replaceWith(wanted); svg = wanted; begin(); }
    trace();
    sift();
  };
  for (const button of $$("nav [data-view]")) button.addEventListener("click", () => { show(button.dataset.view, true); if (chosen) centre(chosen); });

  // ---- one model ----
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
    const facts = make("dl"), fact = (key, value) => { if (value === undefined || value === null || value === "") return; const dd = make("dd"); dd.append(value); facts.append(make("dt", t(key)), dd); };
    const commercial = model.commercial === true ? t("yes") : model.commercial === false ? t("no") : t("unknown");
    fact("org", [maker(model), model.country].filter(Boolean).join(", "));
    fact("released", model.released);
    fact("sizes", (model.sizes || []).join(", "));
    fact("license", model.license);
    fact("commercial", model.license || model.because ? commercial + (model.because ? ` (${t("because", title(byId.get(model.because)))})` : "") : "");
    fact("reason", model.reason);
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
    about.append(facts);
    for (const [key, edges, end] of [["parents", up.get(model.id), "parent"], ["children", down.get(model.id), "child"]]) {
      if (!edges) continue;
      const list = make("ul");
      for (const edge of edges) list.append(pick(edge[end], how(edge)));
      about.append(make("h3", `${t(key)} (${edges.length})`), list);
    }
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
        const here = data.shown[view].includes(chosen), home = byId.get(chosen).quadrant;
        if (!here && byId.get(chosen).onMap) show(home);
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

  // ---- search ----
  const fold = text => text.normalize("NFKC").toLowerCase().replace(/[\s_·.-]+/g, "");
  const index = data.models.map(model => ({ model, names: [model.name, model.zh, model.id, ...(model.aliases || [])].filter(Boolean).map(fold), orgs: [model.org, model.orgZh, ...(model.orgAliases || [])].filter(Boolean).map(fold) }));
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

  // ---- filters ----
  const form = $("#filters");
  let counted = "";
  const many = (key, limit) => {
    const count = new Map();
    for (const model of data.models) for (const value of [model[key]].flat()) if (value) count.set(value, (count.get(value) || 0) + 1);
    return [...count].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0]))).slice(0, limit).map(([value]) => value);
  };
  const years = [...new Set(data.models.map(model => (model.released || "").slice(0, 4)).filter(Boolean))].sort().reverse();
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
    const ok = passes(), kept = new Set(data.models.filter(ok).map(model => model.id));
    for (const node of $$("g.node[id]", svg)) node.classList.toggle("off", !kept.has(domToId.get(node.id.slice(6))));
    const dom = id => byId.get(id).dom;
    const hidden = new Set(data.edges.filter(([child, parent]) => !kept.has(child) || !kept.has(parent)).map(([child, parent]) => `edge-${dom(child)}--${dom(parent)}`));
    for (const edge of $$("g.edge[id]", svg)) edge.classList.toggle("off", hidden.has(edge.id));
    counted = t("count", kept.size, data.models.length);
    $("#count").textContent = counted;
  };
  form.addEventListener("input", () => { sift(); if (tabled()) fill(); });
  form.addEventListener("reset", () => setTimeout(() => { sift(); if (tabled()) fill(); }));
  form.addEventListener("submit", event => event.preventDefault());

  // ---- table ----
  const COLUMNS = [["name", m => title(m)], ["org", maker], ["released", m => m.released], ["sizes", m => (m.sizes || []).join(", "), m => m.max || 0], ["license", m => (m.license || "").replace("LicenseRef-", "")],
    ["commercial", m => m.commercial === true ? t("yes") : m.commercial === false ? t("no") : t("unknown")], ["openness", m => m.openness && word("openness", m.openness)], ["quadrant", m => word("quadrant", m.quadrant)],
    ["parents", m => (up.get(m.id) || []).filter(e => DERIVED.has(e.relation)).map(e => title(byId.get(e.parent))).join(", ")], ["descendants", m => m.descendants || 0, m => m.descendants || 0]];
  const WHY = ["reason", m => m.reason || ""];
  const columns = () => view === "bases" ? [...COLUMNS.filter(([key]) => key !== "commercial"), WHY] : COLUMNS;
  let sorted = "descendants", ascending = false, all = false;
  const fill = () => {
    const shown = columns(), [, text, value = text] = shown.find(([key]) => key === sorted) || shown[0];
    const rows = data.models.filter(passes()).sort((a, b) => {
      const x = value(a) || "", y = value(b) || "", order = typeof x === "number" ? x - y : String(x).localeCompare(String(y));
      return (ascending ? order : -order) || a.name.localeCompare(b.name);
    });
    $("#table thead tr").replaceChildren(...shown.map(([key]) => {
      const cell = make("th", null, { scope: "col", "aria-sort": key === sorted ? (ascending ? "ascending" : "descending") : "none" });
      const button = make("button", t(key) + (key === sorted ? (ascending ? " ▲" : " ▼") : ""), { type: "button" });
      button.addEventListener("click", () => { ascending = key === sorted ? !ascending : key === "name" || key === "org"; sorted = key; fill(); });
      cell.append(button);
      return cell;
    }));
    $("#table tbody").replaceChildren(...rows.slice(0, all ? rows.length : 200).map(model => {
      const row = make("tr");
      shown.forEach(([key, show]) => {
        const cell = make(key === "name" ? "th" : "td", null, key === "name" ? { scope: "row" } : {});
        if (key === "name") { const button = make("button", show(model), { type: "button", class: "link" }); button.addEventListener("click", () => choose(model.id, true)); cell.append(button); } else cell.textContent = show(model) ?? "";
        row.append(cell);
      });
      return row;
    }));
    $("#more").hidden = all || rows.length <= 200;
  };
  $("#more").addEventListener("click", () => { all = true; fill(); });

  // ---- news ----
  const news = () => {
    const dated = data.models.filter(model => model.seen && model.onMap).sort((a, b) => b.seen.localeCompare(a.seen) || a.name.localeCompare(b.name));
    const fresh = dated.filter(model => model.isNew), list = $("#newest");
    list.replaceChildren();
    if (!fresh.length) list.append(make("li", t("nothingNew")));
    for (const model of fresh.length ? fresh : dated.slice(0, 20)) {
      const item = pick(model.id, make("span", ` ${[model.seen, model.org, word("quadrant", model.quadrant)].filter(Boolean).join(" · ")}`));
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

  // ---- language and theme ----
  const speak = () => {
    document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
    for (const element of $$("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of $$("[data-en]")) element.textContent = element.dataset[tongue];
    for (const element of $$("[data-ta]")) element.setAttribute("aria-label", t(element.dataset.ta));
    for (const element of $$("[data-tp]")) element.placeholder = t(element.dataset.tp);
    $("#as-of").textContent = t("asOf", data.asOf || "–", data.drawn, data.onMap, data.lines);
    const other = $("#language");
    other.textContent = tongue === "zh" ? "English" : "中文";
    other.lang = tongue === "zh" ? "en" : "zh";
    options();
    sift();
    if (tabled()) fill();
    if (view === "news") news();
    if (chosen) describe(byId.get(chosen));
  };
  $("#language").addEventListener("click", () => { tongue = tongue === "zh" ? "en" : "zh"; keep("language", tongue); speak(); });
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement, dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep("theme", root.dataset.theme);
  });

  speak();
  begin();
  follow();
})();
