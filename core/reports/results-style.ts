/** The one style sheet of the static pages, inside each of them: a page can be sent on as it is. */
export const RESULTS_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1f2328; --quiet: #57606a; --page: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --link: #0550ae;
  --passed: #116329; --failed: #a40e26; --warning: #7d4e00; --info: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9ea7b3; --page: #0d1117; --raised: #161b22; --line: #3d444d; --link: #79b8ff;
    --passed: #56d364; --failed: #ff8e87; --warning: #e3b341; --info: #79b8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); }
p { margin: 0.25rem 0; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; color: var(--quiet); padding: 0.25rem 0; }
th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
th { background: var(--raised); font-weight: 600; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
article { border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem; margin: 0.75rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
summary { cursor: pointer; }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.passed, .failed, .warning, .error, .info { font-weight: 600; white-space: nowrap; }
.passed { color: var(--passed); }
.failed, .error { color: var(--failed); }
.warning { color: var(--warning); }
.info { color: var(--info); }
@media print { body { max-width: none; } article { break-inside: avoid; } }
`;
