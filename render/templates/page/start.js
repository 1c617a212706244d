// Speak, dress, begin.
const speak = () => {
  document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
  for (const element of $$("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of $$("[data-en]")) element.textContent = element.dataset[tongue];
  for (const element of $$("[data-ta]")) element.setAttribute("aria-label", t(element.dataset.ta));
  for (const element of $$("[data-tp]")) element.placeholder = t(element.dataset.tp);
  $("#as-of").textContent = t("asOf", data.asOf || "–", data.drawn, data.onMap, data.lines);
  const fresh = models.filter(model => model.isNew && model.onMap).length;
  if (fresh) $('nav [data-view="news"]').append(` (${fresh})`);
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
