// How a peer talks to `npm run bench -- --vs …`: one JSON object a line. It says what it is, then times the workloads it is asked for, one
// after the other, so that both sides can take turns within one run. A peer is a process of its own: nobody's garbage or threads disturb others.
// It also tells its first and its latest loss: a library that computes fast and learns nothing would be no peer.
import { createInterface } from 'node:readline';

const WARM_UP = 3;
const LEAST_RUNS = 5;
/** A step that takes this long is not repeated to warm up or for more certainty. */
const LONG_MS = 2000;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function timed({ run, losses }, seconds, warmUp) {
  const once = async () => {
    const started = performance.now();
    const loss = await run();
    const ms = performance.now() - started;
    if (loss !== undefined) losses.push(loss[0] ?? loss);
    return ms;
  };
  const first = await once();
  if (first > LONG_MS && !warmUp) return { medianMs: first, runs: 1 };
  for (let i = 1; warmUp && i < WARM_UP; i++) if ((await once()) > LONG_MS) break;
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || times.length < LEAST_RUNS) {
    times.push(await once());
    if (times.at(-1) > LONG_MS) break;
  }
  times.sort((a, b) => a - b);
  return { medianMs: times[times.length >> 1], runs: times.length };
}

/**
 * Answer until the input ends. `workloads[name]()` builds a workload and returns its step, a function that reads the loss back and returns
 * it (a number, or an array of one); what is not among them, or throws, is answered with the reason.
 */
export async function serve(about, workloads) {
  console.log = console.error; // libraries greet; standard output belongs to the answers
  const built = new Map();
  say({ about });
  for await (const line of createInterface({ input: process.stdin })) {
    const { name, seconds } = JSON.parse(line);
    try {
      if (!Object.hasOwn(workloads, name)) throw new Error('not written for this library');
      const isNew = !built.has(name);
      if (isNew) built.set(name, { run: await workloads[name](), losses: [] });
      const work = built.get(name);
      const time = await timed(work, seconds, isNew);
      say({ name, ...time, losses: [work.losses[0], work.losses.at(-1)].filter((loss) => loss !== undefined) });
    } catch (error) {
      say({ name, cannot: error instanceof Error ? error.message.split('\n')[0] : String(error) });
    }
  }
}
