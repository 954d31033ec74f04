/**
 * A trained model as one HTML page: the ONNX file in base64, the script that runs it, and nothing that would have to be fetched (its policy
 * forbids it). It works from a stick, without a network.
 */
import type { exported } from '../../i18n/en/exported.ts';
import { fill } from '../../i18n/fill.ts';
import type { PageFacts } from './facts.ts';

export type Words = Readonly<Record<keyof typeof exported, string>>;

export interface PageParts {
  readonly title: string;
  readonly summary: string;
  readonly facts: PageFacts;
  /** Bytes of an .onnx file. */
  readonly model: Uint8Array;
  /** How many numbers were learned. */
  readonly parameters: number;
  /** The bundled runtime.ts. */
  readonly script: string;
  /** site/styles/props.css: the colours and sizes of the site. */
  readonly props: string;
  readonly words: Words;
  /** Of the words: `en`. */
  readonly language: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** No text inside a script element may end it. */
const inScript = (text: string): string => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

/** Neither comments nor line breaks are needed there. */
const inStyle = (css: string): string =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('</', '<\\/');

/** 37,492 → `37 kB` */
const sizeText = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export function toPage({
  title,
  summary,
  facts,
  model,
  parameters,
  script,
  props,
  words,
  language,
}: PageParts): string {
  let binary = '';
  for (let at = 0; at < model.length; at += 0x8000) binary += String.fromCharCode(...model.subarray(at, at + 0x8000));
  const made = fill(words.madeBy, { bytes: sizeText(model.length), parameters });
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title>
<style>${inStyle(props)}${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(summary)}</p>
<div id="stage"></div>
<footer><p>${escaped(words.alone)} ${escaped(made)}</p></footer>
</main>
<script type="application/json" id="facts">${inScript(JSON.stringify({ facts, words }))}</script>
<script type="text/plain" id="weights">${btoa(binary)}</script>
<script>${inScript(script)}</script>
</body>
</html>
`;
}

const STYLE = `
body { margin: 0; background: var(--paper); color: var(--ink); font: var(--text-base)/var(--leading) Georgia, "Times New Roman", serif; }
main { max-width: 60rem; margin: 0 auto; padding: var(--space-6) var(--margin); }
h1 { font-weight: 400; font-size: var(--text-title); line-height: 1.2; margin: 0 0 var(--space-2); }
#stage { display: flex; flex-wrap: wrap; gap: var(--space-6); margin: var(--space-6) 0; }
.side { flex: 1 1 18rem; min-width: 0; margin: 0; }
.side > p:first-child { margin-top: 0; }
.pad { width: 100%; max-width: 22rem; aspect-ratio: 1; touch-action: none; display: block; border: var(--stroke) solid var(--rule-strong); }
.picture { width: 100%; max-width: 22rem; image-rendering: pixelated; }
.small { width: 4.5rem; image-rendering: pixelated; }
.row { display: flex; flex-wrap: wrap; gap: var(--space-2); }
button { font: inherit; font-size: var(--text-ui); min-height: 2.75rem; padding: var(--space-1) var(--space-4); color: inherit; background: none; border: var(--stroke) solid var(--rule-strong); border-radius: .25rem; cursor: pointer; }
textarea { font: inherit; width: 100%; box-sizing: border-box; padding: var(--space-3); color: inherit; background: none; border: var(--stroke) solid var(--rule-strong); border-radius: .25rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.said { font-size: 2.25rem; line-height: 1.2; min-height: 2.75rem; margin: 0 0 var(--space-4); display: block; font-variant-numeric: tabular-nums; }
.note, footer, figcaption { font-size: var(--text-ui); color: var(--ink-soft); }
.note:empty { min-height: 1.5rem; }
.bars { border-collapse: collapse; width: 100%; font-size: var(--text-ui); font-variant-numeric: tabular-nums; }
.bars caption, .bars th { text-align: start; font-weight: 400; }
.bars thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.bars td { width: 75%; padding: .15rem 0; white-space: nowrap; }
.bars th { padding: .15rem var(--space-4) .15rem 0; white-space: nowrap; }
.bars .best th, .bars .best { font-weight: 700; }
.share { display: inline-block; height: .8rem; width: calc(var(--share) * 70%); margin-inline-end: var(--space-2); background: var(--positive); vertical-align: baseline; }
select { font: inherit; font-size: var(--text-ui); min-height: 2.75rem; color: inherit; background: var(--paper-raised); }
.slider { display: grid; grid-template-columns: 6.5rem 1fr 4rem; gap: var(--space-3); align-items: center; }
.slider input { width: 100%; min-height: 2.75rem; accent-color: var(--positive); }
footer { border-top: var(--stroke) solid var(--rule); margin-top: var(--space-7); }
`;
