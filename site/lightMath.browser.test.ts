// Every sign of a formula stands where KaTeX puts it: the formula with fewer elements beside KaTeX's own, measured in a browser.

import 'katex/dist/katex.min.css';
import katex from 'katex';
import { beforeAll, expect, it } from 'vitest';
import { lighter } from './lightMath.mjs';

/** What formulas of lessons are made of, and what could go wrong: scripts in scripts, fractions, accents, limits, sizes, spaces. */
const formulas = String.raw`
x_{y_z}+x^{y^{z^w}}
x_{i_j}^{k^l}
e^{-\frac{(x_i-\mu)^2}{2\sigma_k^2}}
\hat y_i,\ \bar W_{hh}^{\top}\tilde x^2\vec v_i
\left(\frac{a_i}{b^2}\right)^2+\Bigl[\sum_{i=1}^{m}x_i\Bigr]_j
\begin{pmatrix}a_1&b^2\\c_{ij}&d\end{pmatrix}^{\top}
f(x)=\begin{cases}x_i&x>0\\0&\text{else}\end{cases}
\sqrt{x_i^2+y_i^2}_j\sqrt[3]{x}^2
\sum_i x_i\max_j y_j\lim_{n\to\infty}z_n\operatorname*{argmax}_k w_k
\int_a f+\int_0^1 g^2\,dx
\underbrace{a_i+b_i}_{\text{sum of }x_i}\overbrace{a^2}^{n}\overline{x_i}
f'(x_i)+f''_j{}_a x^b
W_{ih}x_t+V_{V_V}f_{f_f}f^i
\frac{\partial L}{\partial W_{hh}}^2x^{\sqrt y}x_{\sum_i y}
a\neq b_i\quad c\!b\,d\;e\colon f
\large x_i = {\small y_i}
{\scriptstyle x_i+y}\textstyle\sum_i x_i
\boxed{x_i^2}\cancel{y_j}\phantom{x_i}z
\htmlData{sym=h}{h_t}=\htmlData{sym=z}{z}\odot\htmlData{sym=n}{n_t}
h
f
`
  .trim()
  .split('\n');

type Sign = readonly [name: string, ...box: readonly number[]];

/** Boxes of the signs and lines of a row, from the left end of its line of writing. */
function signs(row: Element): readonly Sign[] {
  const origin = row.querySelector('b')!.getBoundingClientRect();
  const box = (name: string, { x, y, width, height }: DOMRect): Sign => [
    name,
    x - origin.x,
    y - origin.y,
    width,
    height,
  ];
  const found: Sign[] = [...row.querySelectorAll('svg, .frac-line, .overline-line, .fbox')].map((line) =>
    box(line.getAttribute('class') ?? 'svg', line.getBoundingClientRect()),
  );
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = (node.nodeValue ?? '').replaceAll('\u200b', '').trim();
    if (text === '' || node.parentElement?.closest('.katex-mathml')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    found.push(box(text, range.getBoundingClientRect()));
  }
  return found;
}

beforeAll(async () => {
  document.body.style.cssText = 'font: 20px/1.5 serif; width: 2000px';
  document.body.innerHTML = katex.renderToString(String.raw`x\mathrm{x}\sum\Bigl(\left(\frac{a}{b}\right.`, {
    throwOnError: false,
  });
  await document.fonts.ready;
});

it.each(
  formulas.flatMap((tex) => [
    [tex, false],
    [tex, true],
  ]) as [string, boolean][],
)('%s, displayed: %s', async (tex, displayMode) => {
  const whole = katex.renderToString(tex, { displayMode, trust: true, strict: 'ignore' });
  document.body.innerHTML = [whole, lighter(whole)]
    .map((html) => `<div style="text-align: left"><b>x</b> ${html} <b>x</b></div>`)
    .join('');
  await document.fonts.ready;
  const [expected, got] = [...document.querySelectorAll('body > div')].map(signs) as [readonly Sign[], readonly Sign[]];
  expect(expected.length).toBeGreaterThan(2);
  expect(got.map(([name]) => name)).toEqual(expected.map(([name]) => name));
  for (const [i, [name, ...box]] of expected.entries())
    for (const [k, side] of box.entries())
      expect(Math.abs(side - (got[i]![k + 1] as number)), `${name}, ${['x', 'y', 'width', 'height'][k]}`).toBeLessThan(
        0.25,
      );
});
