import { readFileSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { opList } from '#framework';
import { texOptions } from '../../../components/figures/texOptions.ts';
import { opLinks } from './index.ts';
import { linkedTex, symsOfLine, termOfLine } from './OpLink.ts';

const definitions = new Map(Object.values(opList).map(({ definition }) => [definition.name, definition]));

describe.each([...opLinks])('%s', (name, link) => {
  const definition = definitions.get(name);

  it('finds every piece in the TeX of the op, and is typeset with it', () => {
    for (const direction of ['forward', 'backward'] as const) {
      const tex = definition?.tex[direction] ?? '';
      const linked = linkedTex(tex, link.tex[direction]);
      for (const [piece, sym] of link.tex[direction]) {
        expect(tex, piece).toContain(piece);
        expect(linked).toContain(`sym=${sym}`);
      }
      expect(linked.replaceAll(/\\htmlData\{sym=\w+\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g, '$1')).toBe(tex);
      if (tex !== '') expect(katex.renderToString(linked, { ...texOptions, displayMode: true })).toContain('<math');
    }
  });

  it('finds every line in its file, once or twice, and has a line in the rule and one in a kernel for what it makes', () => {
    expect(Object.keys(link.lines).some((file) => file.includes('/kernels/'))).toBe(true);
    for (const [file, lines] of Object.entries(link.lines)) {
      const text = readFileSync(file, 'utf8').split('\n');
      for (const [begins] of lines) {
        const found = text.filter((line) => line.trim().startsWith(begins));
        expect(found.length, `${file}: ${begins}`).toBeGreaterThan(0);
        expect(found.length, `${file}: ${begins}`).toBeLessThan(3);
      }
    }
  });

  it('has every term of its formulas in a line', () => {
    const said = new Set([...link.tex.forward, ...link.tex.backward].map(([, sym]) => sym));
    const inLines = new Set(Object.values(link.lines).flatMap((lines) => lines.flatMap(([, ...syms]) => syms)));
    for (const sym of said) if (sym !== 'b' || name !== 'add') expect([...inLines], `${name} ${sym}`).toContain(sym);
    for (const { sym } of link.terms) if (sym !== 'm') expect([...inLines], sym).toContain(sym);
  });

  it('reads a line as the browser does', () => {
    const [[file, [line]]] = Object.entries(link.lines) as [[string, [[string, string]]]];
    expect(symsOfLine(link, file, `    ${line[0]} // and so on`)).toContain(line[1]);
    expect(symsOfLine(link, file, '  import nothing')).toEqual([]);
  });
});

it('reads a line as what the formula of this direction says', () => {
  const relu = opLinks.get('relu');
  expect(termOfLine(relu, ['out', 'x'], 'forward')).toBe('out');
  expect(termOfLine(relu, ['out', 'x'], 'backward')).toBe('x');
  expect(termOfLine(opLinks.get('SGD'), ['theta', 'lr'], 'forward')).toBe('theta');
  expect(termOfLine(undefined, [], 'forward')).toBeUndefined();
});
