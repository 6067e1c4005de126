// Every page that there is, with an address of each.
import { api, given } from "./harness.mjs";

const asked = (text) => encodeURIComponent(text);
let all;

/** `[name, address]` of every page, on the service of the gold articles. */
export function views() {
  all ??= list();
  return all;
}

async function list() {
  const { hits } = await api(`/search?q=${asked("award:bang-khen")}&limit=1`, given.root);
  const id = hits[0].id;
  return [
    ["home", "/"],
    ["search", `/?q=${asked("bằng khen")}`],
    ["search-narrowed", `/?q=${asked("bằng khen award:\"bang-khen\" year:\"2023\"")}&sort=date`],
    ["search-near", `/?q=${asked("Trân Quấc Khải")}`],
    ["search-nothing", `/?q=${asked("khong co gi het ca xyz")}`],
    ["search-wrong", `/?q=${asked("awrd:x đã")}`],
    ["article", `/articles/${id}?q=${asked("bằng khen")}`],
    ["stats", "/stats"],
    ["stats-two", "/stats?by=award&by2=level&top=12"],
    ["stats-time", "/stats?by=year&by2=level"],
    ["coverage", "/coverage"],
    ["coverage-63", "/coverage?as_of=2025-06-30"],
    ["coverage-province", `/coverage?province=${asked("Lâm Đồng")}&as_of=2025-06-30`],
    ["coverage-communes", `/coverage?province=${asked("Lai Châu")}&continued=true`],
    ["official", `/officials?name=${asked("Trần Quốc Khải")}`],
    ["official-ask", "/officials"],
    ["unit-none", `/units?name=${asked("Nam Định")}`],
    ["unit", `/units?name=${asked("UBND tỉnh Gia Lai")}`],
    ["award", "/awards/bang-khen"],
    ["about", "/about"],
    ["none", "/nowhere"],
  ];
}
