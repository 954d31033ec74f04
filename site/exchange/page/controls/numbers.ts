/** Sliders for a few numbers; for two of them a map of the answers, on which the point can be dragged. */
import { tensor } from '#framework';
import { fill } from '../../../i18n/fill.ts';
import { channels, ink } from '../../../visuals/parts/ink.ts';
import type { NumbersFacts } from '../facts.ts';
import type { Stage } from '../runtime.ts';
import { Bars, element, softmax } from './elements.ts';

/** Cells of the map on a side, and its width on the screen in its own units. */
const CELLS = 60;
const MAP = 300;
/** Colours of the classes, in this order; more than these come round again. */
const CLASS_COLOURS = ['--positive', '--negative', '--role-weights', '--role-activations', '--role-loss', '--ink-soft'];

type Colour = readonly [number, number, number];

export function mountNumbers({ root, words, answer }: Stage, facts: NumbersFacts): void {
  const { ranges, areColumns, output, points, targets } = facts;
  const count = ranges.length;
  const values = ranges.map((_, k) => points[0]?.[k] ?? 0);
  const shown = values.map(() => element('output', {}));
  const sliders = ranges.map(([from, to], k) => {
    const slider = element('input', {
      type: 'range',
      id: `n${k}`,
      min: String(from),
      max: String(to),
      step: String((to - from) / 1000),
    });
    slider.value = String(values[k]);
    slider.addEventListener('input', () => {
      values[k] = Number(slider.value);
      show();
    });
    return slider;
  });
  const bars = output === 'classes' ? new Bars(words.answer, [words.answer, words.certainty]) : null;
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  const map =
    count === 2
      ? element('canvas', {
          width: String(MAP),
          height: String(MAP),
          class: 'pad',
          role: 'img',
          'aria-label': words.map,
        })
      : null;
  root.append(
    element(
      'div',
      { class: 'side' },
      element('p', {}, map === null ? words.move : `${words.move} ${words.moveHint}`),
      ...sliders.map((slider, k) =>
        element(
          'p',
          { class: 'slider' },
          element('label', { for: `n${k}` }, fill(words.number, { n: k + 1 })),
          slider,
          shown[k]!,
        ),
      ),
      ...(bars === null ? [element('p', {}, output === 'logit' ? words.chance : words.value), said] : [bars.root]),
    ),
    ...(map === null ? [] : [element('figure', { class: 'side' }, map, element('figcaption', {}, words.map))]),
  );

  /** Answers for many points at once: a row each. */
  const answers = (rows: readonly (readonly number[])[]): number[][] => {
    const flat = areColumns
      ? Float32Array.from(
          { length: count * rows.length },
          (_, i) => rows[i % rows.length]![Math.floor(i / rows.length)]!,
        )
      : Float32Array.from(rows.flat());
    const made = answer(tensor(flat, { shape: areColumns ? [count, rows.length] : [rows.length, count] })).dataSync();
    const width = made.length / rows.length;
    return rows.map((_, i) => Array.from(made.slice(i * width, (i + 1) * width)));
  };
  const chance = (z: number): number => 1 / (1 + Math.exp(-z));

  const show = (): void => {
    const [own] = answers([values]);
    for (const [k, place] of shown.entries()) place.textContent = values[k]!.toFixed(2);
    if (bars !== null) bars.show(softmax(own!).map((share, k) => [fill(words.classN, { n: k }), share]));
    else said.textContent = output === 'logit' ? `${(chance(own![0]!) * 100).toFixed(1)} %` : own![0]!.toPrecision(4);
    if (map !== null) paint(map);
  };

  let ground: ImageData | null = null;
  const place = ([x, y]: readonly number[]): [number, number] => {
    const [[x0, x1], [y0, y1]] = ranges as readonly [readonly [number, number], readonly [number, number]];
    return [((x! - x0) / (x1 - x0)) * MAP, (1 - (y! - y0) / (y1 - y0)) * MAP];
  };
  const spot = (x: number, y: number): [number, number] => {
    const [[x0, x1], [y0, y1]] = ranges as readonly [readonly [number, number], readonly [number, number]];
    return [x0 + (x / MAP) * (x1 - x0), y0 + (1 - y / MAP) * (y1 - y0)];
  };
  const colourOf = (place: number): Colour => channels(ink(root, CLASS_COLOURS[place % CLASS_COLOURS.length]!));
  /** From the paper to a colour. */
  const mixed = (colour: Colour, share: number): Colour => {
    const paper = channels(ink(root, '--paper'));
    return [0, 1, 2].map((c) => Math.round(paper[c]! + (colour[c]! - paper[c]!) * share)) as unknown as Colour;
  };
  const colours = (rows: readonly number[][]): Colour[] => {
    const all = classColours();
    if (output === 'classes')
      return rows.map((row) => {
        const shares = softmax(row);
        const most = Math.max(...shares);
        return mixed(all[shares.indexOf(most) % all.length]!, most * 0.7);
      });
    if (output === 'logit') return rows.map(([z]) => mixed(all[z! > 0 ? 0 : 1]!, Math.abs(chance(z!) - 0.5) * 1.4));
    const values = rows.map(([z]) => z!);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return values.map((z) => mixed(all[0]!, (0.85 * (z - least)) / (most - least || 1)));
  };
  const classColours = (): Colour[] => CLASS_COLOURS.map((_, place) => colourOf(place));
  /** A point of the data in the colour of its class. A logit above 0 says class 1, which has the first colour. */
  const pointColour = (i: number): Colour | null => {
    if (targets.length === 0 || output === 'value') return null;
    return colourOf(output === 'logit' ? 1 - targets[i]! : targets[i]!);
  };
  const css = ([r, g, b]: Colour): string => `rgb(${r} ${g} ${b})`;

  function paint(canvas: HTMLCanvasElement): void {
    const context = canvas.getContext('2d')!;
    if (ground === null) {
      const cell = MAP / CELLS;
      const rows = Array.from({ length: CELLS * CELLS }, (_, i) =>
        spot((i % CELLS) * cell + cell / 2, Math.floor(i / CELLS) * cell + cell / 2),
      );
      for (const [i, colour] of colours(answers(rows)).entries()) {
        context.fillStyle = css(colour);
        context.fillRect((i % CELLS) * cell, Math.floor(i / CELLS) * cell, Math.ceil(cell), Math.ceil(cell));
      }
      for (const [i, point] of points.entries()) {
        const colour = pointColour(i);
        context.beginPath();
        context.arc(...place(point), 3, 0, 2 * Math.PI);
        context.fillStyle = colour === null ? ink(root, '--paper') : css(colour);
        context.fill();
        context.strokeStyle = ink(root, '--ink');
        context.stroke();
      }
      ground = context.getImageData(0, 0, MAP, MAP);
    }
    context.putImageData(ground, 0, 0);
    for (const [width, property] of [
      [5, '--paper'],
      [2, '--ink'],
    ] as const) {
      context.beginPath();
      context.arc(...place(values), 9, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = ink(root, property);
      context.stroke();
    }
    context.lineWidth = 1;
  }
  if (map !== null) {
    const move = (event: PointerEvent): void => {
      const box = map.getBoundingClientRect();
      const [x, y] = spot(
        ((event.clientX - box.left) / box.width) * MAP,
        ((event.clientY - box.top) / box.height) * MAP,
      );
      for (const [k, value] of [x, y].entries()) {
        sliders[k]!.value = String(value);
        values[k] = Number(sliders[k]!.value);
      }
      show();
    };
    map.addEventListener('pointerdown', (event) => {
      map.setPointerCapture(event.pointerId);
      move(event);
    });
    map.addEventListener('pointermove', (event) => {
      if (map.hasPointerCapture(event.pointerId)) move(event);
    });
  }
  show();
}
