/** Everything that reads what strangers wrote. A new one: a file here, a line below. */
import type { FuzzTarget } from '../FuzzTarget.ts';
import { checkpoint } from './checkpoint.ts';
import { cifar } from './cifar.ts';
import { csv } from './csv.ts';
import { graderFrames } from './graderFrames.ts';
import { idx } from './idx.ts';
import { jpeg } from './jpeg.ts';
import { moment } from './moment.ts';
import { npy } from './npy.ts';
import { npz } from './npz.ts';
import { png } from './png.ts';
import { safetensors } from './safetensors.ts';
import { squad } from './squad.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';

export const targets: readonly FuzzTarget[] = [
  safetensors,
  checkpoint,
  npy,
  npz,
  zip,
  tar,
  idx,
  cifar,
  csv,
  squad,
  png,
  jpeg,
  graderFrames,
  moment,
];
