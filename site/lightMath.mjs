// KaTeX's markup with fewer elements, and the same picture. A page of formulas was mostly formulas: a letter with an index took twenty
// elements. Four things are said with less:
// - an index or an exponent alone: KaTeX builds a table of rows to move it; here it is moved by `vertical-align`, by as much;
// - a single letter: the letter, which speech reads as it stands; no picture and MathML beside each other;
// - a space behind a sign: KaTeX puts an empty element there, here the sign has the margin;
// - MathML without its copy of the TeX, which nothing here reads.
// Whatever looks otherwise is left as it is. `lightMath` is the rehype plugin, behind rehype-katex; `lighter` does it to a text of KaTeX's.

/** @typedef {{ type: string, tagName?: string, properties?: Record<string, unknown>, children?: Node[], value?: string, rest?: string, isClosed?: boolean }} Node */

/** @param {Node | undefined} node */
const classes = (node) => /** @type {string[]} */ (node?.properties?.className ?? []);
/** @param {Node | undefined} node @param {string} name */
const has = (node, name) => classes(node).includes(name);
/** @param {Node | undefined} node */
const styleOf = (node) => String(node?.properties?.style ?? '');
/** @param {Node | undefined} node */
const childrenOf = (node) => node?.children ?? [];
/** @param {Node | undefined} node @param {string} name @returns {number | null} in em */
function em(node, name) {
  const found = new RegExp(`(?:^|;)${name}:(-?[\\d.]+)em`).exec(styleOf(node))?.[1];
  return found === undefined ? null : Number(found);
}

/** Letters and capitals are slanted by less, in em. */
const FARTHEST_BACK = -0.3;

/**
 * What stands alone in a `msupsub`, and how far above the line; null where two stand there, or something else.
 * @param {Node} script
 */
function alone(script) {
  const [table, ...others] = childrenOf(script);
  if (others.length > 0 || !has(table, 'vlist-t')) return null;
  // A second row only says how deep the first one reaches.
  const list = childrenOf(childrenOf(table)[0]).find((node) => has(node, 'vlist'));
  const [shifted, ...more] = childrenOf(list);
  const [strut, content] = childrenOf(shifted);
  const [top, height] = [em(shifted, 'top'), em(strut, 'height')];
  if (more.length > 0 || !has(strut, 'pstrut') || content === undefined || top === null || height === null) return null;
  if (childrenOf(shifted).length > 2) return null;
  // Under a slanted integral a script is drawn so far back that its table would end before it begins. A table is never narrower than nothing.
  if ((em(shifted, 'margin-left') ?? 0) < FARTHEST_BACK) return null;
  const margins = styleOf(shifted)
    .split(';')
    .filter((part) => /^margin/.test(part) && !/:0em$/.test(part));
  const raised = `vertical-align:${Number((-top - height).toFixed(4))}em`;
  return { content, style: ['line-height:0', raised, ...margins].join(';') };
}

/** The letter of a formula that is one letter; null where it is more. @param {Node} formula */
function singleLetter(formula) {
  const picture = childrenOf(formula).find((node) => has(node, 'katex-html'));
  const [base, ...others] = childrenOf(picture);
  const [strut, letter, ...more] = childrenOf(base);
  if (others.length > 0 || more.length > 0 || !has(strut, 'katex-strut') || !has(letter, 'mathnormal')) return null;
  return childrenOf(letter).every(({ type }) => type === 'text') ? letter : null;
}

/** Signs that can have a margin. */
const SIGNS = ['mord', 'mrel', 'mbin', 'mpunct', 'mopen', 'mclose', 'mop', 'minner', 'enclosing'];

/**
 * Spaces go into the margins of what stands before them.
 * @param {readonly Node[]} children
 * @returns {Node[]}
 */
function closedUp(children) {
  /** @type {Node[]} */
  const kept = [];
  for (const child of children) {
    const [before, space] = [kept.at(-1), em(child, 'margin-right')];
    const isSpace = has(child, 'mspace') && space !== null && styleOf(child).split(';').filter(Boolean).length === 1;
    // An em of a sign that is set larger or smaller is another em.
    const isResized = has(before, 'katex-sizing') || has(child, 'katex-sizing');
    if (!isSpace || isResized || childrenOf(child).length > 0 || !SIGNS.some((sign) => has(before, sign))) {
      kept.push(child);
      continue;
    }
    const own = em(before, 'margin-right') ?? 0;
    const others = styleOf(before)
      .split(';')
      .filter((part) => part !== '' && !part.startsWith('margin-right:'));
    const style = [...others, `margin-right:${Number((own + space).toFixed(4))}em`].join(';');
    kept[kept.length - 1] = { ...before, type: 'element', properties: { ...before?.properties, style } };
  }
  return kept;
}

