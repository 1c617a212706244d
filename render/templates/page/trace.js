// The chosen model's ancestors and descendants stand out.
const reach = (from, edges, next) => {
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
  const ancestors = reach(chosen, up, "parent"), descendants = reach(chosen, down, "child");
  const near = new Set([...ancestors, ...descendants]);
  for (const edge of [...(up.get(chosen) || []), ...(down.get(chosen) || [])]) near.add(edge.parent).add(edge.child);
  for (const id of near) { const node = nodeOf(id); if (node) node.classList.add("on"); }
  const self = nodeOf(chosen);
  if (self) self.classList.add("self");
  for (const { child, parent, relation, dom } of edges) {
    const straight = DERIVED.has(relation) && ((ancestors.has(child) && ancestors.has(parent)) || (descendants.has(child) && descendants.has(parent)));
    if (!straight && child !== chosen && parent !== chosen) continue;
    const edge = svg.querySelector(`#${CSS.escape(dom)}`);
    if (edge) edge.classList.add("on");
  }
};
