import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { lighter } from './lightMath.mjs';

const tex = (formula: string): string => katex.renderToString(formula);
const elements = (html: string): number => html.match(/<[a-z]/gi)?.length ?? 0;
/** What is read: the text of the picture. */
const picture = (html: string): string =>
  (/<span class="katex-html".*$/s.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>|\u200b/g, '');

describe('lighter', () => {
  it('leaves of a single letter the letter', () => {
    expect(lighter(tex('h'))).toBe('<span class="katex"><span class="mord mathnormal">h</span></span>');
    expect(lighter(`<p>${tex('\\eta')} is</p>`)).toContain('>η</span></span> is</p>');
    expect(lighter(tex('2'))).toContain('<math'); // a number is no letter: it keeps its MathML
  });

  it('moves an index as far down, and an exponent as far up, as KaTeX’s table does', () => {
    expect(lighter(tex('h_t'))).toContain(
      'class="msupsub" style="line-height:0;vertical-align:-0.15em;margin-right:0.05em"',
    );
    const [, top] = /top:(-[\d.]+)em/.exec(tex('x^2'))!;
    const [, strut] = /pstrut" style="height:([\d.]+)em/.exec(tex('x^2'))!;
    expect(lighter(tex('x^2'))).toContain(`vertical-align:${Number((-Number(top) - Number(strut)).toFixed(4))}em`);
    expect(lighter(tex('h_t'))).not.toContain('vlist');
  });

  it('gives the space behind a sign to the sign, on top of the margin that it has', () => {
    const sum = lighter(tex('f = g'));
    expect(sum).not.toContain('mspace');
    const own = Number(/mathnormal" style="margin-right:([\d.]+)em;">f/.exec(tex('f = g'))![1]);
    expect(sum).toContain(`mathnormal" style="margin-right:${Number((own + 0.2778).toFixed(4))}em">f`);
    expect(sum).toContain('<span class="mrel" style="margin-right:0.2778em">=</span>');
  });

  it('gives an index its two children in MathML, which Firefox counts', () => {
    const children = (html: string, name: string): string =>
      new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(html)![1]!;
    expect(children(tex('\\lambda_{\\max}'), 'msub')).toContain('\u2061'); // KaTeX's own, three of them
    expect(children(lighter(tex('\\lambda_{\\max}')), 'msub')).toBe('<mi>λ</mi><mi>max</mi>');
    expect(children(lighter(tex('h^2_{\\max}')), 'msubsup')).toBe('<mi>h</mi><mi>max</mi><mn>2</mn>');
    expect(lighter(tex('\\max x'))).toContain('\u2061');
  });

  it('leaves alone what it does not know: two scripts, fractions, sums with limits', () => {
    const body = (html: string): string => /<span class="katex-html".*$/s.exec(html)![0];
    for (const formula of ['x_i^2', '\\frac{a}{b}', '\\sum\\limits_{a}^{b}', '\\sqrt{a}'])
      expect(body(lighter(tex(formula))), formula).toBe(body(tex(formula)));
  });

  it('says and draws the same with fewer elements', () => {
    const formula = 'h_t=\\tanh(W_{ih}x_t+b_{ih}+W_{hh}h_{t-1}+b_{hh})';
    expect(picture(lighter(tex(formula)))).toBe(picture(tex(formula)));
    expect(elements(lighter(tex(formula)))).toBeLessThan(0.65 * elements(tex(formula)));
    expect(lighter(tex(formula))).not.toContain('annotation');
    expect(lighter(tex(formula)).match(/<mi>/g)).toEqual(tex(formula).match(/<mi>/g));
  });

  it('keeps what figures put into a formula', () => {
    const marked = katex.renderToString('\\htmlData{sym=h}{h_t} + \\htmlData{slot=a}{\\text{0}}', {
      trust: true,
      strict: 'ignore',
    });
    expect(lighter(marked)).toContain('data-sym="h"');
    expect(lighter(marked)).toContain('data-slot="a"');
  });
});
