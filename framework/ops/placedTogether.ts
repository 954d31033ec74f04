/**
 * Where an op runs: where its tensors are. All must be on one device; only a number that comes as a tensor of shape [] is taken along,
 * for it costs nothing.
 */
import { currentDevice, driverOf } from '../tensor/device.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { type Device, Storage } from '../tensor/storage.ts';
import { Tensor } from '../tensor/Tensor.ts';

/** A CPU number that wants no gradient. */
const isNumber = (x: Tensor): boolean => x.device === 'cpu' && x.rank === 0 && !x.requiresGrad;

/** The device of an op's arguments, options included, and the arguments with numbers taken along. Without tensors: the current device. */
export function placedTogether<Args extends readonly unknown[]>(
  op: string,
  args: Args,
): { readonly device: Device; readonly args: Args } {
  const found: Tensor[] = [];
  collect(args, found);
  const leader = found.find((x) => !isNumber(x)) ?? found[0];
  if (leader === undefined) return { device: currentDevice(), args };
  const { device } = leader;
  let alone = true;
  for (const x of found) {
    if (x.device === device) continue;
    alone = false;
    if (isNumber(x)) continue;
    throw new ChalkgradError(
      `${op}: tensors are on different devices: ${shapeText(leader.shape)} on ${device}, ${shapeText(x.shape)} on ${x.device}`,
      `move them together first: x.to('webgpu'), model.to('webgpu'), or await x.cpu().`,
    );
  }
  return { device, args: alone ? args : (takenAlong(args, device) as Args) };
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function collect(value: unknown, found: Tensor[]): void {
  if (value instanceof Tensor) found.push(value);
  else if (Array.isArray(value)) {
    for (const entry of value) if (typeof entry === 'object') collect(entry, found);
  } else if (isPlain(value)) {
    for (const entry of Object.values(value)) if (entry instanceof Tensor) found.push(entry);
  }
}

function takenAlong(value: unknown, device: Device): unknown {
  if (value instanceof Tensor) {
    if (value.device === device) return value;
    return new Tensor(new Storage(driverOf(device).scalar(value.dtype, value.itemSync()), value.dtype), []);
  }
  if (Array.isArray(value)) return value.map((entry) => takenAlong(entry, device));
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, takenAlong(v, device)]));
  return value;
}
