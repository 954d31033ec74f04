/** What a benchmark says about itself: where it ran, and its rows as the JSON object that other programs read. */
import type { Row } from './benchTable.ts';

/** What computed, as it was while it computed: a GPU that has been shut down is not there to be asked any more. */
export interface Ran {
  readonly backend: string;
  readonly relaxed: boolean;
  readonly threads: number;
}

/** The machine beside a comparison: which cores, how urgent, how busy. */
export interface Circumstances {
  /** Model of the processor, and the cores that this process may use: "AMD EPYC 7B13, cores 0-1". */
  readonly core: string;
  /** Scheduling class and priority, or the niceness where there is no class to tell. */
  readonly priority: string;
  /** Programs that were ready to run in the last minute, on average, before we began. */
  readonly load: number;
}

/** Above this load somebody else had the core for a while: a ratio would measure that. */
export const MOST_LOAD = 1.5;

export const isBusy = ({ load }: Circumstances): boolean => load > MOST_LOAD;

/** @example circumstancesText({ core: 'AMD EPYC, cores 0', priority: 'SCHED_RR 1', load: 0.4 }) // 'AMD EPYC, cores 0; SCHED_RR 1; load 0.40' */
export const circumstancesText = ({ core, priority, load }: Circumstances): string =>
  `${core}; ${priority}; load ${load.toFixed(2)}`;

/** What stands in the place of numbers where the machine was busy. */
export const NOT_MEASURED = `not measured: the load is above ${MOST_LOAD}, and a ratio would be other people's. Wait, or measure --anyway.`;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** @param circumstances null where nobody was compared with */
export function benchReport(
  ran: Ran,
  rows: readonly Row[],
  peers: readonly { readonly name: string; readonly about: string }[],
  circumstances: Circumstances | null = null,
): unknown {
  const times = rows.map(({ name, medianMs, runs }) => ({ name, medianMs: rounded(medianMs, 4), runs }));
  const matmul = rows.flatMap(({ name, gflops }) =>
    gflops === undefined ? [] : [{ n: Number(name.slice('matmul-'.length)), gflops }],
  );
  return {
    backend: ran.backend,
    relaxed: ran.relaxed,
    threads: ran.threads,
    matmul,
    steps: times.filter((_, i) => rows[i]!.gflops === undefined),
    ...(peers.length === 0
      ? {}
      : {
          ...(circumstances === null ? {} : { circumstances, measured: rows.length > 0, busy: isBusy(circumstances) }),
          peers: peers.map(({ name, about }, i) => ({
            name,
            about,
            times: rows.map((row) => ({ name: row.name, ...row.peers[i] })),
          })),
        }),
  };
}
