import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const site = fileURLToPath(new URL('..', import.meta.url));
const props = readFileSync(`${site}/styles/props.css`, 'utf8');

/** Custom properties with a colour literal inside the block that follows `opening`. */
const coloursAfter = (opening: string): Record<string, string> => {
  const start = props.indexOf(opening);
  expect(start, `props.css has a block "${opening}"`).toBeGreaterThanOrEqual(0);
  const block = props.slice(start, props.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
};

const light = coloursAfter(':root {\n  color-scheme: light;');
const darkBySystem = coloursAfter(':root:not([data-theme="light"]) {\n    color-scheme: dark;');
const darkByChoice = coloursAfter(':root[data-theme="dark"] {');

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string): number => {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright! + 0.05) / (dim! + 0.05);
};

const words = ['ink', 'ink-soft', 'ink-faint', 'accent', 'positive', 'negative'];
const roles = ['role-data', 'role-weights', 'role-activations', 'role-loss'];
const code = ['ink', 'ink-soft', 'code-keyword', 'code-literal'];

describe.each([
  ['paper', light],
  ['blackboard', darkByChoice],
])('the %s theme', (_, colours) => {
  it.each([...words, ...roles, ...code])('sets %s at 4.5:1 or more, on the page and on raised paper', (name) => {
    expect(contrast(colours[name]!, colours['paper']!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[name]!, colours['paper-raised']!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(code)('keeps %s at 4.5:1 or more on a marked line', (name) => {
    expect(contrast(colours[name]!, colours['selection']!)).toBeGreaterThanOrEqual(4.5);
  });

  it('gives controls and focus an edge of 3:1 or more', () => {
    expect(contrast(colours['rule-strong']!, colours['paper']!)).toBeGreaterThanOrEqual(3);
    expect(contrast(colours['focus']!, colours['paper']!)).toBeGreaterThanOrEqual(3);
  });

  it('draws zero as the paper itself', () => {
    expect(colours['zero']).toBe(colours['paper']);
  });
});

describe('props.css', () => {
  it('has the same blackboard for the system and for the reader who asks for it', () => {
    expect(Object.keys(darkBySystem).length).toBeGreaterThan(10);
    expect(darkBySystem).toEqual(darkByChoice);
  });

  it('names the same colours in both themes', () => {
    expect(Object.keys(darkByChoice).sort()).toEqual(Object.keys(light).sort());
  });

  it('is the only file of the site with a colour literal', () => {
    const literal = /#[0-9a-f]{3,8}\b(?=\s*[;,)'"`])|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch|hwb)\(\s*[\d.]/i;
    expect(literal.test('color: #fff;') && literal.test('fill: rgb(0 0 0)')).toBe(true);
    const code = (file: string): string =>
      readFileSync(`${site}/${file}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '');
    const offenders = readdirSync(site, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.(?:css|astro|ts)$/.test(file) && !/(?:\.test\.ts|\.spec\.ts|styles\/props\.css)$/.test(file))
      .filter((file) => literal.test(code(file)));
    expect(offenders).toEqual([]);
  });
});
