/** The style sheet of the report. The page's policy allows it by its hash, and nothing else. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b222c; --soft: #55606f; --line: #d5dae2; --code: #f1f3f6;
  --link: #0b57a4; --error: #b3161b; --error-soft: #fdeceb; --warning: #7a4b00; --warning-soft: #fff4d9;
  --good: #17683a; --good-soft: #e5f5eb; --mark: #ffe9a8;
  --box: #ffffff; --box-line: #5c6b80; --frame: #eef1f6; --route: #5c6b80;
  --cluster: #e3eefb; --cluster-line: #2c5f9e; --store: #e9e6f8; --store-line: #5a4aa3; --app: #e8f3ee; --app-line: #2f6d50;
  --on-error: #ffffff; --on-warning: #2b1c00; --warning-fill: #f5c04a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #a3aebd; --line: #343e4c; --code: #12171e;
    --link: #7cb8f5; --error: #ff8f8a; --error-soft: #3a1c1e; --warning: #f3c056; --warning-soft: #35290f;
    --good: #74d39b; --good-soft: #14301f; --mark: #4d4013;
    --box: #222a35; --box-line: #8b99ad; --frame: #161c24; --route: #8b99ad;
    --cluster: #1b2f47; --cluster-line: #77aee8; --store: #2a2549; --store-line: #a99cf0; --app: #17301f; --app-line: #74c69b;
    --on-error: #2a0606; --on-warning: #2b1c00; --warning-fill: #f3c056;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 1200px; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
.brand { margin: 0; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
h1 { margin: 0 0 .75rem; font-size: clamp(1.5rem, 1rem + 2vw, 2.1rem); line-height: 1.2; }
h2 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.25; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.08rem; }
h4, h5 { margin: 0; font-size: 1rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-bottom: 1.25rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.4rem 1.4rem 1.5rem; margin-bottom: 1.25rem; }
code, pre, .place, .position, .file > summary h3, .rule { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace; }
.verdict { margin: 0 0 1rem; padding: .7rem 1rem; border-radius: 8px; font-weight: 650; border-left: 5px solid; }
.verdict.error { color: var(--error); background: var(--error-soft); }
.verdict.warning { color: var(--warning); background: var(--warning-soft); }
.verdict.clean { color: var(--good); background: var(--good-soft); }
.figures { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 0 0 1.25rem; padding: 0; }
.figures li { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; color: var(--soft); }
.figures strong { display: block; font-size: 1.7rem; line-height: 1.15; color: var(--ink); font-variant-numeric: tabular-nums; }
.figures .error strong { color: var(--error); }
.figures .warning strong { color: var(--warning); }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.25rem 2rem; align-items: start; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 650; padding-bottom: .3rem; }
th, td { text-align: left; padding: .32rem .6rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 500; font-size: .9rem; overflow-wrap: normal; }
tbody th { font-weight: 500; }
td, thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; }
td:last-child, thead th:last-child { padding-right: 0; }
.facts { margin: 0; display: grid; gap: .3rem; }
.facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
figure { margin: 0; }
.canvas { overflow-x: auto; border-radius: 8px; }
.deployment { display: block; width: 100%; min-width: 860px; height: auto; }
figcaption { color: var(--soft); font-size: .92rem; margin-top: .4rem; }
.deployment text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: var(--ink); }
.deployment text.title { font-size: 14px; font-weight: 650; }
.deployment text.path, .deployment text.label { fill: var(--soft); }
.deployment text.missing { fill: var(--warning); font-weight: 600; }
.deployment text.label { font-size: 13px; font-weight: 600; }
.frame:where(rect) { fill: var(--frame); stroke: var(--line); }
.shape, .behind { fill: var(--box); stroke: var(--box-line); stroke-width: 1.4; }
.browsers .shape { fill: none; stroke-dasharray: none; }
.balancer .shape { stroke-width: 1.8; }
.named .shape { stroke-dasharray: 6 4; fill: none; }
.application .shape { fill: var(--app); stroke: var(--app-line); }
.cluster .shape { fill: var(--cluster); stroke: var(--cluster-line); }
.store .shape { fill: var(--store); stroke: var(--store-line); }
.icon { fill: none; stroke: var(--cluster-line); stroke-width: 1.6; }
.icon.dot { fill: var(--cluster-line); }
.store .icon { stroke: var(--store-line); }
.box.error .shape { stroke: var(--error); stroke-width: 2.6; }
.box.warning .shape { stroke: var(--warning-fill); stroke-width: 2.6; }
.line path { fill: none; stroke: var(--route); stroke-width: 1.6; }
.line.membership path { stroke: var(--cluster-line); stroke-width: 2; }
.line .head { fill: var(--route); stroke: none; }
.line.error path { stroke: var(--error); stroke-width: 2.4; stroke-dasharray: 5 4; }
.line.warning path { stroke: var(--warning-fill); stroke-width: 2.4; stroke-dasharray: 5 4; }
.cross, .line.error .cross { fill: none; stroke: var(--error); stroke-width: 3; stroke-dasharray: none; stroke-linecap: round; }
.line.warning .cross { stroke: var(--warning); stroke-width: 3; stroke-dasharray: none; }
.mark rect { fill: var(--error); }
.deployment .mark text { fill: var(--on-error); font-weight: 700; }
.mark.warning rect { fill: var(--warning-fill); }
.deployment .mark.warning text { fill: var(--on-warning); }
.mark:focus-visible rect, .mark:hover rect { stroke: var(--ink); stroke-width: 2; }
.words { margin-top: .75rem; }
.legend-heading { font-size: 1rem; }
.legend { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: .4rem 1.5rem; color: var(--soft); font-size: .92rem; }
.legend li { display: flex; gap: .6rem; align-items: flex-start; }
.sample { flex: none; }
summary { cursor: pointer; }
summary h3 { display: inline; margin: 0; font-size: 1rem; }
.file { border-top: 1px solid var(--line); padding: .8rem 0; }
.file .counts, .description { color: var(--soft); }
.finding { border-left: 4px solid var(--warning-fill); padding: .2rem 0 .2rem 1rem; margin: 1rem 0 1.5rem; }
.finding.error { border-color: var(--error); }
.finding:target { background: var(--mark); border-radius: 0 8px 8px 0; }
.finding h4 { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; font-weight: 500; }
.number { font-weight: 700; text-decoration: none; border-radius: 10px; padding: 0 .55rem; background: var(--warning-fill); color: var(--on-warning); }
.error .number { background: var(--error); color: var(--on-error); }
.severity { font-weight: 650; color: var(--warning); }
.error .severity { color: var(--error); }
.position { color: var(--soft); font-size: .88rem; }
.rule { font-size: .88rem; }
.message { margin: .45rem 0 .7rem; max-width: 78ch; }
pre { margin: 0 0 .8rem; padding: .7rem .9rem; overflow-x: auto; background: var(--code); border: 1px solid var(--line); border-radius: 8px; font-size: .84rem; line-height: 1.5; overflow-wrap: normal; tab-size: 4; }
code { font-size: .86em; }
.gutter { color: var(--soft); }
.marked { background: var(--mark); }
.underline { color: var(--warning); font-weight: 700; }
.error .underline { color: var(--error); }
h5 { font-size: .92rem; color: var(--soft); font-weight: 600; }
.trace { margin: .25rem 0 .8rem; padding-left: 1.5rem; font-size: .92rem; }
.trace li { margin: .15rem 0; }
.role { display: inline-block; min-width: 9.5rem; font-weight: 600; }
.place { color: var(--soft); font-size: .86rem; margin-right: .4rem; }
.words:is(span) { color: var(--soft); }
.repair { margin: .3rem 0; }
.repair summary { color: var(--good); font-weight: 600; }
.repair pre { margin-top: .4rem; }
.added { color: var(--good); background: var(--good-soft); }
.removed { color: var(--error); background: var(--error-soft); }
.hunk { color: var(--soft); }
.page { border-top: 1px solid var(--line); padding: .7rem 0; }
.prose { max-width: 90ch; padding-left: 1rem; border-left: 3px solid var(--line); margin-top: .6rem; overflow-x: auto; }
footer { color: var(--soft); padding-bottom: 2rem; font-size: .92rem; }
@media (max-width: 40rem) {
  header, main, footer { padding-left: .75rem; padding-right: .75rem; }
  section { padding: 1rem .9rem; }
  .facts div { grid-template-columns: 1fr; }
  .facts dd { margin-bottom: .4rem; }
  .finding { padding-left: .7rem; }
  .role { min-width: 0; margin-right: .4rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #bbb; --code: #fff; --link: #000; --error: #a00; --error-soft: #fff; --warning: #5f3a00; --warning-soft: #fff; --good: #063; --good-soft: #fff; --mark: #eee; --box: #fff; --box-line: #333; --frame: #fff; --route: #333; --cluster: #fff; --cluster-line: #124; --store: #fff; --store-line: #326; --app: #fff; --app-line: #163; --on-error: #fff; --warning-fill: #e5b53c; }
  nav, .skip { display: none; }
  section { border: 0; padding: 0; break-inside: auto; }
  .finding, figure, table { break-inside: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .canvas { overflow: visible; }
  .deployment { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
