/** A pad to draw on, and what the network sees there: a digit, or a picture of its own. */
import { tensor } from '#framework';
import { fill } from '../../../i18n/fill.ts';
import { paintMap } from '../../../visuals/images/inside/paintMap.ts';
import { inkToDigit } from '../../../visuals/parts/digits/inkToDigit.ts';
import { paintDigit } from '../../../visuals/parts/digits/paintDigit.ts';
import { ink, numeral, scaleOf } from '../../../visuals/parts/ink.ts';
import { type Layer, layers } from '../explain.ts';
import type { DrawingFacts } from '../facts.ts';
import type { Stage } from '../runtime.ts';
import { Bars, element, softmax } from './elements.ts';

const SIDE = 28;
/** Of the pad on the screen, in its own units. */
const PAD = 280;
const LINE = 22;

export function mountDrawing({ root, words, answer, explain }: Stage, { output, examples }: DrawingFacts): void {
  const pad = element('canvas', {
    width: String(PAD),
    height: String(PAD),
    class: 'pad',
    'aria-label': words.draw,
    role: 'img',
  });
  const seen = element('canvas', { width: String(SIDE), height: String(SIDE), class: 'picture' });
  const bars = output === 'classes' ? new Bars(words.classOf, [words.classOf, words.certainty]) : null;
  const said = element('p', { class: 'said', 'aria-live': 'polite' }, words.noInk);
  const clear = element('button', { type: 'button' }, words.clear);
  const chosen = examples.map((_, i) => element('button', { type: 'button' }, fill(words.example, { n: i + 1 })));
  const made = bars === null ? element('figure', {}, seen, element('figcaption', {}, words.picture)) : bars.root;
  root.append(
    element(
      'div',
      { class: 'side' },
      element('p', {}, `${words.draw} ${words.drawHint}`),
      pad,
      element('p', { class: 'row' }, clear, ...chosen),
    ),
    element('div', { class: 'side' }, said, made),
  );
  const layer = element('select', { id: 'layer' }, element('option', { value: '' }, words.none));
  for (const name of layers) layer.append(element('option', { value: name }, words[name]));
  const map = element('canvas', { class: 'picture', role: 'img' });
  const told = element('p', { class: 'note', 'aria-live': 'polite' });
  map.hidden = true;
  if (bars !== null)
    bars.root.after(element('p', {}, element('label', { for: 'layer' }, `${words.layer} `), layer), map, told);
  /** What was read last, and as what. */
  let last: { readonly pixels: ArrayLike<number>; readonly digit: number } | null = null;
  const showLayer = (): void => {
    const made = last === null || layer.value === '' ? null : explain(last.pixels, last.digit, layer.value as Layer);
    map.hidden = made === null;
    if (made !== null) paintMap(map, made.values, made.columns);
    told.textContent =
      made === null ? '' : fill(words.speaksFor, { digit: last!.digit, scale: numeral(scaleOf(made.values), 3) });
    map.setAttribute('aria-label', told.textContent);
  };
  layer.addEventListener('change', showLayer);
  const context = pad.getContext('2d')!;
  let strokes: number[][] = [];
  let isDrawing = false;

  const read = (pixels: ArrayLike<number>): void => {
    const made = answer(tensor(Float32Array.from(pixels), { shape: [1, 1, SIDE, SIDE] })).dataSync();
    if (bars === null)
      paintDigit(
        seen,
        Array.from(made, (z) => 1 / (1 + Math.exp(-z))),
      );
    else {
      const shares = softmax(made);
      bars.show(shares.map((share, digit) => [String(digit), share]));
      const digit = shares.indexOf(Math.max(...shares));
      said.textContent = String(digit);
      last = { pixels, digit };
    }
    if (bars === null) said.textContent = '';
  };
  const wipe = (): void => {
    context.fillStyle = ink(pad, '--paper-raised');
    context.fillRect(0, 0, PAD, PAD);
  };
  const reset = (): void => {
    strokes = [];
    wipe();
    bars?.show(Array.from({ length: 10 }, (_, digit) => [String(digit), 0]));
    said.textContent = words.noInk;
    last = null;
    showLayer();
  };
  const at = (event: PointerEvent): [number, number] => {
    const box = pad.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * PAD, ((event.clientY - box.top) / box.height) * PAD];
  };
  pad.addEventListener('pointerdown', (event) => {
    pad.setPointerCapture(event.pointerId);
    if (strokes.length === 0) wipe(); // an example may stand there
    isDrawing = true;
    strokes.push([...at(event)]);
  });
  pad.addEventListener('pointermove', (event) => {
    if (!isDrawing) return;
    const stroke = strokes.at(-1)!;
    const [x, y] = at(event);
    context.strokeStyle = ink(pad, '--ink');
    context.lineWidth = LINE;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(stroke.at(-2)!, stroke.at(-1)!);
    context.lineTo(x, y);
    context.stroke();
    stroke.push(x, y);
    read(inkToDigit(strokes));
  });
  const lift = (): void => {
    if (isDrawing) {
      read(inkToDigit(strokes));
      showLayer();
    }
    isDrawing = false;
  };
  pad.addEventListener('pointerup', lift);
  pad.addEventListener('pointercancel', lift);
  clear.addEventListener('click', reset);
  for (const [i, button] of chosen.entries()) {
    button.addEventListener('click', () => {
      reset();
      const pixels = examples[i]!.map((grey) => grey / 255);
      const small = element('canvas', { width: String(SIDE), height: String(SIDE) });
      root.append(small);
      paintDigit(small, pixels);
      small.remove();
      context.imageSmoothingEnabled = false;
      context.drawImage(small, 0, 0, PAD, PAD);
      read(pixels);
      showLayer();
    });
  }
  reset();
}
