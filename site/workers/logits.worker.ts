/** Asks the framework what a row of logits becomes, away from the page. */
import { type BenchQuestion, readBench } from '../visuals/network/logits/benchGraph.ts';

globalThis.addEventListener('message', (event) => {
  const answer = readBench((event as MessageEvent<BenchQuestion>).data);
  (globalThis as unknown as { postMessage(message: unknown): void }).postMessage(answer);
});
