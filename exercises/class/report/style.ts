/** How the report looks: the site's own colours and distances, and what a page of tables needs. No fonts and no pictures are fetched. */
import { readFileSync } from 'node:fs';

const props = readFileSync(new URL('../../../site/styles/props.css', import.meta.url), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
);

export const style = `${props}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:400 100%/var(--leading) var(--font-prose);font-variant-numeric:lining-nums tabular-nums;overflow-wrap:break-word}
body{margin:0;font-size:var(--text-base)}
main{max-width:calc(80rem + 2*var(--margin));margin-inline:auto;padding:var(--space-6) var(--margin) var(--space-7)}
h1{margin-block:0 var(--space-3);font-size:var(--text-title);font-weight:600;line-height:1.15}
h2{margin-block:var(--space-7) var(--space-3);font-size:var(--text-heading);font-weight:600;line-height:1.25}
h3{margin-block:0 var(--space-1);font-size:var(--text-lead);font-weight:600;line-height:1.3}
p{max-width:var(--measure)}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--focus);outline-offset:3px}
code,pre{font:var(--text-small)/1.5 var(--font-code)}
pre{overflow:auto;max-width:36rem;max-height:24rem;margin:var(--space-2) 0}
.over{margin:0;color:var(--ink-soft);font:var(--text-ui) var(--font-ui)}
.lead{color:var(--ink-soft);font-size:var(--text-lead);line-height:1.45}
.soft,.where{color:var(--ink-soft)}
.where{margin-block:0 var(--space-3);font:var(--text-ui) var(--font-ui)}
.switch{font:var(--text-ui) var(--font-ui)}
.switch a{display:inline-block;margin-inline-end:var(--space-5);padding-block:var(--space-2)}
.switch .to-all{display:none}
.facts,.small{display:flex;flex-wrap:wrap;gap:var(--space-3) var(--space-6);margin-block:var(--space-5) 0;font-family:var(--font-ui)}
.facts dt,.small dt{color:var(--ink-soft);font-size:var(--text-small)}
.facts dd{margin:0;font-size:var(--text-heading);line-height:1.2}
.small dd{margin:0;font-size:var(--text-small)}
.small{gap:var(--space-2) var(--space-5);border-block-start:1px solid var(--rule);padding-block-start:var(--space-3)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:var(--space-6)}
.card{border-block-start:2px solid var(--accent);padding-block-start:var(--space-3)}
.card p{margin-block:var(--space-2)}
.card .open{display:flex;flex-wrap:wrap;align-items:end;gap:var(--space-3) var(--space-4)}
.code{display:block;inline-size:8.5rem}
.code svg{display:block;inline-size:100%;block-size:auto}
.count{font:var(--text-ui) var(--font-ui)}
.count strong{font-size:var(--text-lead)}
.ask b{color:var(--accent);font:600 var(--text-ui) var(--font-ui)}
.bar{display:inline-block;inline-size:5rem;block-size:.5rem;background:var(--rule);vertical-align:middle}
.bar i{display:block;block-size:100%;background:var(--accent)}
.scroll{overflow-x:auto;margin-block:var(--space-3)}
table{border-collapse:collapse;font:var(--text-ui)/1.45 var(--font-ui)}
caption{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:var(--space-2) var(--space-4) var(--space-2) 0;text-align:start;vertical-align:top;border-block-end:1px solid var(--rule);max-inline-size:22rem}
thead th{color:var(--ink-soft);font-weight:400;font-size:var(--text-small);vertical-align:bottom;border-block-end-color:var(--rule-strong)}
tbody th{font-weight:600}
.number{text-align:end}
td a.full,td a.part,td a.wrong,td a.failed,td .missing,td .attention,td .waiting{white-space:nowrap;text-decoration:none}
.full{color:var(--ink)}
.part{color:var(--role-data)}
td a.wrong,td a.failed{color:var(--role-loss);font-weight:600}
.missing,.waiting{color:var(--ink-faint)}
span.part{display:inline-block;margin-inline-end:var(--space-3);color:var(--ink);white-space:nowrap}
.call{display:block;max-width:22rem;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink-soft)}
summary{cursor:pointer;color:var(--accent)}
main:target .private,main:target .switch .to-present{display:none}
main:target .switch .to-all{display:inline-block}
html:has(main:target){font-size:145%}
@media print{
main{max-width:none;padding:0}
h2{break-after:avoid;margin-block-start:var(--space-5)}
h1{font-size:20pt}h2{font-size:14pt}h3{font-size:12pt}
.card,tr{break-inside:avoid}
.code{inline-size:30mm}
thead{display:table-header-group}
.scroll{overflow:visible}
table{inline-size:100%;font-size:8.5pt}
th,td{padding-inline-end:6pt;overflow-wrap:anywhere}
thead th,td.number{overflow-wrap:normal;font-size:8pt}
.switch,details pre{display:none}
@page{margin:14mm}
}
`;
