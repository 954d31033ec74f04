/**
 * /recordings/first-digits.png: the digits of the home page's first step, eight to a row, as ink without colour: those that were read right
 * filled, the others hollow. The page colours them, so that they are ink on paper and chalk on the board.
 */
import type { APIRoute } from 'astro';
import { PNG } from 'pngjs';
import { firstFrame } from '../../components/home/firstFrame.ts';
import { digitShape, SHAPE } from '../../visuals/house/home/digitShape.ts';
import { batchExample } from '../../visuals/parts/digits/batchExample.ts';

const ACROSS = 8;

export const GET: APIRoute = async () => {
  const { trace } = await firstFrame();
  const count = trace.batchIds.length;
  const png = new PNG({ width: ACROSS * SHAPE, height: Math.ceil(count / ACROSS) * SHAPE });
  for (let item = 0; item < count; item++) {
    const { image, label, reading } = batchExample(trace, item);
    if (image === null) throw new Error('The recorded first step of the home page has no pictures.');
    const shape = digitShape(image, label === reading);
    const [left, top] = [(item % ACROSS) * SHAPE, Math.floor(item / ACROSS) * SHAPE];
    for (let y = 0; y < SHAPE; y++)
      for (let x = 0; x < SHAPE; x++)
        png.data[4 * ((top + y) * png.width + left + x) + 3] = Math.round(255 * shape[y * SHAPE + x]!);
  }
  const bytes = PNG.sync.write(png, { colorType: 6, deflateLevel: 9 });
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'image/png' } });
};
