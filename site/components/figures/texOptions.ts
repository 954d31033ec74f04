/** How a figure's formulas are typeset: KaTeX may say which part is which term (`\htmlData`), and nothing else is trusted. */
import katex, { type KatexOptions } from 'katex';
import { lighter } from '../../lightMath.mjs';

export const texOptions: KatexOptions = {
  trust: ({ command }) => command === '\\htmlData',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
};

/** A formula of a figure, typeset. */
export const typeset = (tex: string, options: KatexOptions = {}): string =>
  lighter(katex.renderToString(tex, { ...texOptions, ...options }));
