/**
 * A picture of the reader's own as 28×28 grey values, 0 … 1, as bright as it is: fitted into the square and nothing else. Whether it is what the
 * network learned from (bright strokes on black) is for the reader to see.
 */
const SIDE = 28;

/** Grey values of red, green, blue, opacity (0 … 255 each). What is transparent is black. Source of the weights: Rec. ITU-R BT.601. */
export function greysOf(rgba: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const greys = new Float32Array(rgba.length / 4);
  for (let i = 0; i < greys.length; i++) {
    const [red, green, blue, opacity] = [rgba[4 * i]!, rgba[4 * i + 1]!, rgba[4 * i + 2]!, rgba[4 * i + 3]!];
    greys[i] = ((0.299 * red + 0.587 * green + 0.114 * blue) / 255) * (opacity / 255);
  }
  return greys;
}

/** Dark for light, and light for dark. */
export const turnedRound = (greys: ArrayLike<number>): Float32Array<ArrayBuffer> =>
  Float32Array.from(greys, (grey) => 1 - grey);

/** Where a picture of this size stands in the square, whole and in the middle. */
export function fitted(width: number, height: number): readonly [x: number, y: number, width: number, height: number] {
  const longest = Math.max(width, height);
  const [w, h] = [(SIDE * width) / longest, (SIDE * height) / longest];
  return [(SIDE - w) / 2, (SIDE - h) / 2, w, h];
}

/** Errors: a file that the browser cannot read as a picture. */
export async function pictureOf(file: Blob): Promise<Float32Array<ArrayBuffer>> {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIDE, SIDE];
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, ...fitted(picture.width, picture.height));
  picture.close();
  return greysOf(context.getImageData(0, 0, SIDE, SIDE).data);
}
