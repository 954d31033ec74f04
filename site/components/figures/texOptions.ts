/** How a figure's formulas are typeset: KaTeX may say which part is which term (`\htmlData`), and nothing else is trusted. */
import type { KatexOptions } from 'katex';

export const texOptions: KatexOptions = {
  trust: ({ command }) => command === '\\htmlData',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
};
