/** Many short trainings in a worker of their own, and what they say. Ending the worker is the only way to stop one that is under way. */
import type { FromTrials, ToTrials } from '../../player/trials/protocol.ts';

export class TrialsRun {
  private readonly worker: Worker;

  /** @param hear every message; the last is `finished` or `failed` */
  constructor(request: ToTrials, hear: (message: FromTrials) => void) {
    this.worker = new Worker(new URL('../../workers/trials.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromTrials>) => {
      if (data.type === 'finished' || data.type === 'failed') this.stop();
      hear(data);
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.stop();
      hear({ type: 'failed', message: event.message ?? '' });
    };
    this.worker.postMessage(request);
  }

  stop(): void {
    this.worker.terminate();
  }
}
