/** One climb: a worker that measures, and what it says. Ending the worker is the only way to stop a loop that is under way. */
import { answerLadder } from './answerLadder.ts';
import type { FromLadder, MeasureRequest, ToLadder } from './protocol.ts';

export class LadderRun {
  private readonly worker: Worker;

  /** @param hear every message, the last of which is `finished`; a worker that dies counts as finished, with the reason */
  constructor(request: Omit<MeasureRequest, 'type'>, hear: (message: FromLadder) => void) {
    this.worker = new Worker(new URL('../../../workers/ladder.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromLadder>) => {
      if (data.type === 'finished') this.stop();
      if (data.type === 'ask') {
        void answerLadder(data).then((answer) => this.worker.postMessage(answer satisfies ToLadder));
        return;
      }
      hear(data);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.stop();
      hear({ type: 'failed', rung: request.rungs[0] ?? '', reason: 'error', detail: event.message ?? '' });
      hear({ type: 'finished' });
    };
    this.worker.postMessage({ type: 'measure', ...request } satisfies MeasureRequest);
  }

  stop(): void {
    this.worker.terminate();
  }
}
