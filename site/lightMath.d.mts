/** Rehype plugin, behind rehype-katex: KaTeX's markup with fewer elements, and the same picture. */
export function lightMath(): (tree: unknown) => void;
/** The same of what `katex.renderToString` gave. */
export function lighter(html: string): string;
