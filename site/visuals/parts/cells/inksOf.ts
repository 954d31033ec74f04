/** The page's colours as a canvas needs them, read once per drawing. */
import { ink, signPalette } from '../ink.ts';
import type { Inks } from './paintPlane.ts';

export const inksOf = (element: Element): Inks => ({
  palette: signPalette(element),
  ink: ink(element, '--ink'),
  positive: ink(element, '--positive'),
  negative: ink(element, '--negative'),
  faint: ink(element, '--rule'),
  accent: ink(element, '--accent'),
  soft: ink(element, '--ink-soft'),
  font: getComputedStyle(element).fontFamily,
});
