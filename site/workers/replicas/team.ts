/**
 * A team of workers that learn one network: hires them, joins each to its neighbour by a wire of their own, lets them begin when all are there, and
 * collects what they say. How a worker is made differs between a browser, Node and one thread; nothing else does.
 */
import type { FromReplica, Plan, StepTold, ToReplica } from './protocol.ts';

/** A worker, wherever it runs. */
export interface Colleague {
  post(message: ToReplica, transfer: readonly MessagePort[]): void;
  hear(listener: (message: FromReplica) => void): void;
  end(): void;
}

/** Everything that a team said. */
export interface TeamReport {
  readonly plan: Plan;
  /** By worker, by step. */
  readonly steps: readonly (readonly StepTold[])[];
  /** By worker: the weights after the first update, and after the last. */
  readonly first: readonly Float32Array[];
  readonly last: readonly Float32Array[];
  /** From the moment when all began to the last word. */
  readonly ms: number;
}

export interface TeamWork {
  readonly report: Promise<TeamReport>;
  /** End all workers; the report then fails. */
  stop(): void;
}

/** @param heard is told of every step of every worker, counted from 0 */
export function startTeam(
  plan: Plan,
  make: () => Colleague,
  heard: (worker: number, told: StepTold) => void = () => {},
): TeamWork {
  const places = Array.from({ length: plan.workers }, (_, i) => i);
  // Wire i leads from worker i to its right neighbour.
  const wires = places.map(() => new MessageChannel());
  const team: Colleague[] = [];
  const steps: StepTold[][] = places.map(() => []);
  const first: Float32Array[] = [];
  const last: Float32Array[] = [];
  let stop = (): void => {};
  const report = new Promise<TeamReport>((resolve, reject) => {
    let [ready, done, begun] = [0, 0, 0];
    const end = (): void => {
      for (const one of team) one.end();
    };
    stop = () => {
      end();
      reject(new Error('stopped'));
    };
    const take = (place: number, message: FromReplica): void => {
      if (message.type === 'ready' && ++ready === plan.workers) {
        begun = performance.now();
        for (const one of team) one.post({ type: 'begin' }, []);
      } else if (message.type === 'step') {
        steps[place]!.push(message.told);
        heard(place, message.told);
      } else if (message.type === 'done') {
        first[place] = message.first;
        last[place] = message.last;
        if (++done < plan.workers) return;
        end();
        resolve({ plan, steps, first, last, ms: performance.now() - begun });
      } else if (message.type === 'failed') {
        end();
        reject(new Error(message.message));
      }
    };
    for (const place of places) {
      const one = make();
      team.push(one);
      one.hear((message) => take(place, message));
    }
    for (const place of places) {
      const fromLeft = wires[(place + plan.workers - 1) % plan.workers]!.port2;
      const toRight = wires[place]!.port1;
      team[place]!.post({ type: 'hire', plan, worker: place + 1, fromLeft, toRight }, [fromLeft, toRight]);
    }
  });
  return { report, stop: () => stop() };
}
