/**
 * A figure as a picture that can be taken along: SVG, made from what stands on the page, or PNG of that. Text stays text, lines stay lines; what is
 * drawn on a canvas is put in as its pixels. It reads the page and draws nothing new.
 */

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 12;

type Box = { readonly left: number; readonly top: number };

const make = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

const isClear = (colour: string): boolean => colour === 'transparent' || /, 0\)$|\/ 0\)$/.test(colour);

/** Is it to be seen? Controls are for the page, not for paper. */
function isShown(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return false;
  return !element.matches(
    'input, select, .visually-hidden, .figure-controls, .figure-tools, template, script, .katex-mathml',
  );
}

/** The figure's drawing with its title and caption. */
export function svgOf(figure: HTMLElement): SVGSVGElement {
  const box = figure.getBoundingClientRect();
  const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN];
  const svg = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }) as SVGSVGElement;
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  svg.append(make('rect', { width, height, fill: paper }));
  drawElement(figure, svg, { left: box.left - MARGIN, top: box.top - MARGIN });
  return svg;
}

function drawElement(element: Element, into: SVGElement, from: Box): void {
  const style = getComputedStyle(element);
  if (!isShown(element, style)) return;
  const box = element.getBoundingClientRect();
  const place = { x: box.left - from.left, y: box.top - from.top, width: box.width, height: box.height };
  if (element instanceof HTMLCanvasElement) {
    if (element.width > 0 && box.width > 0) into.append(make('image', { ...place, href: element.toDataURL() }));
    return;
  }
  if (element instanceof SVGSVGElement) {
    into.append(drawnSvg(element, place));
    return;
  }
  const hasBorder = Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
  if (!isClear(style.backgroundColor) || hasBorder)
    into.append(
      make('rect', {
        ...place,
        rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
        fill: isClear(style.backgroundColor) ? 'none' : style.backgroundColor,
        ...(hasBorder ? { stroke: style.borderTopColor, 'stroke-width': Number.parseFloat(style.borderTopWidth) } : {}),
      }),
    );
  for (const child of element.childNodes) {
    if (child instanceof Element) drawElement(child, into, from);
    else if (child instanceof Text) drawText(child, style, into, from);
  }
}

/** One <text> a line that the browser broke the text into. */
function drawText(text: Text, style: CSSStyleDeclaration, into: SVGElement, from: Box): void {
  if (text.data.trim() === '') return;
  const range = document.createRange();
  let line = { top: Number.NaN, left: 0, bottom: 0, words: '' };
  const write = (): void => {
    if (line.words.trim() === '') return;
    const size = Number.parseFloat(style.fontSize);
    const drawn = make('text', {
      x: line.left - from.left,
      y: (line.top + line.bottom) / 2 - from.top + 0.35 * size,
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': size,
      'font-weight': style.fontWeight,
      'font-style': style.fontStyle,
      'xml:space': 'preserve',
    });
    drawn.textContent = line.words;
    into.append(drawn);
  };
  for (let i = 0; i < text.length; i++) {
    range.setStart(text, i);
    range.setEnd(text, i + 1);
    const [box] = range.getClientRects();
    if (box === undefined || box.width === 0) continue;
    if (Math.abs(box.top - line.top) > 2 || Number.isNaN(line.top)) {
      write();
      line = { top: box.top, left: box.left, bottom: box.bottom, words: '' };
    }
    line.words += text.data[i]!;
  }
  write();
}

/** A drawing inside the page, with the colours that style sheets gave it. */
function drawnSvg(
  original: SVGSVGElement,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): SVGElement {
  const copy = original.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[...original.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element);
    for (const property of [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'opacity',
      'font-size',
      'font-family',
      'display',
      'text-anchor',
    ])
      to[i]!.setAttribute(property, style.getPropertyValue(property));
  }
  for (const [key, value] of Object.entries(place)) copy.setAttribute(key, String(value));
  return copy;
}

export const svgText = (svg: SVGSVGElement): string => new XMLSerializer().serializeToString(svg);

/** The same in pixels, twice as fine as it stands there. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve));
}

/** Hand a file to the reader. */
export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
