/** How many steps credit-logistic makes by itself, and which share of its people each one looks at. */
import { findRun } from '#framework';

export async function creditSteps(): Promise<{ readonly share: number; readonly steps: number }> {
  const { config, loader } = await findRun('credit-logistic').build({ seed: 7 });
  const [examples, batch, epochs] = [config['examples'], config['batchSize'], config['epochs']].map(Number);
  return { share: batch! / examples!, steps: epochs! * loader.length };
}
