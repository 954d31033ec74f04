/** What real workers would come to, computed in turns by one thread: the first picture of their figure, made while the site is built. */
import { compareTeams } from '../../../workers/replicas/compareTeams.ts';
import { inThisThread } from '../../../workers/replicas/inThisThread.ts';
import type { Plan } from '../../../workers/replicas/protocol.ts';
import { startTeam } from '../../../workers/replicas/team.ts';
import { type FirstTeam, rowsOf } from './teamRows.ts';

export const FIRST_PLAN: Plan = {
  workers: 4,
  steps: 5,
  batch: 32,
  seed: 7,
  schedule: null,
  slowWorker: 0,
  slowMs: 0,
};

export async function firstTeam(plan: Plan = FIRST_PLAN): Promise<FirstTeam> {
  const alone = await startTeam({ ...plan, workers: 1 }, inThisThread).report;
  const team = await startTeam(plan, inThisThread).report;
  // Times of turns are nobody's.
  const rows = rowsOf(team, alone).map((row) => ({ ...row, computeMs: null, waitMs: null }));
  return { plan, rows, comparison: compareTeams(team, alone) };
}
