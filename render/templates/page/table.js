// The table.
const COLUMNS = [["name", m => title(m)], ["org", maker], ["released", m => m.released], ["sizes", m => (m.sizes || []).join(", "), m => m.max || 0], ["license", m => (m.license || "").replace("LicenseRef-", "")],
  ["commercial", m => m.commercial === true ? t("yes") : m.commercial === false ? t("no") : t("unknown")], ["openness", m => m.openness && word("openness", m.openness)], ["quadrant", m => word("quadrant", m.quadrant)],
  ["parents", m => (up.get(m.id) || []).filter(e => DERIVED.has(e.relation)).map(e => title(byId.get(e.parent))).join(", ")], ["descendants", m => m.descendants || 0, m => m.descendants || 0]];
const WHY = ["reason", m => m.reason || ""];
const columns = () => view === "bases" ? [...COLUMNS.filter(([key]) => key !== "commercial"), WHY] : COLUMNS;
let sorted = "descendants", ascending = false, all = false;
const fill = () => {
  const shown = columns(), [, text, value = text] = shown.find(([key]) => key === sorted) || shown[0];
  const found = models.filter(passes()).sort((a, b) => {
    const x = value(a) || "", y = value(b) || "", order = typeof x === "number" ? x - y : String(x).localeCompare(String(y));
    return (ascending ? order : -order) || a.name.localeCompare(b.name);
  });
  $("#table thead tr").replaceChildren(...shown.map(([key]) => {
    const cell = make("th", null, { scope: "col", class: `of-${key}`, "aria-sort": key === sorted ? (ascending ? "ascending" : "descending") : "none" });
    const button = make("button", t(key) + (key === sorted ? (ascending ? " ▲" : " ▼") : ""), { type: "button" });
    button.addEventListener("click", () => { ascending = key === sorted ? !ascending : key === "name" || key === "org"; sorted = key; fill(); });
    cell.append(button);
    return cell;
  }));
  $("#table tbody").replaceChildren(...found.slice(0, all ? found.length : 200).map(model => {
    const row = make("tr");
    shown.forEach(([key, show]) => {
      const cell = make(key === "name" ? "th" : "td", null, { class: `of-${key}`, ...(key === "name" && { scope: "row" }) });
      if (key === "name") { const button = make("button", show(model), { type: "button", class: "link" }); button.addEventListener("click", () => choose(model.id, true)); cell.append(button); } else cell.textContent = show(model) ?? "";
      row.append(cell);
    });
    return row;
  }));
  $("#more").hidden = all || found.length <= 200;
};
$("#more").addEventListener("click", () => { all = true; fill(); });
