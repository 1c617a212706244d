// One view at a time: maps, table, charts, news.
const LISTINGS = new Set(["table", "bases", "news", "charts"]);
const made = {};
const tabled = () => view === "table" || view === "bases";
const show = (next, focus) => {
  if (next === "bases" && view !== "bases") { form.elements.build.checked = true; form.elements.commercial.value = "yes"; }
  if (view === "bases" && next !== "bases") { form.elements.build.checked = false; form.elements.commercial.value = ""; }
  view = next;
  for (const button of $$("nav [data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  const listing = LISTINGS.has(view);
  stage.hidden = listing;
  form.hidden = view === "news" || view === "charts"; // there is nothing to sift in them
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
    scenes = scenes || read("maps");
    wanted = made[view] = made[view] || sceneOf(view);
  }
  if (wanted !== svg) { svg.replaceWith(wanted); svg = wanted; begin(); }
  trace();
  sift();
};
for (const button of $$("nav [data-view]")) button.addEventListener("click", () => { show(button.dataset.view, true); if (chosen) centre(chosen); });
