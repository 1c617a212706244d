// Two languages.
const WORDS = {
  en: {
    skip: "Skip to the table", asOf: "as of {0} · {1} of {2} models drawn here · {3} edges", find: "Find a model, alias or organisation", theme: "Light or dark",
    viewMap: "All four quadrants", viewTable: "Table", viewBases: "Choose a base", basesAbout: "Models to build on that may be used commercially, and why. Narrow them down above: quadrant, language, licence, size.", viewNews: "What is new", viewCharts: "Charts", quadrant: "Quadrant", openness: "Openness",
    year: "Year", org: "Organisation", license: "Licence", language: "Language", commercial: "Commercial use", atMost: "Size up to, in B",
    onlyBase: "Base models only", onlyBuild: "To build on", clear: "Clear", more: "Show all", feed: "Atom feed", changes: "Changes of the last run",
    data: "All data as DuckDB", sources: "Sources", sourcesAbout: "How far each source is read, and the newest item that it brought.",
    any: "any", yes: "allowed", no: "not allowed", unknown: "unknown", count: "{0} of {1} models", results: "{0} results",
    hint: "Drag to move, scroll or pinch to zoom, choose a box for its facts.", stage: "Map. Arrow keys move it, plus and minus zoom, 0 shows all.", zoomIn: "Zoom in", zoomOut: "Zoom out", zoomAll: "Show all",
    name: "Name", released: "Released", sizes: "Sizes", kind: "Kind", architecture: "Architecture", languages: "Languages", stages: "Stages",
    aliases: "Also called", repo: "Hub repo", likes: "Likes", downloads: "Downloads", origin: "Known from", source: "Source", seen: "First seen",
    parents: "Made from", children: "Made from it", notes: "Notes", close: "Close", page: "Home page",
    because: "decided by {0}", reason: "Because", none: "Nothing known.", isNew: "new", newest: "newest item {0}", read: "read to {0}", nothingNew: "Nothing new in the last seven days. The latest:",
    descendants: "Descendants", notOnMap: "Not drawn on a map.", details: "Details", newSince: "First seen in the seven days to {0}, which is as far as this map knows.", madeFrom: "from {0}", base: "base model",
  },
  zh: {
    skip: "跳到表格", asOf: "截至 {0} · 此图含 {2} 个模型中的 {1} 个 · {3} 条关系", find: "查找模型、别名或机构", theme: "深浅色", viewMap: "四象限总览", viewTable: "表格", viewBases: "选择基座", basesAbout: "可商用的基座模型及理由。可用上方筛选象限、语言、许可证和参数量。", viewNews: "最新", viewCharts: "图表", quadrant: "象限",
    openness: "开放程度", year: "年份", org: "机构", license: "许可证", language: "语言", commercial: "商用", atMost: "参数量不超过 (B)", onlyBase: "仅基座模型", onlyBuild: "可作为基座", clear: "清除",
    more: "全部显示", feed: "Atom 订阅", changes: "上次更新", data: "DuckDB 数据下载", sources: "数据来源", sourcesAbout: "每个来源读到哪里，以及它带来的最新条目。", any: "不限", yes: "可商用",
    no: "不可商用", unknown: "未知", count: "{1} 个模型中的 {0} 个", results: "{0} 个结果", hint: "拖动平移，滚轮或双指缩放，点击方框查看详情。", stage: "地图。方向键移动，加减号缩放，0 显示全部。", zoomIn: "放大", zoomOut: "缩小",
    zoomAll: "显示全部", name: "名称", released: "发布日期", sizes: "规模", kind: "类型", architecture: "结构", languages: "语言", stages: "训练阶段", aliases: "别名", repo: "Hub 仓库",
    likes: "点赞", downloads: "下载量", origin: "依据", source: "出处", seen: "首次收录", parents: "来源模型", children: "衍生模型", notes: "备注", close: "关闭", page: "公告或主页",
    because: "取决于 {0}", reason: "理由", none: "暂无信息。", isNew: "新", newest: "最新条目 {0}", read: "已读到 {0}", nothingNew: "最近七天没有新模型。最近的有：", descendants: "后代数", notOnMap: "未画在图上。", details: "详情", newSince: "截至 {0} 的七天内首次收录（本图数据截止日）。", madeFrom: "源自 {0}", base: "基座模型",
  },
};
const kept = key => { try { return localStorage.getItem(`modelmap-${key}`); } catch { return null; } };
const keep = (key, value) => { try { localStorage.setItem(`modelmap-${key}`, value); } catch { /* from a file, storage may be closed */ } };
let tongue = kept("language") || ((navigator.language || "").startsWith("zh") ? "zh" : "en");
const t = (key, ...values) => values.reduce((text, value, at) => text.replace(`{${at}}`, value), WORDS[tongue][key] || key);
const word = (group, key) => { const pair = data.words[group][key]; return pair ? pair[tongue === "zh" ? 1 : 0] : (key || "").replaceAll("_", " "); };
const maker = model => tongue === "zh" && model.orgZh ? model.orgZh : model.org;
const title = model => tongue === "zh" && model.zh ? model.zh : model.name;
