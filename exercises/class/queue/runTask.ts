/** What a worker does with a task: runs it, and hands over the bytes that came. It reads none of them. */
import type { ProcessIsolation } from '../../grader/isolation.ts';
import { MAX_TOTAL_BYTES } from '../../grader/protocol.ts';
import { runChild } from '../../grader/runChild.ts';
import { packAnswers, unpackTask } from './packing.ts';

export async function runTask(packed: Uint8Array, isolation: ProcessIsolation): Promise<Buffer> {
  const { job, callCount, wallMs } = unpackTask(packed);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const onFrames = (chunk: Uint8Array): void => {
    // The last chunk may go over the cap: then whoever reads it stops for the same reason as we did.
    if (total > MAX_TOTAL_BYTES) return;
    total += chunk.length;
    chunks.push(chunk);
  };
  const { ending } = await runChild(job, callCount, { wallMs, isolation, onFrames });
  return packAnswers({ frames: Buffer.concat(chunks), ending, isolation });
}
