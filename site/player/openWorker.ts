/**
 * For tests in a browser: a training worker with tracks, asked as a page asks it, and waited for.
 */
import { momentOf } from './Moment.ts';
import type { StepTrace } from './protocol.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { type FromTimeline, type ToTimeline, USUALLY_OBSERVED } from './timelineProtocol.ts';
import { parseTrack } from './trackText.ts';

const workers: Worker[] = [];

/** End all that were opened. */
export function endWorkers(): void {
  for (const worker of workers.splice(0)) worker.terminate();
}

/** A worker with tracks, by their texts. */
export async function openWorker(texts: readonly string[]) {
  const worker = new Worker(new URL('../workers/training.worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  const heard: FromTimeline[] = [];
  let notify = (): void => {};
  worker.onmessage = ({ data }: MessageEvent<FromTimeline>) => {
    heard.push(data);
    notify();
  };
  const until = async <Type extends FromTimeline['type']>(
    type: Type,
  ): Promise<Extract<FromTimeline, { type: Type }>> => {
    for (;;) {
      const failure = heard.find((message) => message.type === 'failed' || message.type === 'refused');
      if (failure !== undefined && failure.type !== type) throw new Error(JSON.stringify(failure));
      const place = heard.findIndex((message) => message.type === type);
      if (place >= 0) return heard.splice(place, 1)[0] as Extract<FromTimeline, { type: Type }>;
      await new Promise<void>((resolve) => {
        notify = resolve;
      });
    }
  };
  const ask = (message: ToTimeline): void => worker.postMessage(message);
  const { clock, tracks } = momentOf(
    texts.map((text) => parseTrack(text) as TrackSpec),
    0,
  );
  ask({ type: 'open', tracks, clock, item: 0, observes: USUALLY_OBSERVED, reading: null, request: 1 });
  const opened = await until('opened');
  const show = async (step: number): Promise<readonly StepTrace[]> => {
    ask({ type: 'seek', step });
    return (await until('traces')).traces as readonly StepTrace[];
  };
  return { opened, show, ask, until };
}