/** Elements of MathML whose children are counted: one more, and Firefox draws none of them and says "Invalid markup". */
/** @type {Readonly<Record<string, number>>} */
const CHILDREN = { msub: 2, msup: 2, munder: 2, mover: 2, mfrac: 2, msubsup: 3, munderover: 3 };

/** "apply the function", which KaTeX 0.19 writes behind a \max even where nothing follows, as in an index. @param {Node} node */
const isApplied = (node) => node.tagName === 'mo' && childrenOf(node)[0]?.value === '\u2061';

/** @param {Node} node */
function lighten(node) {
  node.children &&= node.children
    .flatMap((child) => (child.tagName === 'semantics' ? childrenOf(child) : [child]))
    .filter(({ tagName }) => tagName !== 'annotation');
  for (const child of childrenOf(node)) lighten(child);
  if (childrenOf(node).length > (CHILDREN[node.tagName ?? ''] ?? Number.POSITIVE_INFINITY))
    node.children = childrenOf(node).filter((child) => !isApplied(child));
  if (node.children?.some((child) => has(child, 'mspace'))) node.children = closedUp(node.children);
  if (has(node, 'katex')) {
    const letter = singleLetter(node);
    if (letter) node.children = [letter];
  } else if (has(node, 'msupsub')) {
    const found = alone(node);
    if (found === null) return;
    node.properties = { ...node.properties, style: found.style };
    node.children = [found.content];
  }
}

/** Rehype plugin. @returns {(tree: Node) => void} */
export function lightMath() {
  /** @param {Node} node */
  const walk = (node) => {
    if (has(node, 'katex')) lighten(node);
    else for (const child of childrenOf(node)) walk(child);
  };
  return walk;
}

const TAG = /<(\/?)([\w-]+)((?:\s[^>]*?)?)(\/?)>/g;

/** KaTeX's text as nodes: it closes every tag and quotes every attribute. @param {string} html @returns {Node} */
function parse(html) {
  /** @type {Node} */
  const root = { type: 'root', children: [] };
  const open = [root];
  let at = 0;
  const text = (/** @type {number} */ to) => {
    if (to > at) open.at(-1)?.children?.push({ type: 'text', value: html.slice(at, to) });
  };
  for (const found of html.matchAll(TAG)) {
    text(found.index);
    at = found.index + found[0].length;
    if (found[1] === '/') {
      open.pop();
      continue;
    }
    const attributes = found[3] ?? '';
    const value = (/** @type {string} */ name) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
    /** @type {Node} */
    const node = {
      type: 'element',
      tagName: found[2] ?? '',
      properties: { className: (value('class') ?? '').split(' ').filter(Boolean), style: value('style') ?? '' },
      rest: attributes.replace(/\s(?:class|style)="[^"]*"/g, ''),
      children: [],
      isClosed: found[4] !== '',
    };
    open.at(-1)?.children?.push(node);
    if (!node.isClosed) open.push(node);
  }
  text(html.length);
  return root;
}

/** @param {Node} node @returns {string} */
function print(node) {
  if (node.type === 'text') return node.value ?? '';
  const inner = childrenOf(node).map(print).join('');
  if (node.type === 'root') return inner;
  const named = classes(node).length === 0 ? '' : ` class="${classes(node).join(' ')}"`;
  const styled = styleOf(node) === '' ? '' : ` style="${styleOf(node)}"`;
  const opening = `<${node.tagName}${named}${styled}${node.rest ?? ''}`;
  return node.isClosed ? `${opening}/>` : `${opening}>${inner}</${node.tagName}>`;
}

/**
 * The same of what `katex.renderToString` gave.
 * @param {string} html
 * @returns {string}
 */
export function lighter(html) {
  const root = parse(html);
  lightMath()(root);
  return print(root);
}
