/** The worker that all benches of a page ask, started when the first of them is touched. Answers come in the order of the questions. */
import type { BenchQuestion, BenchReading } from './benchGraph.ts';

type Told = (reading: BenchReading | null) => void;

let worker: Worker | null = null;
let waiting: Told[] = [];

/** Load it before it is asked: the framework comes with it. */
export function startBenchWorker(): Worker {
  if (worker !== null) return worker;
  worker = new Worker(new URL('../../../workers/logits.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<BenchReading>) => waiting.shift()?.(data);
  worker.onerror = (event) => {
    event.preventDefault();
    worker?.terminate();
    worker = null;
    const left = waiting;
    waiting = [];
    for (const tell of left) tell(null);
  };
  return worker;
}

/** null: it could not be computed. */
export function askBench(question: BenchQuestion): Promise<BenchReading | null> {
  const asked = startBenchWorker();
  return new Promise((resolve) => {
    waiting.push(resolve);
    asked.postMessage(question);
  });
}
